import pytest

from tests.cast import Cast, adopt, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    return adopt(assemble())
