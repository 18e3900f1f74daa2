"""Two folders of outputs in, what changed between them in substance out."""
