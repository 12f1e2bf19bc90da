"""The funnel counts what there is evidence for, says what waits and for whom, and never ranks a school."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.measures.models import Measure
from samspill.people.models import Person, Unit, UnitKind
from samspill.people.versions import change
from samspill.projects.models import Participation
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import BEGAN, Cast

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def measure(cast: Cast, title: str, phase: str = "proposed", unit: Unit | None = None, **fields: Any) -> Measure:
    """A measure as its columns stand when it has come to a phase; days not given lie ten days back."""
    day = timezone.localdate() - timedelta(days=10)
    usual = {"project": cast.project, "unit": unit or cast.school, "proposed_on": day, "phase_on": day}
    return Measure.objects.create(title=title, phase=phase, level="prevention", **(usual | fields))


def ask(client: Client, reader: Person, name: str = "funnel", *args: int, **query: str) -> Any:
    return sign_in(client, reader).get(reverse(f"measures:{name}", args=args), query)


def reached(answer: Any) -> dict[str, int]:
    return {bar.step.station: bar.step.reached for bar in answer.context["bars"]}


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def test_it_counts_how_far_each_has_come(cast: Cast, client: Client) -> None:
    measure(cast, "New")
    measure(cast, "Heard", "discussed", heard_on=ago(5))
    measure(cast, "Tried", "in-try-out", heard_on=ago(9), decided_on=ago(8), tried_on=ago(7))
    lived = {"heard_on": ago(800), "decided_on": ago(800), "tried_on": ago(790), "evaluated_on": ago(600)}
    measure(cast, "Old", "daily-practice", proposed_on=ago(900), practice_on=ago(500), alive_on=ago(90), **lived)

    answer = ask(client, cast.leader, "school_funnel", cast.school.pk)

    assert reached(answer) == {
        "proposed": 4, "heard": 3, "decided": 2, "tried": 2, "evaluated": 1, "practice": 1, "alive": 1
    }  # fmt: skip


def test_it_says_what_waits_how_long_and_for_whom(cast: Cast, client: Client) -> None:
    for days in (10, 40, 100):
        measure(cast, f"Since {days}", proposed_on=ago(days), phase_on=ago(days))

    first = ask(client, cast.leader, "school_funnel", cast.school.pk).context["bars"][0]

    assert first.waits == "3 wait here: half of them longer than 40 days, the longest 100 days."
    assert "(3)" in first.whom
    assert [old.name for old in first.oldest] == ["Since 100", "Since 40", "Since 10"]


@pytest.mark.parametrize("fate", ["parked", "merged", "split"])
def test_what_left_the_way_waits_for_nobody(cast: Cast, client: Client, fate: str) -> None:
    measure(cast, "Aside", fate=fate, fate_on=ago(3))

    answer = ask(client, cast.leader, "school_funnel", cast.school.pk)

    assert answer.context["bars"][0].step.waiting == 0
    assert [count for _name, count in answer.context["endings"]] == [1]


def test_what_is_to_be_clarified_waits_for_that(cast: Cast, client: Client) -> None:
    measure(cast, "Unclear", "analysed", fate="forum", fate_on=ago(3))

    first = ask(client, cast.leader, "school_funnel", cast.school.pk).context["bars"][0]

    assert first.whom == "a clarification (1)"


def test_the_owner_sees_counts_of_all_schools_and_no_titles(cast: Cast, client: Client) -> None:
    Participation.objects.create(project=cast.project, unit=cast.other_school, joined=BEGAN)
    measure(cast, "A title")
    measure(cast, "Another title", unit=cast.other_school)

    answer = ask(client, cast.owner)

    assert reached(answer)["proposed"] == 2
    assert sorted(row.unit.name for row in answer.context["rows"]) == [row.unit.name for row in answer.context["rows"]]
    assert "title" not in answer.content.decode().split("<main")[1].split("</main")[0].replace("-title", "")


def test_above_the_schools_each_is_named_once_and_leads_to_its_own(cast: Cast, client: Client) -> None:
    for days in (10, 40):
        measure(cast, f"Since {days}", proposed_on=ago(days), phase_on=ago(days))

    first = ask(client, cast.owner, "funnel").context["bars"][0]

    assert [(old.name, old.url) for old in first.oldest] == [
        (cast.school.name, reverse("measures:school_funnel", args=[cast.school.pk]))
    ]


def test_a_comparison_school_is_not_counted(cast: Cast, client: Client) -> None:
    Participation.objects.create(project=cast.project, unit=cast.other_school, joined=BEGAN, takes_part=False)
    measure(cast, "Elsewhere", unit=cast.other_school)

    answer = ask(client, cast.owner)

    assert reached(answer)["proposed"] == 0
    assert cast.other_school not in [row.unit for row in answer.context["rows"]]


@pytest.mark.parametrize(
    ("query", "count"), [({}, 2), ({"level": "prevention"}, 1), ({"half": "2026-H2"}, 1), ({"level": "nonsense"}, 2)]
)
def test_it_is_narrowed_by_half_year_and_level(cast: Cast, client: Client, query: dict[str, str], count: int) -> None:
    measure(cast, "Before", proposed_on=date(2026, 6, 1))
    Measure.objects.filter(title="Before").update(level="")
    measure(cast, "Autumn", proposed_on=date(2026, 9, 1))

    answer = ask(client, cast.leader, "school_funnel", cast.school.pk, **query)

    assert reached(answer)["proposed"] == count


def test_an_owner_narrows_it_to_one_school(cast: Cast, client: Client) -> None:
    Participation.objects.create(project=cast.project, unit=cast.other_school, joined=BEGAN)
    measure(cast, "Elsewhere", unit=cast.other_school)

    answer = ask(client, cast.owner, school=str(cast.other_school.pk))

    assert [row.unit for row in answer.context["rows"]] == [cast.other_school]


def test_without_a_proposal_it_says_how_it_fills(cast: Cast, client: Client) -> None:
    school = ask(client, cast.leader, "school_funnel", cast.school.pk)
    nowhere = ask(client, cast.other_teacher, "school_funnel", cast.other_school.pk)

    assert "No proposal yet" in school.content.decode()
    assert "Nobody takes part in a project yet" in nowhere.content.decode()


@pytest.mark.parametrize(
    ("reader", "status"), [("leader", 200), ("teacher", 200), ("nurse", 200), ("other_teacher", 403), ("outsider", 404)]
)
def test_who_reads_the_funnel_of_a_school(cast: Cast, client: Client, reader: str, status: int) -> None:
    assert ask(client, cast.people[reader], "school_funnel", cast.school.pk).status_code == status


def test_who_works_at_one_school_comes_to_its_funnel(cast: Cast, client: Client) -> None:
    answer = ask(client, cast.teacher)

    assert answer.headers["Location"] == reverse("measures:school_funnel", args=[cast.school.pk])


def test_who_works_nowhere_here_reads_why_there_is_nothing(cast: Cast, client: Client) -> None:
    answer = ask(client, cast.outsider)

    assert cast.school.name not in answer.content.decode()


def test_many_schools_and_measures_cost_no_more_queries(cast: Cast, client: Client) -> None:
    ask(client, cast.owner)
    measure(cast, "First")
    with counted() as few:
        ask(client, cast.owner)
    for number in range(12):
        unit = Unit.objects.create(municipality=cast.municipality, kind=UnitKind.SCHOOL, name=f"School {number}")
        Participation.objects.create(project=cast.project, unit=unit, joined=BEGAN)
        measure(cast, f"Measure {number}", "discussed", unit=unit, heard_on=ago(2))

    with counted() as many:
        ask(client, cast.owner)

    assert len(many) == len(few)


def test_what_was_counted_is_counted_anew_when_a_measure_has_changed(cast: Cast, client: Client) -> None:
    one = measure(cast, "New")
    assert reached(ask(client, cast.owner))["heard"] == 0

    change(one, version=one.version, fields={"phase": "discussed", "heard_on": ago(1)})
    heard = reached(ask(client, cast.owner))["heard"]
    measure(cast, "Another")

    assert heard == 1
    assert reached(ask(client, cast.owner))["proposed"] == 2


def test_the_whole_municipality_is_counted_once_as_long_as_nothing_changes(cast: Cast, client: Client) -> None:
    measure(cast, "New")
    with counted() as first:
        ask(client, cast.owner)
    with counted() as again:
        ask(client, cast.owner)

    assert [sum("waits_for" in asked["sql"] for asked in queries) for queries in (first, again)] == [1, 0]
