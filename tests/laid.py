"""Fixtures for rooms that stand on a plan: the cast in a running project, read in English."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from samspill.projects.models import Participation
from samspill.wheel.actions import lay_plan
from tests.cast import AT, Cast, adopt, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast in a running project, with a plan for the school and the municipality."""
    made = adopt(assemble())
    for unit in (made.office, made.school):
        lay_plan(made.project, unit, acting=made.owner, at=AT)
    return made


@pytest.fixture
def own(cast: Cast) -> Participation:
    """The school's part in the project."""
    return Participation.objects.select_related("project__municipality", "unit__municipality").get(unit=cast.school)


@pytest.fixture
def municipal(cast: Cast) -> Participation:
    """The office's part in the project."""
    return Participation.objects.select_related("project__municipality", "unit__municipality").get(unit=cast.office)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are checked as they stand in the code, whatever the translators make of them."""
    with override("en"):
        yield
