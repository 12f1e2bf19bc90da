"""SQL and addresses that are written once say what Django would say anew each time."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspill.people.addresses import address
from samspill.people.models import Person, Unit
from samspill.people.written import Written
from tests.asking import assembled_once, counted, fresh
from tests.cast import Cast

standing = pytest.fixture(scope="module")(assembled_once)
WORKERS = Written(Person.objects.filter(is_active=True).order_by("-pk"), "positions__unit")
UNITS = Written(Unit.objects.only("name"), "pk")


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def test_it_gives_the_rows_of_these_keys_in_the_order_of_the_query(cast: Cast) -> None:
    keys = [cast.school.pk, cast.other_school.pk]

    for few in (keys, keys[:1], keys):
        expected = Person.objects.filter(is_active=True, positions__unit__in=few).order_by("-pk")
        assert WORKERS.among(few) == list(expected)


def test_without_a_key_nothing_is_asked(cast: Cast) -> None:
    with counted() as queries:
        assert UNITS.among(()) == []

    assert not len(queries)


def test_columns_that_were_left_out_are_still_there_when_asked_for(cast: Cast) -> None:
    (unit,) = UNITS.among([cast.school.pk])

    assert unit.lowest_grade == cast.school.lowest_grade


@pytest.mark.parametrize("pk", [1, 72, 9_000_000_001])
def test_an_address_is_what_reverse_gives(pk: int) -> None:
    assert address("measures:thread", pk) == reverse("measures:thread", args=[pk])
