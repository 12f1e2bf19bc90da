from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samspill.journal.actions import note, note_reading
from samspill.people import actions
from samspill.people.models import Person
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import AT, Cast

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def journal(client: Client, person: Person, query: str = "") -> Any:
    return sign_in(client, person).get(reverse("journal:journal") + query)


@pytest.mark.parametrize(("part", "status"), [("owner", 200), ("leader", 200), ("head_of_ppt", 200), ("teacher", 403)])
def test_who_may_open_the_journal(client: Client, cast: Cast, part: str, status: int) -> None:
    assert journal(client, cast.people[part]).status_code == status


def test_a_neighbour_reads_nothing_of_ours(client: Client, cast: Cast) -> None:
    things = {line.thing for line in journal(client, cast.outsider).context["lines"]}

    assert things
    assert not any("Fjellheim" in thing for thing in things)


def test_a_school_leader_reads_only_of_her_school(client: Client, cast: Cast) -> None:
    entries = journal(client, cast.leader).context["page"].object_list

    assert {entry.unit for entry in entries} == {cast.school.pk}


def test_readings_are_shown_only_when_asked_for(client: Client, cast: Cast) -> None:
    note_reading("person.read", cast.teacher, acting=cast.leader, at=AT)

    without, with_them = journal(client, cast.leader), journal(client, cast.leader, "?readings=on")

    assert "Read a person&#x27;s page" not in without.content.decode()
    assert "Read a person&#x27;s page" in with_them.content.decode()


def test_a_change_shows_before_and_after_in_words(client: Client, cast: Cast) -> None:
    actions.change_person(cast.teacher, version=1, phone="+47 99", acting=cast.leader, at=AT)

    line = next(line for line in journal(client, cast.leader).context["lines"] if line.changes)

    assert (line.what, line.who) == ("Changed a person", "Ingrid Berge")
    assert (line.changes[0].label, line.changes[0].after) == ("phone", "+47 99")


@pytest.mark.parametrize("query", ["?place=unit-{unit}", "?unit={unit}", "?who=ingrid&place=unit-{unit}"])
def test_narrowing_to_a_school(client: Client, cast: Cast, query: str) -> None:
    note("unit.changed", cast.school, acting=cast.leader, at=AT)

    entries = journal(client, cast.owner, query.format(unit=cast.school.pk)).context["page"].object_list

    assert {entry.unit for entry in entries} == {cast.school.pk}


@pytest.mark.parametrize("query", ["?place=moon-1", "?unit=x", "?since=never", "?page=900"])
def test_a_filter_that_cannot_be_read_is_no_fault(client: Client, cast: Cast, query: str) -> None:
    assert journal(client, cast.owner, query).status_code == 200


def test_more_lines_cost_no_more_queries(client: Client, cast: Cast) -> None:
    journal(client, cast.owner)
    with counted() as few:
        client.get(reverse("journal:journal"))
    for _n in range(30):
        note("unit.changed", cast.school, acting=cast.leader, at=AT)

    with counted() as many:
        client.get(reverse("journal:journal"))

    assert len(many) == len(few)
