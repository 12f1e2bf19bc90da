from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samspill.journal.models import Entry
from samspill.people.versions import StaleError
from samspill.projects.actions import join
from samspill.wheel import actions
from samspill.wheel.models import Occasion
from tests.asking import sign_in
from tests.cast import AT, Cast

LATER = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def meeting(cast: Cast) -> Occasion:
    """The steering group's first meeting: between 24 August and 13 September."""
    return Occasion.objects.get(unit=cast.school, activity="establish-steering-group")


def test_laying_again_adds_nothing_and_moves_nothing(cast: Cast, meeting: Occasion) -> None:
    actions.move_occasion(meeting, on=date(2026, 9, 9), version=1, acting=cast.leader, at=AT)

    added = actions.lay_plan(cast.project, cast.school, acting=cast.leader, at=LATER)

    meeting.refresh_from_db()
    assert (added, meeting.on) == ([], date(2026, 9, 9))


def test_laying_writes_one_journal_line_per_unit(cast: Cast) -> None:
    assert Entry.objects.filter(verb="plan.laid").count() == 2


def test_a_comparison_school_gets_no_plan(cast: Cast) -> None:
    join(cast.project, cast.other_school, joined=date(2026, 8, 17), takes_part=False, acting=cast.owner, at=AT)

    with pytest.raises(ValidationError, match="comparison school"):
        actions.lay_plan(cast.project, cast.other_school, acting=cast.owner, at=AT)


def test_a_day_without_school_is_refused_with_the_nearest_ones(cast: Cast, meeting: Occasion) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.move_occasion(meeting, on=date(2026, 9, 5), version=1, acting=cast.leader, at=AT)

    (said,) = refused.value.message_dict["on"]
    assert "4 September 2026" in said
    assert "7 September 2026" in said


def test_a_day_outside_the_window_needs_a_reason(cast: Cast, meeting: Occasion) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.move_occasion(meeting, on=date(2026, 10, 1), version=1, acting=cast.leader, at=AT)

    assert list(refused.value.message_dict) == ["reason"]


def test_a_reason_opens_a_day_outside_the_window_and_is_kept(cast: Cast, meeting: Occasion) -> None:
    reason = "The nurse begins in October."

    actions.move_occasion(meeting, on=date(2026, 10, 1), reason=reason, version=1, acting=cast.leader, at=AT)

    assert Entry.objects.get(verb="plan.moved").why == reason


def test_held_in_the_future_is_refused(cast: Cast, meeting: Occasion) -> None:
    with pytest.raises(ValidationError, match="not come yet"):
        actions.record_held(meeting, on=date(2026, 8, 25), version=1, acting=cast.leader, at=AT)


def test_held_before_the_project_is_refused(cast: Cast, meeting: Occasion) -> None:
    with pytest.raises(ValidationError, match="before the project"):
        actions.record_held(meeting, on=date(2016, 9, 1), version=1, acting=cast.leader, at=LATER)


def test_what_was_held_is_held_until_it_is_undone(cast: Cast, meeting: Occasion) -> None:
    actions.record_held(meeting, on=date(2026, 9, 2), minutes=60, version=1, acting=cast.leader, at=LATER)
    actions.undo_held(meeting, version=2, acting=cast.leader, at=LATER)

    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.minutes) == (None, None)
    assert list(Entry.objects.filter(verb__startswith="plan.held").values_list("verb", flat=True)) == [
        "plan.held_undone",
        "plan.held",
    ]


def test_what_was_held_cannot_be_moved_or_called_off(cast: Cast, meeting: Occasion) -> None:
    actions.record_held(meeting, on=date(2026, 9, 2), version=1, acting=cast.leader, at=LATER)

    with pytest.raises(ValidationError, match="Undo that first"):
        actions.move_occasion(meeting, on=date(2026, 9, 9), version=2, acting=cast.leader, at=LATER)
    with pytest.raises(ValidationError, match="cannot be called off"):
        actions.call_off(meeting, reason="Illness", version=2, acting=cast.leader, at=LATER)


def test_calling_off_needs_a_reason_and_a_new_day_plans_it_again(cast: Cast, meeting: Occasion) -> None:
    with pytest.raises(ValidationError, match="why it is called off"):
        actions.call_off(meeting, reason=" ", version=1, acting=cast.leader, at=AT)
    actions.call_off(meeting, reason="Illness", version=1, acting=cast.leader, at=AT)
    actions.move_occasion(meeting, on=date(2026, 9, 9), version=2, acting=cast.leader, at=AT)

    meeting.refresh_from_db()
    assert meeting.called_off == ""


def test_a_stale_form_changes_nothing(cast: Cast, meeting: Occasion) -> None:
    actions.set_responsible(meeting, responsible=cast.leader, version=1, acting=cast.leader, at=AT)

    with pytest.raises(StaleError):
        actions.set_responsible(meeting, responsible=cast.nurse, version=1, acting=cast.nurse, at=AT)


def test_an_own_activity_stands_in_the_plan_and_is_not_laid_again(cast: Cast) -> None:
    own = actions.add_own_activity(
        cast.project, cast.school, title="Walk together", on=date(2026, 9, 9), acting=cast.leader, at=AT
    )

    assert actions.lay_plan(cast.project, cast.school, acting=cast.leader, at=AT) == []
    assert (own.earliest, own.latest) == (date(2026, 9, 9), date(2026, 9, 9))


def test_laying_the_plan_of_a_comparison_school_is_refused_in_words(client: Client, cast: Cast) -> None:
    part = join(cast.project, cast.other_school, joined=date(2026, 8, 17), takes_part=False, acting=cast.owner, at=AT)

    answer = sign_in(client, cast.owner).post(reverse("wheel:lay", args=[part.pk]), follow=True)

    assert answer.status_code == 200
    assert "A comparison school has no plan." in answer.content.decode()
