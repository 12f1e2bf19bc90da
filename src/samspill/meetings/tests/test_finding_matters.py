from __future__ import annotations

import pytest

from samspill.config.actor import actor_for
from samspill.meetings.actions.agenda import add_item, change_item, take_off
from samspill.meetings.actions.inbox import submit, withdraw
from samspill.meetings.actions.outcomes import add_outcome, remove_outcome
from samspill.meetings.actions.sharing import share
from samspill.search.actions import reindex
from samspill.search.models import Entry
from samspill.search.queries import readable
from tests.after import AFTER, held_meeting, matter
from tests.asking import adopted_once, fresh
from tests.cast import Cast
from tests.meeting import DAY, NOW, resource_meeting

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def finds(cast: Cast, part: str) -> list[str]:
    rows = readable(actor_for(cast.people[part], DAY)).rows.filter(kind="matter")
    return list(rows.order_by("title").values_list("title", flat=True))


def test_a_matter_is_found_by_the_arena_from_the_moment_it_is_handed_in(cast: Cast) -> None:
    item = submit(cast.arenas["resource-team"], title="Søvn", acting=cast.nurse, at=NOW)
    assert finds(cast, "leader") == ["Søvn"]
    assert finds(cast, "other_teacher") == finds(cast, "outsider") == []

    withdraw(item, version=None, acting=cast.nurse, at=NOW)

    assert finds(cast, "leader") == []


def test_an_agenda_is_found_by_what_it_says_now(cast: Cast) -> None:
    item = add_item(resource_meeting(cast), title="Turer", acting=cast.leader, at=NOW)

    change_item(item, version=None, title="Turer til skogen", acting=cast.leader, at=NOW)
    assert finds(cast, "nurse") == ["Turer til skogen"]
    take_off(item, version=None, acting=cast.leader, at=NOW)

    assert finds(cast, "nurse") == []


def test_the_index_built_anew_finds_the_same(cast: Cast) -> None:
    submit(cast.arenas["resource-team"], title="Søvn", acting=cast.nurse, at=NOW)
    add_item(resource_meeting(cast), title="Turer", acting=cast.leader, at=NOW)
    before = finds(cast, "leader")

    reindex(at=NOW)

    assert finds(cast, "leader") == before == ["Søvn", "Turer"]


def test_what_comes_and_goes_after_sharing_is_found_and_forgotten(cast: Cast) -> None:
    meeting = held_meeting(cast)
    item = matter(cast, meeting)
    share(meeting, acting=cast.leader, at=AFTER)
    outcome = add_outcome(item, kind="decision", text="Vi prøver kritt.", acting=cast.leader, at=AFTER)
    assert Entry.objects.filter(kind="outcome", title="Vi prøver kritt.").exists()

    remove_outcome(outcome, version=None, acting=cast.leader, at=AFTER)

    assert not Entry.objects.filter(text__contains="kritt").exists()
    assert not Entry.objects.filter(title__contains="kritt").exists()
