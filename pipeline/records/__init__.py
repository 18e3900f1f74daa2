"""Tables in, records with their keys, as printed and as read, out."""
