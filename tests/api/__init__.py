"""Tests of what Python programs call."""
