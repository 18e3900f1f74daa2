"""Paths, signals, streams and work in, and what the system gives for them, within bounds, out."""
