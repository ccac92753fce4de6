"""How a normalised prompt is read: one module for each element of the intent."""
