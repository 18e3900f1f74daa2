"""Grids in, tables joined down and across the pages out."""
