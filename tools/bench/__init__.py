"""How long a build takes, as a whole and step by step."""
