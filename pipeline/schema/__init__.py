"""A schemas folder in, the checked description of one kind of document out."""
