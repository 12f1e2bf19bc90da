from __future__ import annotations

import pytest

from samspill.arenas import actions
from samspill.arenas.composition import Lack, lacks_in
from samspill.arenas.models import Arena, Membership
from samspill.arenas.queries import ARENAS
from samspill.people import actions as people
from samspill.projects import actions as projects
from tests.asking import adopted_once, counted, fresh
from tests.cast import AT, BEGAN, Cast

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def lacks(arena: Arena) -> list[Lack]:
    return lacks_in([ARENAS.get(pk=arena.pk)], BEGAN)


def codes(arena: Arena) -> list[tuple[str, str]]:
    return [(lack.code, lack.role) for lack in lacks(arena)]


def test_the_three_services_lack_deputies(cast: Cast) -> None:
    assert sorted(codes(cast.arenas["resource-team"])) == [
        ("deputy-missing", "child-welfare-adviser"),
        ("deputy-missing", "ppt-adviser"),
        ("deputy-missing", "school-nurse"),
    ]


def test_every_leader_of_a_grade_team_belongs_in_the_resource_team(cast: Cast) -> None:
    seat = Membership.objects.get(arena=cast.arenas["resource-team"], person=cast.grade_leader_6)
    actions.end_seat(seat, until=BEGAN, version=None, acting=cast.leader, at=AT)
    Membership.objects.filter(pk=seat.pk).delete()

    missed = [lack for lack in lacks(cast.arenas["resource-team"]) if lack.code == "everyone-missing"]

    assert ["Jonas Vik" in lack.words for lack in missed] == [True]


def test_a_teacher_of_the_grade_without_a_seat_is_missed_and_one_of_another_grade_is_not(cast: Cast) -> None:
    for name, grades in (("Femte Trinn", [5]), ("Tredje Trinn", [3])):
        person = people.add_person(name=name, acting=None, at=AT)
        position = {"profession": "teacher", "since": BEGAN, "grades": grades}
        people.take_position(person, cast.school, **position, acting=None, at=AT)

    missed = [lack.words for lack in lacks(cast.arenas["grade-team-5"])]

    assert ["Femte Trinn" in words for words in missed] == [True]


def test_the_leader_of_a_school_outside_the_project_does_not_belong_in_the_forum(cast: Cast) -> None:
    before = codes(cast.arenas["strategy-forum"])
    projects.join(cast.project, cast.other_school, joined=BEGAN, acting=cast.owner, at=AT)

    after = codes(cast.arenas["strategy-forum"])

    assert (before, after) == ([], [("everyone-missing", "school-leader")])


def test_a_method_adapted_here_asks_for_what_was_adapted(cast: Cast) -> None:
    places = [{"role": "school-owner"}, {"role": "guidance-team-member"}]
    change = {"path": "arenas.strategy-forum.places", "value": places, "reason": "Veiledningsteamet er med hos oss."}

    projects.adapt(cast.project, **change, acting=cast.owner, at=AT)

    assert codes(cast.arenas["strategy-forum"]) == [("vacant", "guidance-team-member")]


def test_five_arenas_cost_as_many_queries_as_one(cast: Cast) -> None:
    arenas = list(ARENAS.filter(unit=cast.school))
    with counted() as one:
        lacks_in(arenas[:1], BEGAN)

    with counted() as five:
        lacks_in(arenas, BEGAN)

    assert len(five) == len(one)
