from tests.english import english

__all__ = ["english"]
