"""Reads checkpoints in the layout in which MoMask's authors publish theirs."""
