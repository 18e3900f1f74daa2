"""Printed texts in, the same texts joined, folded, made slugs, or read as numbers and dates out."""
