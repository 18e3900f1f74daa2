"""An errand on a file in, what a process of its own with limits sends of it out."""
