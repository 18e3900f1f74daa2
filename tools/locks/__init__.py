"""The lock files, and what follows from them: constraints for `uv run`, and the SBOM."""
