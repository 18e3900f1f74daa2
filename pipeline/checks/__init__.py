"""Records in, findings out, and what became of every printed word."""
