from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samspill.people.models import Person, Position, Unit
from tests.asking import adopted_once, fresh, sign_in
from tests.cast import Cast

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def sent(client: Client, person: Person, name: str, thing: Any, /, **data: Any) -> Any:
    return sign_in(client, person).post(reverse(f"people:{name}", args=[thing.pk]), data)


def rows(prefix: str, *given: dict[str, str], total: int = 3) -> dict[str, str]:
    """What a browser sends for several rows; those not given stay empty."""
    counts = {f"{prefix}-TOTAL_FORMS": str(total), f"{prefix}-INITIAL_FORMS": "0"}
    return counts | {f"{prefix}-{n}-{name}": value for n, row in enumerate(given) for name, value in row.items()}


def test_every_step_leads_to_the_next_and_shows_where_one_is(client: Client, cast: Cast) -> None:
    said = sign_in(client, cast.owner).get(reverse("people:set_up_services", args=[cast.municipality.pk]))

    statuses = [step.status for step in said.context["steps"]]
    assert statuses == ["done", "current", "done", "coming", "coming"]
    assert said.context["on"].url == reverse("people:set_up_schools", args=[cast.municipality.pk])


def test_schools_are_added_several_at_a_time_and_empty_rows_are_left_out(client: Client, cast: Cast) -> None:
    given = rows("schools", {"name": "Lia skole", "lowest_grade": "1", "highest_grade": "4"}, {"name": "Bakken skole"})

    said = sent(client, cast.owner, "set_up_schools", cast.municipality, **given)

    added = Unit.objects.filter(name__in=["Lia skole", "Bakken skole"])
    assert said.status_code == 302
    assert sorted((unit.name, len(unit.grades)) for unit in added) == [("Bakken skole", 0), ("Lia skole", 4)]


def test_one_wrong_row_saves_none_and_keeps_them_all(client: Client, cast: Cast) -> None:
    given = rows("schools", {"name": "Lia skole"}, {"name": "Bakken skole", "lowest_grade": "7", "highest_grade": "1"})

    said = sent(client, cast.owner, "set_up_schools", cast.municipality, **given)

    assert said.status_code == 422
    assert "The highest grade is below the lowest." in said.content.decode()
    assert 'value="Lia skole"' in said.content.decode()
    assert not Unit.objects.filter(name="Lia skole").exists()


def test_a_service_is_added_with_its_head(client: Client, cast: Cast) -> None:
    given = rows("services", {"name": "Kulturskolen", "head": "Ola Rud", "email": "ola.rud@example.org"}, total=1)

    sent(client, cast.owner, "set_up_services", cast.municipality, **given)

    position = Position.objects.get(person__name="Ola Rud")
    assert (position.unit.name, position.profession) == ("Kulturskolen", "service_head")


def test_two_heads_with_one_address_save_neither(client: Client, cast: Cast) -> None:
    row = {"head": "Ola Rud", "email": "ola.rud@example.org"}
    given = rows("services", {"name": "Kulturskolen", **row}, {"name": "Biblioteket", **row}, total=2)

    said = sent(client, cast.owner, "set_up_services", cast.municipality, **given)

    assert said.status_code == 422
    assert not Unit.objects.filter(name="Kulturskolen").exists()


def test_teachers_are_pasted_from_a_list_or_a_sheet(client: Client, cast: Cast) -> None:
    lines = "Anne Moe, anne.moe@example.org, 1\n\nBo Lien\tbo.lien@example.org\t2-3\nCarl Berg"

    said = sent(client, cast.leader, "school_teachers", cast.school, lines=lines, since="2026-09-01")

    added = Position.objects.filter(person__name__in=["Anne Moe", "Bo Lien", "Carl Berg"]).order_by("person__name")
    assert said.status_code == 302
    assert [(one.person.email, one.grades) for one in added] == [
        ("anne.moe@example.org", [1]),
        ("bo.lien@example.org", [2, 3]),
        (None, []),
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("anne@example.org, Anne Moe", "write the name first"),
        ("Anne Moe, anne@, 1", "this is no e-mail address"),
        ("Anne Moe, anne.moe@example.org, fifth", "we cannot read the grade"),
        ("Dina Ås, anne.moe@example.org\nEli Ås, ANNE.moe@example.org", "Two people cannot share it."),
        ("Anne Moe, taken", "somebody is already registered with"),
    ],
)
def test_a_wrong_line_is_named_and_nobody_is_added(client: Client, cast: Cast, line: str, words: str) -> None:
    line = line.replace("taken", cast.teacher.email)
    before = Person.objects.count()

    said = sent(client, cast.leader, "school_teachers", cast.school, lines=f"Bo Lien\n{line}", since="2026-09-01")

    assert said.status_code == 422
    assert words in " ".join(said.context["form"].errors["lines"])
    assert "Bo Lien" in said.content.decode()
    assert Person.objects.count() == before


def test_the_leader_is_somebody_who_works_there_or_somebody_new(client: Client, cast: Cast) -> None:
    chosen = sent(client, cast.owner, "school_leader", cast.school, person=cast.teacher.pk, since="2026-09-01")
    new = sent(client, cast.owner, "school_leader", cast.school, name="Ny Rektor", since="2026-09-01")
    neither = sent(client, cast.owner, "school_leader", cast.school, since="2026-09-01")

    positions = Position.objects.filter(unit=cast.school, profession="school_leader")
    assert (chosen.status_code, new.status_code, neither.status_code) == (302, 302, 422)
    assert {position.person.name for position in positions} == {"Ingrid Berge", "Samir Aziz", "Ny Rektor"}


def test_grades_upside_down_are_refused_at_the_field(client: Client, cast: Cast) -> None:
    given = {"version": cast.school.version, "lowest_grade": "7", "highest_grade": "1", "language": "nb"}

    said = sent(client, cast.leader, "school_grades", cast.school, **given)

    assert said.status_code == 422
    assert "highest_grade" in said.context["form"].errors


def test_the_services_step_shows_who_comes_and_whose_deputy_lacks(client: Client, cast: Cast) -> None:
    body = sign_in(client, cast.leader).get(reverse("people:school_services", args=[cast.school.pk])).content.decode()

    assert "Erik Foss" in body
    assert "No deputy is named for Erik Foss" in body


def test_the_last_step_says_what_is_left(client: Client, cast: Cast) -> None:
    body = sign_in(client, cast.leader).get(reverse("people:school_done", args=[cast.school.pk])).content.decode()

    assert "No teacher is registered at Fjellheim skole for grade 1, 2, 3, 4." in body
