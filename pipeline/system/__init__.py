"""What the system gives and takes: files, locks, signals, terminals, time and memory."""
