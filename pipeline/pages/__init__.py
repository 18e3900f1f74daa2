"""The words of a page, its rulings and fills in, what places and boxes say of each other out.

The model of a page that every reader of documents fills, and every later step reads.
"""
