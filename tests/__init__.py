"""The tests: a folder for each package of the program, and for whole documents and the project.

`support` and `printing` hold no tests; `documents` holds sample documents and what is in them.
"""
