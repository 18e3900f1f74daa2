"""Documents built by a Dask cluster: sent as parcels of bytes, and come back as such."""
