"""The words of gait, by concern: patterns, features, degrees, bodies, negation, what is left."""
