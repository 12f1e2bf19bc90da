from collections.abc import Iterator

import pytest
from django.utils.translation import override

from tests.cast import Cast, adopt, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    return adopt(assemble())


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are checked as they stand in the code, whatever the translators make of them."""
    with override("en"):
        yield
