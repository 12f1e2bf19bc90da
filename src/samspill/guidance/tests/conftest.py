import pytest

from samspill.guidance.tests.stage import invited
from tests.asking import fresh, once
from tests.cast import Cast, adopt, assemble
from tests.english import english
from tests.measures import at_stage


def followed() -> Cast:
    """The cast in a running project, with two try-outs at the school; the guidance team is invited."""
    made = adopt(assemble())
    at_stage(made, "trying")
    at_stage(made, "trying", title="Reading together")
    invited(made)
    return made


standing = pytest.fixture(scope="module")(once(followed))


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


__all__ = ["cast", "english", "standing"]
