"""What only developers run: generated documents, pictures and timings; not installed."""
