from collections.abc import Iterator

import pytest
from django.core.cache import cache

from samspill.people.models import Person
from tests.asking import assembled_once, fresh
from tests.cast import Cast

PASSWORD = "en lang setning om snø"


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """What one test has tried does not make the next one wait."""
    cache.clear()
    yield
    cache.clear()


standing = pytest.fixture(scope="module")(assembled_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def nurse(cast: Cast) -> Person:
    """The school nurse, with a password."""
    cast.nurse.set_password(PASSWORD)
    cast.nurse.save()
    return cast.nurse
