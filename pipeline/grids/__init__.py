"""Pages in, grids with their cells and the words in them out."""
