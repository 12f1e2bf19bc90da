"""How much and how many, and what is done otherwise: the school's pages, and what of them the owner sees."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samspill.core.schoolyear.periods import period_of
from samspill.insight import actions, extent
from samspill.insight.bridge import Reading, read
from samspill.insight.tests.test_measures import TEAMS, TODAY, met
from samspill.measures.actions.stepping import step
from samspill.measures.models import Measure, Plan
from samspill.people.actions import add_person, take_position
from samspill.projects.actions import adapt
from samspill.projects.models import Participation
from tests.asking import counted, sign_in
from tests.cast import AT, BEGAN, Cast
from tests.measures import BEGAN as PROPOSED
from tests.measures import at_stage, proposal

AUTUMN = period_of("half_year", TODAY)
PAGES = ("extent", "otherwise")


def page(client: Client, cast: Cast, own: Participation, name: str, part: str = "leader", more: str = "") -> str:
    answer = sign_in(client, cast.people[part]).get(reverse(f"insight:{name}", args=[own.pk]) + more)
    assert answer.status_code == 200
    return answer.content.decode()


def doses(reading: Reading) -> dict[str, extent.Dose]:
    found = extent.dose(reading, AUTUMN, extent.spent_on_tryouts(reading.told, AUTUMN))
    return {f"{one.arena} {one.group}".strip(): one for one in found}


def skip(cast: Cast) -> Measure:
    measure = proposal(cast)
    reason, at = "All schools begin at once.", PROPOSED + timedelta(weeks=5)
    step(measure, to="decided", on=at.date(), reason=reason, version=None, acting=cast.leader, at=at)
    return measure


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("part", "hidden", "shown"),
    [("leader", 200, 200), ("teacher", 200, 200), ("owner", 403, 200), ("nurse", 403, 403), ("outsider", 404, 404)],
)
def test_who_sees_the_pages_before_and_after_release_and_when_it_is_taken_back(
    client: Client, cast: Cast, own: Participation, name: str, part: str, hidden: int, shown: int
) -> None:
    url = reverse(f"insight:{name}", args=[own.pk])
    sign_in(client, cast.people[part])
    seen = [client.get(url).status_code]

    actions.release_board(own, acting=cast.leader, at=AT)
    seen.append(client.get(url).status_code)
    actions.take_back_board(own, acting=cast.leader, at=AT)

    assert [*seen, client.get(url).status_code] == [hidden, shown, hidden]


@pytest.mark.parametrize("name", PAGES)
def test_the_municipalitys_board_has_no_such_pages(
    client: Client, cast: Cast, municipal: Participation, name: str
) -> None:
    answer = sign_in(client, cast.owner).get(reverse(f"insight:{name}", args=[municipal.pk]))

    assert answer.status_code == 404


def test_planned_and_held_stand_side_by_side(cast: Cast, own: Participation) -> None:
    before = doses(read(own, TODAY))["resource-team"]
    met(cast, "resource-team", date(2026, 11, 11), at_stage(cast, "trying"))

    after = doses(read(own, TODAY))["resource-team"]

    assert (after.held - before.held, after.minutes, after.took_up, after.told) == (1, 60, 1, 1)
    assert before.planned > 0


def test_the_time_for_try_outs_is_that_of_their_matters(cast: Cast, own: Participation) -> None:
    meeting = met(cast, "resource-team", date(2026, 11, 11), at_stage(cast, "trying"))
    matter = meeting.items.filter(source="measure")[0]
    meeting.items.exclude(pk=matter.pk).update(tryout=False)
    begun = matter.times.get().begun_at
    matter.times.update(ended_at=begun + timedelta(minutes=15))

    found = doses(read(own, TODAY))["resource-team"]

    assert (found.trying, found.percent) == (15, 25)


def test_a_small_school_is_told_as_one(cast: Cast, own: Participation) -> None:
    proposal(cast)

    (line,) = extent.reach_lines(read(own, TODAY), AUTUMN)

    assert [share and (share.reached, share.total) for share in line.shares] == [(1, 7), None, None, (1, 7)]
    assert len(line.names) == 5


def test_a_larger_group_stands_alone_and_the_small_ones_together(cast: Cast, own: Participation) -> None:
    for number in range(5):
        person = add_person(name=f"Aud {number}", email="", phone="", acting=None, at=AT)
        take_position(person, cast.school, profession="assistant", since=BEGAN, grades=[], acting=None, at=AT)
    proposal(cast)

    alone, others, whole = extent.reach_lines(read(own, TODAY), AUTUMN)

    assert (alone.group, others.group, whole.group) == ("assistant", "others", "")
    assert [line.shares[0].total for line in (alone, others, whole) if line.shares[0]] == [5, 7, 12]


def test_who_tried_counts_while_it_was_tried(cast: Cast, own: Participation) -> None:
    Plan.objects.filter(measure=at_stage(cast, "evaluated")).update(pupils=24)
    reading = read(own, date(2027, 3, 1))

    spring = period_of("half_year", date(2027, 3, 1))

    assert [extent.pupils_in(reading, one) for one in (AUTUMN, spring)] == [24, 0]
    assert extent.reach_lines(reading, AUTUMN)[-1].shares[1].reached == 2  # type: ignore[union-attr]
    assert extent.reach_lines(reading, spring)[-1].shares[1] is None


def test_the_pyramid_half_year_by_half_year(cast: Cast, own: Participation) -> None:
    at_stage(cast, "trying")
    Measure.objects.filter(pk=at_stage(cast, "evaluated", title="A talk").pk).update(level="early-effort")

    found = extent.pyramid(read(own, date(2027, 3, 1)))

    assert found
    assert [(one.key, one.percent) for one in found.rows] == [("2027-H1", 100), ("2026-H2", 50)]


def test_the_page_shows_a_past_half_year(client: Client, cast: Cast, own: Participation) -> None:
    at_stage(cast, "trying")

    shown = page(client, cast, own, "extent", more="?half=2026-H2")

    assert all(f'id="{part}"' in shown for part in ("dose", "reach", "pyramid", "drivers"))
    assert "Autumn 2026" in shown


def test_deviations_departures_and_adaptations_are_one_list(client: Client, cast: Cast, own: Participation) -> None:
    skip(cast)
    actions.depart(own, requirement="L09", reason="Every sixth week.", since=BEGAN, acting=cast.leader, at=AT)
    adapt(cast.project, path="requirements.L19.params.days", value=200, reason="Often.", acting=cast.owner, at=AT)

    shown = page(client, cast, own, "otherwise")
    only = page(client, cast, own, "otherwise", more="?kind=departure")

    reasons = ("All schools begin at once.", "Every sixth week.", "Often.")
    assert [reason in shown for reason in reasons] == [True, True, True]
    assert [reason in only for reason in reasons] == [False, True, False]


def test_the_owner_reads_what_is_done_otherwise_without_names(client: Client, cast: Cast, own: Participation) -> None:
    skip(cast)
    actions.release_board(own, acting=cast.leader, at=AT)

    home, above = page(client, cast, own, "otherwise"), page(client, cast, own, "otherwise", "owner")

    assert "All schools begin at once." in above
    assert (f"<span>{cast.leader.name}</span>" in home, cast.leader.name in above) == (True, False)


@pytest.mark.parametrize("name", PAGES)
def test_much_takes_as_many_queries_as_little(client: Client, cast: Cast, own: Participation, name: str) -> None:
    met(cast, "resource-team", date(2026, 11, 11), skip(cast))
    page(client, cast, own, name)
    with counted() as few:
        page(client, cast, own, name)
    for number, team in enumerate(TEAMS):
        met(cast, team, date(2026, 11, 12), skip(cast))
        adapt(cast.project, path=f"requirements.L1{number}.off", value=True, reason="So.", acting=cast.owner, at=AT)

    with counted() as many:
        page(client, cast, own, name)

    assert len(many) == len(few)
