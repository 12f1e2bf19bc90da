"""The red thread: what was said → proposal → decision → try-out → evaluation → daily practice, and back again."""
