"""Live text: written by several at once, kept locally first, acknowledged only when it is on disk."""
