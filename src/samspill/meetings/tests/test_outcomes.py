"""What comes of an item, and where it goes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from samspill.followups.models import Followup
from samspill.journal.models import Entry
from samspill.meetings.actions import outcomes
from samspill.meetings.models import Item, ItemState, Meeting, Outcome
from samspill.meetings.run_queries import state_of
from samspill.meetings.tests.stage import BEGUN, items, opened, running_once, tap
from samspill.people.versions import StaleError
from tests.asking import adopted_once, counted, fresh
from tests.cast import Cast

standing = pytest.fixture(scope="module")(adopted_once)
begun = pytest.fixture(scope="module")(running_once)
LATER = BEGUN + timedelta(minutes=20)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def item(cast: Cast, begun: Meeting) -> Item:
    return Item.objects.get(pk=items(begun)[-1].pk)


def followup(cast: Cast, item: Item) -> Outcome:
    return outcomes.add_outcome(
        item, kind="followup", text="Ask the caretaker", who=cast.nurse, by=None, acting=cast.leader, at=LATER
    )


def sent(cast: Cast, item: Item, text: str = "More hours") -> Outcome:
    to = cast.arenas["steering-group"]
    return outcomes.add_outcome(item, kind="to_arena", text=text, to=to, acting=cast.leader, at=LATER)


def test_a_followup_stands_in_the_one_list(cast: Cast, item: Item) -> None:
    made = followup(cast, item).followup

    assert (made.who, made.text, made.arena) == (cast.nurse, "Ask the caretaker", item.arena)
    assert (made.origin_kind, made.origin_id) == ("meeting", item.meeting_id)
    assert made.origin_url.endswith(f"/minutes/#item-{item.pk}")


def test_a_matter_for_others_waits_in_their_inbox(cast: Cast, item: Item) -> None:
    matter = sent(cast, item).sent

    assert (matter.arena, matter.state) == (cast.arenas["steering-group"], ItemState.WAITING)
    assert matter.came_from == item


def test_a_long_line_is_a_short_title_and_the_whole_text(cast: Cast, item: Item) -> None:
    matter = sent(cast, item, text="word " * 60).sent

    assert len(matter.title) == 200
    assert matter.text == "word " * 60


def test_the_same_line_sent_twice_is_one_line(cast: Cast, item: Item) -> None:
    assert followup(cast, item) == followup(cast, item)

    assert Followup.objects.count() == 1


def test_changing_a_followup_changes_it_in_the_list(cast: Cast, item: Item) -> None:
    made = followup(cast, item)
    day = date(2026, 10, 1)

    fields = {"text": "Ask twice", "who": cast.leader, "by": day}
    outcomes.change_outcome(made, version=1, acting=cast.leader, at=LATER, **fields)

    listed = Followup.objects.get()
    assert (listed.text, listed.who, listed.by) == ("Ask twice", cast.leader, day)


def test_the_journal_keeps_no_words_of_an_outcome(cast: Cast, item: Item) -> None:
    made = followup(cast, item)

    outcomes.change_outcome(made, text="Ask twice", version=1, acting=cast.leader, at=LATER)

    lines = Entry.objects.filter(thing__in=("meetings.outcome", "followups.followup"))
    kept = {line.verb: line.changes for line in lines}
    said = {"text": [None, None]}
    names = {f"{item.arena}, {date_format(LATER.date())}", f"{item.arena}, {cast.nurse}"}
    assert {line.thing_name for line in lines} == names
    assert kept == {"outcome.added": {}, "followup.promised": {}, "outcome.changed": said, "followup.changed": said}


def test_what_waits_elsewhere_follows_a_change_but_not_what_was_taken_up(cast: Cast, item: Item) -> None:
    waiting, taken = sent(cast, item), sent(cast, item, "Other hours")
    Item.objects.filter(pk=taken.sent_id).update(state=ItemState.RETURNED)

    for one in (waiting, Outcome.objects.get(pk=taken.pk)):
        outcomes.change_outcome(one, text="Fewer", version=one.version, acting=cast.leader, at=LATER)

    assert Item.objects.get(pk=waiting.sent_id).title == "Fewer"
    assert Item.objects.get(pk=taken.sent_id).title == "Other hours"


def test_taking_back_a_followup_drops_it_with_the_reason(cast: Cast, item: Item) -> None:
    made = followup(cast, item)

    outcomes.remove_outcome(made, reason="Done already", version=1, acting=cast.leader, at=LATER)

    assert not Outcome.objects.exists()
    assert Followup.objects.get().dropped == "Done already"


def test_taking_back_a_followup_without_a_reason_is_refused(cast: Cast, item: Item) -> None:
    with pytest.raises(ValidationError, match="why"):
        outcomes.remove_outcome(followup(cast, item), version=1, acting=cast.leader, at=LATER)


def test_taking_back_what_was_sent_withdraws_it(cast: Cast, item: Item) -> None:
    made = sent(cast, item)

    outcomes.remove_outcome(made, reason="We can do it", version=1, acting=cast.leader, at=LATER)

    matter = Item.objects.get(pk=made.sent_id)
    assert matter.state == ItemState.WITHDRAWN
    assert matter.steps.last().reason == "We can do it"


def test_an_outcome_somebody_else_changed_is_not_taken_back(cast: Cast, item: Item) -> None:
    made = followup(cast, item)
    outcomes.change_outcome(made, text="Otherwise", version=1, acting=cast.nurse, at=LATER)

    with pytest.raises(StaleError):
        outcomes.remove_outcome(made, reason="No", version=1, acting=cast.leader, at=LATER)


def test_nothing_is_written_in_approved_minutes(cast: Cast, item: Item) -> None:
    Meeting.objects.filter(pk=item.meeting_id).update(approved_at=LATER)

    with pytest.raises(ValidationError, match="approved"):
        followup(cast, Item.objects.get(pk=item.pk))


def test_a_followup_is_added_for_the_days_of_two_weeks(client: Client, cast: Cast, item: Item) -> None:
    said = tap(
        client, cast.nurse, "add_outcome", item.pk, kind="followup", text="Count", who=cast.leader.pk, when="soon"
    )

    assert said.status_code == 302
    assert Followup.objects.get().by == timezone.localdate() + timedelta(days=14)


def test_a_clarification_goes_to_the_forum_that_settles(client: Client, cast: Cast, item: Item) -> None:
    tap(client, cast.nurse, "add_outcome", item.pk, kind="clarification", text="May we?")

    matter = Outcome.objects.get().sent
    assert (matter.arena, matter.treats) == (cast.arenas["strategy-forum"], "clarification")


def test_what_was_typed_for_another_kind_is_not_meant(client: Client, cast: Cast, item: Item) -> None:
    left = {"why": "Because", "who": cast.leader.pk, "when": "soon"}

    tap(client, cast.nurse, "add_outcome", item.pk, kind="information", text="So it is", **left)

    made = Outcome.objects.get()
    assert (made.why, made.followup) == ("", None)


@pytest.mark.parametrize(
    ("sent_fields", "told"),
    [
        ({"kind": "followup", "text": "Kept words"}, "Choose who does it."),
        ({"kind": "followup", "text": "Kept words", "when": "day"}, "Choose the day"),
        ({"kind": "to_arena", "text": "Kept words"}, "Choose the arena it goes to."),
        ({"kind": "decision", "text": "", "why": "Kept words"}, "This field is required."),
        ({"text": "Kept words"}, "This field is required."),
    ],
)
def test_what_lacks_is_said_and_what_was_typed_is_kept(
    client: Client, cast: Cast, item: Item, sent_fields: dict[str, str], told: str
) -> None:
    said = tap(client, cast.nurse, "add_outcome", item.pk, **sent_fields)

    assert said.status_code == 422
    assert told in said.content.decode()
    assert "Kept words" in said.content.decode()


def test_an_arena_that_only_discusses_is_told_who_decides(client: Client, cast: Cast, item: Item) -> None:
    body = opened(client, cast.nurse, "run", item.meeting_id, item=item.pk).content.decode()

    assert "This arena discusses; decisions are made elsewhere: Steering group" in body
    assert tap(client, cast.nurse, "add_outcome", item.pk, kind="decision", text="Chalk").status_code == 302


@pytest.mark.parametrize("name", ["change_outcome", "remove_outcome"])
@pytest.mark.parametrize(("part", "status"), [("nurse", 200), ("other_teacher", 403), ("outsider", 404)])
def test_who_may_change_an_outcome(client: Client, cast: Cast, item: Item, name: str, part: str, status: int) -> None:
    assert opened(client, cast.people[part], name, followup(cast, item).pk).status_code == status


@pytest.mark.parametrize(("part", "status"), [("other_teacher", 403), ("outsider", 404)])
def test_who_may_not_add_an_outcome(client: Client, cast: Cast, item: Item, part: str, status: int) -> None:
    said = tap(client, cast.people[part], "add_outcome", item.pk, kind="information", text="No")

    assert said.status_code == status


def test_an_outcome_is_changed_by_form(client: Client, cast: Cast, item: Item) -> None:
    made = outcomes.add_outcome(item, kind="decision", text="Chalk", acting=cast.leader, at=LATER)
    assert 'value="Chalk"' in opened(client, cast.nurse, "change_outcome", made.pk).content.decode()

    tap(client, cast.nurse, "change_outcome", made.pk, version=1, text="Chalk", why="Dry", decided_by="The head")

    changed = Outcome.objects.get()
    assert (changed.why, changed.decided_by) == ("Dry", "The head")


def test_a_stale_change_keeps_what_was_typed(client: Client, cast: Cast, item: Item) -> None:
    made = outcomes.add_outcome(item, kind="information", text="Chalk", acting=cast.leader, at=LATER)
    outcomes.change_outcome(made, text="Crayon", version=1, acting=cast.leader, at=LATER)

    said = tap(client, cast.nurse, "change_outcome", made.pk, version=1, text="Paint")

    assert said.status_code == 409
    assert "Paint" in said.content.decode()
    assert Outcome.objects.get().text == "Crayon"


def test_others_learn_of_an_outcome_by_the_next_poll(cast: Cast, item: Item) -> None:
    before = state_of(item.meeting)
    made = followup(cast, item)
    added = state_of(item.meeting)

    outcomes.remove_outcome(made, reason="No", version=1, acting=cast.leader, at=LATER)

    assert len({before, added}) == 2
    assert state_of(item.meeting) != added


def test_many_outcomes_cost_no_more_queries(client: Client, cast: Cast, item: Item) -> None:
    followup(cast, item), sent(cast, item)
    opened(client, cast.nurse, "run", item.meeting_id, item=item.pk)
    with counted() as few:
        opened(client, cast.nurse, "run", item.meeting_id, item=item.pk)
    for number in range(4):
        sent(cast, item, f"Matter {number}")

    with counted() as many:
        opened(client, cast.nurse, "run", item.meeting_id, item=item.pk)

    assert len(many) == len(few)
