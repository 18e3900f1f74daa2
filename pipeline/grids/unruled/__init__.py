"""Pages without ruled cells in, grids told by headings, empty stripes and heights out."""
