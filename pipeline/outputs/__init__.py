"""All that a build knows in, the bytes of its files out."""
