from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from samspill.arenas.actions import seat
from samspill.config.actor import actor_for
from samspill.journal.models import Entry
from samspill.meetings.actions import approving, forwarding
from samspill.meetings.actions.carrying import copy, move
from samspill.meetings.actions.sharing import open_minutes, share
from samspill.meetings.models import Forward, Here, Item, ItemState, Meeting, Presence, Receipt
from samspill.meetings.queries import MEETINGS, agenda_of
from samspill.meetings.readers import readable
from samspill.meetings.sharing import receivers, why_no_sisters
from samspill.people.versions import change, save_new
from tests.after import AFTER, LATER, decision, given_follow_up, held_meeting, matter
from tests.asking import adopted_once, fresh
from tests.cast import BEGAN, Cast
from tests.meeting import DAY, grade_meeting, resource_meeting

standing = pytest.fixture(scope="module")(adopted_once)
TODAY = AFTER.date()


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def shared(cast: Cast, **given: object) -> Meeting:
    meeting = held_meeting(cast)
    share(meeting, acting=cast.leader, at=AFTER, **given)
    return meeting


def may_read(cast: Cast, part: str) -> bool:
    return readable(actor_for(cast.people[part], TODAY), MEETINGS.all()).exists()


def test_everybody_in_the_arena_gets_the_minutes_absentees_too(cast: Cast) -> None:
    meeting = shared(cast)

    got = Receipt.objects.filter(meeting=meeting, arena=meeting.arena)
    assert {one.person for one in got} >= {cast.leader, cast.nurse, cast.ppt_adviser}
    assert [one.person for one in got if one.opened_at] == [cast.leader]


def test_whoever_stood_in_gets_the_minutes_and_may_read_them(cast: Cast) -> None:
    meeting = held_meeting(cast)
    save_new(Presence(meeting=meeting, person=cast.other_teacher, stands_in_for=cast.ppt_adviser, here=Here.PRESENT))

    assert cast.other_teacher in receivers(meeting, TODAY)
    assert may_read(cast, "other_teacher")


def test_a_guest_whose_seat_is_over_gets_nothing(cast: Cast) -> None:
    team = cast.arenas["resource-team"]
    seat(team, cast.researcher, guest=True, since=BEGAN, until=DAY, acting=cast.leader, at=AFTER)
    meeting = held_meeting(cast)

    assert cast.researcher in receivers(meeting, DAY)
    assert cast.researcher not in receivers(meeting, DAY + timedelta(days=1))


def test_the_resource_teams_minutes_go_to_the_grade_teams_by_themselves(cast: Cast) -> None:
    meeting = shared(cast)

    assert {str(one.to.kind) for one in meeting.forwards.all()} == {"grade-team"}
    assert meeting.forwards.count() == 3
    assert Receipt.objects.filter(meeting=meeting, arena=cast.arenas["grade-team-5"], person=cast.teacher).exists()


def test_leaving_an_arena_out_asks_for_a_reason_and_the_journal_keeps_it(cast: Cast) -> None:
    meeting, kept = held_meeting(cast), [cast.arenas["grade-team-6"]]
    with pytest.raises(ValidationError) as refused:
        share(meeting, acting=cast.leader, at=AFTER, to=kept)
    meeting.refresh_from_db()

    share(meeting, acting=cast.leader, at=AFTER, to=kept, reason="Gjelder bare sjette trinn.")

    assert list(refused.value.error_dict) == ["reason"]
    assert Entry.objects.get(verb="minutes.shared").why == "Gjelder bare sjette trinn."


@pytest.mark.parametrize("fields", [{"called_off": "Snø"}, {"shared_at": AFTER}, {"ended_at": None}])
def test_what_cannot_be_shared_is_refused(cast: Cast, fields: dict[str, object]) -> None:
    meeting = held_meeting(cast)
    change(meeting, version=None, fields=fields)

    with pytest.raises(ValidationError):
        share(meeting, acting=cast.leader, at=AFTER)


def test_a_meeting_to_come_cannot_be_shared(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        share(resource_meeting(cast), acting=cast.leader, at=AFTER - timedelta(days=3))


def test_sharing_what_nobody_began_says_that_it_was_held(cast: Cast) -> None:
    meeting = resource_meeting(cast)

    share(meeting, acting=cast.leader, at=AFTER)

    assert meeting.ended_at == meeting.ends_at


def test_the_first_view_counts_for_every_arena_they_came_through(cast: Cast) -> None:
    meeting = shared(cast)

    open_minutes(meeting, acting=cast.grade_leader_5, at=AFTER)
    open_minutes(meeting, acting=cast.grade_leader_5, at=LATER)

    opened = Receipt.objects.filter(meeting=meeting, person=cast.grade_leader_5).values_list("opened_at", flat=True)
    assert list(opened) == [AFTER, AFTER]


def test_members_of_the_arena_that_got_them_may_read_and_its_guests_may_not(cast: Cast) -> None:
    shared(cast)
    until = BEGAN + timedelta(days=300)
    team = cast.arenas["grade-team-5"]
    seat(team, cast.researcher, guest=True, since=BEGAN, until=until, acting=cast.leader, at=AFTER)

    assert [may_read(cast, part) for part in ("teacher", "coordinator", "researcher", "outsider")] == [
        True,
        True,
        False,
        False,
    ]


def test_minutes_sent_on_by_mistake_can_be_taken_back(cast: Cast) -> None:
    meeting = shared(cast, to=[], reason="Bare for oss.")
    sent = forwarding.forward(meeting, to=cast.arenas["grade-team-5"], acting=cast.leader, at=AFTER, remark="Se sak 2")
    could = may_read(cast, "teacher")

    forwarding.take_back(sent, reason="Feil team.", acting=cast.leader, at=AFTER)

    assert (could, may_read(cast, "teacher")) == (True, False)
    assert Entry.objects.get(verb="minutes.taken_back").why == "Feil team."


def test_taking_back_asks_why(cast: Cast) -> None:
    sent = Forward.objects.filter(meeting=shared(cast)).first()

    with pytest.raises(ValidationError):
        forwarding.take_back(sent, reason="", acting=cast.leader, at=AFTER)


def test_the_same_arena_does_not_get_them_twice(cast: Cast) -> None:
    meeting = shared(cast)

    with pytest.raises(ValidationError):
        forwarding.forward(meeting, to=cast.arenas["grade-team-5"], acting=cast.leader, at=AFTER)


def test_why_minutes_go_nowhere_is_said(cast: Cast) -> None:
    assert why_no_sisters(cast.arenas["steering-group"], TODAY)
    assert not why_no_sisters(cast.arenas["grade-team-5"], TODAY)


def approved(cast: Cast, meeting: Meeting, *parts: str) -> Meeting:
    for part in parts:
        approving.approve(meeting, acting=cast.people[part], at=AFTER)
    meeting.refresh_from_db()
    return meeting


def test_the_last_one_who_was_there_locks_the_minutes(cast: Cast) -> None:
    meeting = shared(cast)

    first = approved(cast, meeting, "leader", "nurse").approved_at
    last = approved(cast, meeting, "grade_leader_5").approved_at

    assert (first, last) == (None, AFTER)


def test_whoever_was_not_there_is_not_asked(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        approving.approve(shared(cast), acting=cast.ppt_adviser, at=AFTER)


def test_a_remark_keeps_the_minutes_open_until_it_is_settled(cast: Cast) -> None:
    meeting = approved(cast, shared(cast), "leader", "nurse")
    approving.approve(meeting, acting=cast.grade_leader_5, at=AFTER, remark="Sak 2 mangler.")
    meeting.refresh_from_db()

    assert meeting.approved_at is None
    assert approved(cast, meeting, "grade_leader_5").approved_at == AFTER


def test_the_lead_settles_it_when_a_week_has_passed_and_the_count_is_kept(cast: Cast) -> None:
    meeting = approved(cast, shared(cast), "leader")
    with pytest.raises(ValidationError):
        approving.settle(meeting, acting=cast.leader, at=AFTER + timedelta(days=6))

    approving.settle(meeting, acting=cast.leader, at=LATER)

    assert "1" in Entry.objects.get(verb="minutes.approved").why
    meeting.refresh_from_db()
    assert meeting.approved_at == LATER


def test_the_next_meeting_gets_a_matter_and_approves_with_one_act(cast: Cast) -> None:
    meeting, following = shared(cast), resource_meeting(cast, DAY + timedelta(days=7))

    approving.put_to(meeting, to=following, acting=cast.leader, at=AFTER)

    item = agenda_of(following).get(source="approval")
    assert item.source_id == meeting.pk
    with pytest.raises(ValidationError):
        approving.approve_together(meeting, acting=cast.leader, at=AFTER)
    approving.approve_together(meeting, acting=cast.leader, at=LATER)


def test_choosing_another_meeting_takes_the_matter_along(cast: Cast) -> None:
    meeting = shared(cast)
    first, second = (resource_meeting(cast, DAY + timedelta(days=days)) for days in (7, 14))
    approving.put_to(meeting, to=first, acting=cast.leader, at=AFTER)

    approving.put_to(meeting, to=second, acting=cast.leader, at=AFTER)

    assert not agenda_of(first).filter(source="approval").exists()
    assert agenda_of(second).filter(source="approval").exists()


def test_corrections_are_numbered_and_only_come_after_approval(cast: Cast) -> None:
    meeting = shared(cast)
    with pytest.raises(ValidationError):
        approving.correct(meeting, text="Sak 1: uke 40.", acting=cast.nurse, at=AFTER)
    approved(cast, meeting, "leader", "nurse", "grade_leader_5")

    made = [approving.correct(meeting, text=text, acting=cast.nurse, at=LATER) for text in ("Uke 40.", "Uke 41.")]

    assert [one.number for one in made] == [1, 2]


def test_a_moved_matter_takes_its_outcomes_along_and_leaves_a_line(cast: Cast) -> None:
    meeting, following = held_meeting(cast), resource_meeting(cast, DAY + timedelta(days=7))
    item = matter(cast, meeting)
    outcome = given_follow_up(cast, item)

    new = move(item, to=following, acting=cast.leader, at=AFTER)

    outcome.refresh_from_db()
    item.refresh_from_db()
    assert (outcome.item, item.state, new.came_from) == (new, ItemState.MOVED, item)
    assert item not in agenda_of(meeting)


def test_a_copied_matter_leaves_the_record_whole(cast: Cast) -> None:
    meeting, following = shared(cast), resource_meeting(cast, DAY + timedelta(days=7))
    item = matter(cast, meeting)
    outcome = decision(cast, item)

    new = copy(item, to=following, acting=cast.leader, at=AFTER)

    outcome.refresh_from_db()
    assert (outcome.item, item.state, new.came_from) == (item, ItemState.AGENDA, item)


def test_without_a_coming_meeting_it_waits_in_the_inbox(cast: Cast) -> None:
    new = copy(matter(cast, held_meeting(cast)), to=None, acting=cast.leader, at=AFTER)

    assert (new.state, new.meeting) == (ItemState.WAITING, None)


@pytest.mark.parametrize("carry", [copy, move])
def test_two_who_carry_a_matter_over_at_once_do_it_once(cast: Cast, carry: Callable[..., Item]) -> None:
    meeting, following = held_meeting(cast), resource_meeting(cast, DAY + timedelta(days=7))
    item = matter(cast, meeting)
    of_the_other = Item.objects.get(pk=item.pk)

    carry(item, to=following, acting=cast.leader, at=AFTER)

    with pytest.raises(ValidationError):
        carry(of_the_other, to=following, acting=cast.nurse, at=AFTER)


def test_what_is_shared_is_not_moved_away(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        move(matter(cast, shared(cast)), to=None, acting=cast.leader, at=AFTER)


def test_nothing_is_carried_to_another_arena_that_way(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        copy(matter(cast, held_meeting(cast)), to=grade_meeting(cast), acting=cast.leader, at=AFTER)
