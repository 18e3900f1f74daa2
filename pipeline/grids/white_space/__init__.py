"""Pages with their ruled grids in, grids that white space, rules and values part out."""
