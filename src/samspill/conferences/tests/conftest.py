from tests.laid import english

__all__ = ["english"]
