"""Numbers and number format codes in, what a cell shows out."""
