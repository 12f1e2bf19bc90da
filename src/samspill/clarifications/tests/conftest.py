import pytest

from tests.asking import adopted_once, fresh
from tests.cast import Cast
from tests.english import english

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


__all__ = ["cast", "english", "standing"]
