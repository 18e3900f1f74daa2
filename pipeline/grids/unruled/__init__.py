"""Pages without ruled cells in, grids told by headings, empty stripes and heights out.

Everything else comes in by one door, `reader.with_aligned_grids`, so that what is inside may be
built anew without a change outside. Only this package knows of headings searched for, pitches,
edges and attempts; its reader holds state while pages are read, and no other step does.
"""
