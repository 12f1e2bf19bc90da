from collections.abc import Iterator

import pytest
from django.utils.translation import override

from tests.asking import adopted_once, fresh
from tests.cast import Cast

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are checked as they stand in the code, whatever the translators make of them."""
    with override("en"):
        yield
