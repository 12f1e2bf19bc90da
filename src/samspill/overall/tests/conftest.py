from tests.laid import cast, english, own, standing

__all__ = ["cast", "english", "own", "standing"]
