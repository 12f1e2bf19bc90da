from tests.laid import cast, english, municipal, own, standing

__all__ = ["cast", "english", "municipal", "own", "standing"]
