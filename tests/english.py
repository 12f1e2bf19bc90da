"""For rooms whose tests check sentences: as they stand in the code, whatever the translators make of them."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield
