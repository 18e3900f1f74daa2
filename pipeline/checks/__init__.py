"""Records in, findings and what became of every printed word out."""
