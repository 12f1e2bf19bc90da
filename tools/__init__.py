"""What keeps the house in order; nothing here runs in production."""
