"""Fixtures for rooms that stand on a plan: the cast in a running project, read in English."""

import pytest

from samspill.projects.models import Participation
from samspill.wheel.actions import lay_plan
from tests.asking import fresh, once
from tests.cast import AT, Cast, adopt, assemble
from tests.english import english


def laid() -> Cast:
    """The cast in a running project, with a plan for the school and the municipality."""
    made = adopt(assemble())
    for unit in (made.office, made.school):
        lay_plan(made.project, unit, acting=made.owner, at=AT)
    return made


standing = pytest.fixture(scope="module")(once(laid))


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def own(cast: Cast) -> Participation:
    """The school's part in the project."""
    return Participation.objects.select_related("project__municipality", "unit__municipality").get(unit=cast.school)


@pytest.fixture
def municipal(cast: Cast) -> Participation:
    """The office's part in the project."""
    return Participation.objects.select_related("project__municipality", "unit__municipality").get(unit=cast.office)


__all__ = ["cast", "english", "municipal", "own", "standing"]
