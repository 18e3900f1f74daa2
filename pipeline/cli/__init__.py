"""Arguments in, a command run and an exit code out."""
