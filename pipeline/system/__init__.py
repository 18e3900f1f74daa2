"""Ways to the system in, bounded and locked ones out: files, signals, terminals, time and memory."""
