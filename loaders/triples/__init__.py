"""Records to quads: one module for each noun, one function for each record type."""
