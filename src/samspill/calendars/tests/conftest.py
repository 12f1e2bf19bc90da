from tests.laid import cast, english

__all__ = ["cast", "english"]
