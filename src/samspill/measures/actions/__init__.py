"""Verbs about proposals, measures and practices."""
