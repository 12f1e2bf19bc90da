"""Fixtures for rooms that stand on a plan: the cast in a running project, read in English."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override
from pytest_django import DjangoDbBlocker

from samspill.projects.models import Participation
from samspill.wheel.actions import lay_plan
from tests.asking import adopted_once, fresh
from tests.cast import AT, Cast


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """The cast in a running project, with a plan for the school and the municipality, once for a module."""
    for made in adopted_once(django_db_setup, django_db_blocker):
        for unit in (made.office, made.school):
            lay_plan(made.project, unit, acting=made.owner, at=AT)
        yield made


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    """The same for one test, which may do with it what it likes."""
    return fresh(standing)


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
