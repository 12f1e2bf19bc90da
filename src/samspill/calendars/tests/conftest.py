from tests.laid import cast, english, standing

__all__ = ["cast", "english", "standing"]
