"""The gate over real rows: the database and the rules always say the same, and who may not is told rightly."""

from collections import defaultdict
from datetime import timedelta
from itertools import product

import pytest
from django.apps import apps
from django.db.models import Q
from django.http import Http404

from samspill.access.gate import Refused, allowed, demand, fetch_for, may, visible_to
from samspill.access.rules import Actor, Scope, decide, table
from samspill.arenas.actions import end_seat, seat
from samspill.config.actor import actor_for
from samspill.people.actions import end_position, invite
from samspill.people.models import Person, Unit
from samspill.projects.models import Participation
from tests.cast import AT, BEGAN, adopt, assemble

DAY = BEGAN + timedelta(days=30)
SCOPED = [model for model in apps.get_models() if hasattr(model, "SCOPE")]


@pytest.fixture
def cast(db):
    """Everybody, with a guest, a deputy, an invitation and somebody who has left."""
    cast = adopt(assemble())
    team = cast.arenas["resource-team"]
    end = {"until": DAY, "acting": cast.leader, "at": AT}
    seat(team, cast.researcher, since=BEGAN, guest=True, **end)
    seat(team, cast.other_teacher, since=BEGAN, role="assistant", deputy=cast.other_leader, acting=cast.leader, at=AT)
    invite(cast.nurse, acting=cast.leader, at=AT)
    end_position(cast.teacher.positions.get(), until=BEGAN, version=None, acting=cast.leader, at=AT)
    end_seat(cast.teacher.memberships.get(), until=BEGAN, version=None, acting=cast.leader, at=AT)
    return cast


def test_the_database_and_the_rules_say_the_same_of_every_row(cast):
    actors = [Actor(), *(actor_for(person, DAY) for person in cast.people.values())]
    words = {lines: word for word, lines in table().items()}.values()  # one of those that say the same
    seen = set()
    for model in SCOPED:
        rows, answers = by_scope(model), {}
        for word, actor in product(words, actors if rows else actors[:2]):
            by_rules = {pk for scope, pks in rows.items() if decide(actor, word, scope).allowed for pk in pks}
            assert by_database(model, word, actor, answers) == by_rules, (model.__name__, word, actor)
            seen |= {model} if by_rules else set()

    assert {"Person", "Position", "Invitation", "Unit", "Arena", "Membership", "Participation", "Entry"} <= {
        model.__name__ for model in seen
    }


def by_scope(model):
    rows = defaultdict(set)
    for row in model._default_manager.all():
        rows[row.scope()].add(row.pk)
    return rows


def by_database(model, word, actor, answers):
    """Which rows the database opens; a condition is asked once, however many words and actors come to it."""
    condition = allowed(actor, model, word)
    if condition not in answers:
        answers[condition] = set(visible_to(actor, model._default_manager.all(), word).values_list("pk", flat=True))
    return answers[condition]


def test_every_row_that_has_states_tells_the_database_the_same(cast):
    for model in SCOPED:
        for state, condition in getattr(model, "STATES", {}).items():
            named = {row.pk for row in model._default_manager.all() if state in row.scope().states}
            assert named == set(model._default_manager.filter(condition).values_list("pk", flat=True))


def test_a_higher_room_may_add_a_state(cast):
    owner, rows = actor_for(cast.owner, DAY), Participation.objects.filter(unit=cast.school)

    without = visible_to(owner, rows, "board.read")
    shown = visible_to(owner, rows, "board.read", {"released": Q(takes_part=True)})

    assert (list(without), list(shown)) == ([], list(rows))


def request_of(rf, person):
    request = rf.get("/")
    request.actor = actor_for(person, DAY)
    return request


def test_whoever_may_gets_the_row_and_the_reason(rf, cast):
    request = request_of(rf, cast.leader)

    assert fetch_for(request, Unit, cast.school.pk, "unit.set_up") == cast.school
    assert [hat.name for hat in request.decision.hats] == ["school-leader"]


def test_a_member_without_the_word_is_refused_and_told_who_may(rf, cast):
    with pytest.raises(Refused) as refusal:
        fetch_for(request_of(rf, cast.coordinator), Unit, cast.school.pk, "unit.set_up")

    assert {line.hat for line in refusal.value.decision.because} == {
        "school-leader",
        "service-head",
        "owner",
        "administrator",
    }


@pytest.mark.parametrize("part", ["outsider", "teacher"])
def test_outsiders_and_those_who_have_left_cannot_tell_it_from_nothing(rf, cast, part):
    request = request_of(rf, cast.people[part])

    for pk in (cast.school.pk, 10**6):
        with pytest.raises(Http404):
            fetch_for(request, Unit, pk, "unit.read")


def test_a_higher_room_may_say_more_of_a_row(rf, cast):
    row = Participation.objects.get(unit=cast.school)
    request = request_of(rf, cast.owner)

    def released(found):
        return Scope.of(found.project.municipality_id, found.unit_id, states=["released"])

    assert fetch_for(request, Participation, row.pk, "board.read", released) == row
    with pytest.raises(Refused):
        fetch_for(request, Participation, row.pk, "board.read")


def test_something_about_to_be_made_is_judged_by_where_it_will_belong(rf, cast):
    request = request_of(rf, cast.leader)

    assert demand(request, Scope.of(cast.municipality.pk, cast.school.pk), "person.invite").allowed
    assert not may(request, Scope.of(cast.municipality.pk, cast.other_school.pk), "person.invite")


def test_somebody_who_has_left_still_reads_what_is_written_about_her(rf, cast):
    request = request_of(rf, cast.teacher)

    assert list(visible_to(request.actor, Person.objects.all(), "person.read")) == [cast.teacher]
    assert fetch_for(request, Person, cast.teacher.pk, "person.read") == cast.teacher
