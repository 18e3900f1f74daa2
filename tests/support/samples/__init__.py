"""For each check a sample that it finds something wrong in, and one as near that is right."""
