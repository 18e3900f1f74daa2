"""Two folders of outputs in, what changed between them in substance, and a page of it, out."""
