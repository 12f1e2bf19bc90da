from tests.laid import cast, english, municipal, own

__all__ = ["cast", "english", "municipal", "own"]
