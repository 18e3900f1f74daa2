"""A document in, facts, pictures and a draft of a schemas folder for it out."""
