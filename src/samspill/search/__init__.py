"""Finding things again, within one's rights."""
