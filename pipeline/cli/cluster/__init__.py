"""Documents to build in, what a Dask cluster made of them out.

They go there and come back as bytes, so that no folder is shared.
"""
