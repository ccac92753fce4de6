"""Benches of the gait: what a sentence is taken for, and what the generated walk shows."""
