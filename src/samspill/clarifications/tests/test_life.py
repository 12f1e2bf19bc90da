"""A clarification from the day it is raised until those who asked have the answer."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from samspill.arenas.actions import open_arenas
from samspill.clarifications import actions
from samspill.clarifications.models import Clarification
from samspill.clarifications.tests.stage import (
    AFTER_FORUM,
    ANSWER,
    DAY,
    FORUM_MEETS,
    QUESTION,
    WEEK,
    anew,
    answered,
    asked,
    called,
    clarified,
    forum_meeting,
    reported,
)
from samspill.delivery.models import Message
from samspill.journal.models import Entry
from samspill.meetings.actions.agenda import add_item
from samspill.meetings.actions.calling import call_meeting, invite_members
from samspill.meetings.actions.inbox import accept, give_back, send_on, submit
from samspill.meetings.actions.outcomes import add_outcome, change_outcome, remove_outcome
from samspill.meetings.models import Item, ItemState, Meeting, Outcome
from samspill.projects.actions import adapt, join
from samspill.search.models import Entry as Found
from tests.cast import BEGAN, Cast
from tests.meeting import NOW, resource_meeting


def titles(meeting: Meeting, source: str) -> list[str]:
    return list(meeting.items.filter(source=source).values_list("title", flat=True))


def on_team_agenda(cast: Cast) -> Item:
    return add_item(resource_meeting(cast), title="Tolk", acting=cast.nurse, at=NOW)


def asked_in_meeting(cast: Cast) -> Outcome:
    forum = cast.arenas["strategy-forum"]
    return add_outcome(on_team_agenda(cast), kind="clarification", text=QUESTION, to=forum, acting=cast.nurse, at=NOW)


def test_what_is_asked_lies_in_the_forums_inbox_and_is_due_by_the_method(cast: Cast) -> None:
    case = asked(cast)

    assert (case.phase, case.raised_by, case.due) == ("raised", cast.nurse, NOW.date() + timedelta(days=42))
    assert (case.item.arena, case.item.state) == (cast.arenas["strategy-forum"], ItemState.WAITING)


def test_the_due_date_follows_what_the_municipality_adapted(cast: Cast) -> None:
    adapt(
        cast.project, path="requirements.L04.params.within_days", value=10, reason="Raskt.", acting=cast.owner, at=NOW
    )

    assert asked(cast).due == NOW.date() + timedelta(days=10)


def test_an_outcome_raises_the_case_in_the_same_breath(cast: Cast) -> None:
    outcome = asked_in_meeting(cast)

    case = Clarification.objects.get()
    assert (case.title, case.item, case.raised_in) == (QUESTION, outcome.sent, outcome.item)
    assert (case.unit, case.arena, case.raised_by) == (cast.school, cast.arenas["resource-team"], cast.nurse)


def test_an_outcome_that_is_said_otherwise_or_taken_back_takes_the_case_along(cast: Cast) -> None:
    outcome = asked_in_meeting(cast)

    change_outcome(outcome, text="Hvem bestiller?", version=None, acting=cast.nurse, at=NOW)
    first = Clarification.objects.get().title
    remove_outcome(outcome, version=None, reason="Ordnet seg.", acting=cast.nurse, at=NOW)

    case = Clarification.objects.get()
    assert (first, case.withdrawn, case.withdrawn_on) == ("Hvem bestiller?", "Ordnet seg.", NOW.date())


def test_a_matter_sent_on_to_the_forum_is_a_case_too(cast: Cast) -> None:
    matter = submit(cast.arenas["resource-team"], title=QUESTION, acting=cast.nurse, at=NOW)

    send_on(matter, arena=cast.arenas["strategy-forum"], version=None, acting=cast.leader, at=NOW)

    assert Clarification.objects.get().raised_by == cast.nurse


def test_only_what_is_reported_comes_on_the_forums_agenda_by_itself(cast: Cast) -> None:
    asked(cast, "Ikke meldt")
    reported(cast, "Meldt")

    assert titles(forum_meeting(cast), "clarification") == ["Meldt"]


def test_the_owner_hears_of_a_report_and_the_agenda_keeps_the_meeting(cast: Cast) -> None:
    case = called(cast)

    assert Message.objects.filter(kind="clarification-reported").get().recipient_id == cast.owner.pk
    assert (case.phase, case.reported_by, case.meeting) == ("meeting-called", cast.leader, Meeting.objects.get())
    assert list(case.steps.values_list("kind", flat=True)) == ["raised", "reported", "meeting-called"]


def test_what_the_forum_takes_up_itself_counts_as_reported(cast: Cast) -> None:
    case = asked(cast)

    accept(case.item, meeting=forum_meeting(cast), version=None, acting=cast.owner, at=NOW)

    case = anew(case)
    assert (case.phase, case.reported_by, case.called_by) == ("meeting-called", cast.owner, cast.owner)


def test_a_step_that_is_missing_is_named(cast: Cast) -> None:
    case = asked(cast)

    with pytest.raises(ValidationError, match=r"Reported to the school owner.* and .*Meeting called") as refused:
        actions.clarify(case, answer=ANSWER, acting=cast.owner, at=NOW)

    assert "deviation" in refused.value.error_dict


def test_a_step_may_be_passed_over_with_a_reason(cast: Cast) -> None:
    case = asked(cast)

    actions.clarify(case, answer=ANSWER, deviation="Et rundskriv svarte.", acting=cast.owner, at=NOW)

    step = anew(case).steps.get(kind="clarified")
    assert (step.instead_of, step.reason) == ("reported meeting-called", "Et rundskriv svarte.")
    assert Entry.objects.get(verb="clarification.clarified").why == "Et rundskriv svarte."


def test_nothing_is_done_twice(cast: Cast) -> None:
    case = clarified(cast)

    with pytest.raises(ValidationError, match="done already"):
        actions.report(case, acting=cast.leader, at=AFTER_FORUM)


@pytest.mark.parametrize(("days", "told"), [(-1, "This is before"), (1, "not come yet")])
def test_days_in_the_wrong_order_are_refused_in_words(cast: Cast, days: int, told: str) -> None:
    case = asked(cast)

    with pytest.raises(ValidationError, match=told):
        actions.report(case, on=NOW.date() + days * DAY, acting=cast.leader, at=NOW)


def test_a_case_moves_to_another_meeting_of_the_forum(cast: Cast) -> None:
    case = called(cast)
    later = forum_meeting(cast, FORUM_MEETS + WEEK)

    actions.put_on_agenda(case, meeting=later, acting=cast.owner, at=NOW)

    case = anew(case)
    assert (case.meeting, case.item.meeting, case.item.state) == (later, later, ItemState.AGENDA)


def test_a_meeting_may_be_called_with_only_those_concerned(cast: Cast) -> None:
    case = reported(cast)

    meeting = actions.call_services(case, on=FORUM_MEETS, minutes=45, services=[cast.ppt], acting=cast.owner, at=NOW)
    invite_members(meeting)

    there = {one.person for one in meeting.presences.select_related("person")}
    assert there == {cast.owner, cast.leader, cast.head_of_ppt, cast.nurse}
    assert (anew(case).meeting, anew(case).phase) == (meeting, "meeting-called")


def test_a_meeting_about_a_case_names_a_service_and_a_coming_day(cast: Cast) -> None:
    case = reported(cast)

    for on, services, told in ((FORUM_MEETS, [], "at least one service"), (NOW.date() - DAY, [cast.ppt], "past")):
        with pytest.raises(ValidationError, match=told):
            actions.call_services(case, on=on, minutes=45, services=services, acting=cast.owner, at=NOW)


def test_what_the_forum_wrote_down_is_the_answer_as_of_its_day(cast: Cast) -> None:
    case = called(cast)
    line = add_outcome(case.item, kind="decision", text=ANSWER, why="Loven.", acting=cast.owner, at=AFTER_FORUM)

    actions.clarify_with(case, line, acting=cast.owner, at=AFTER_FORUM + WEEK)

    case = anew(case)
    assert (case.answer, case.outcome, case.clarified_on) == (f"{ANSWER}\n\nLoven.", line, FORUM_MEETS)


def test_an_answer_needs_words(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Write the answer"):
        actions.clarify(called(cast), answer=" ", acting=cast.owner, at=AFTER_FORUM)


def test_the_answer_comes_to_those_who_asked_once(cast: Cast) -> None:
    first = resource_meeting(cast, FORUM_MEETS + WEEK)

    case = answered(cast)

    assert titles(first, "answer") == [f"Answered: {QUESTION}"]
    told = set(Message.objects.filter(kind="clarification-answered").values_list("recipient_id", flat=True))
    assert told == {cast.leader.pk, cast.nurse.pk}
    assert titles(resource_meeting(cast, FORUM_MEETS + 2 * WEEK), "answer") == []
    assert case.steps.last().kind == "answered"


@pytest.mark.parametrize("general", [True, False])
def test_a_general_answer_comes_to_every_school_that_takes_part(cast: Cast, general: bool) -> None:
    join(cast.project, cast.other_school, joined=BEGAN, acting=cast.owner, at=NOW)
    opened = open_arenas(cast.project, cast.other_school, level="school", since=BEGAN, acting=cast.owner, at=NOW)
    team = next(one for one in opened if one.kind == "resource-team")
    answered(cast, general=general)

    there = call_meeting(team, on=FORUM_MEETS + WEEK, minutes=90, acting=cast.other_leader, at=AFTER_FORUM)

    assert titles(there, "answer") == ([f"Answered: {QUESTION}"] if general else [])


def test_a_case_that_is_withdrawn_leaves_the_forum(cast: Cast) -> None:
    case = called(cast)

    actions.withdraw(case, reason="Ordnet seg.", acting=cast.leader, at=NOW)

    case = anew(case)
    assert (case.item.state, case.withdrawn_on, case.is_open) == (ItemState.WITHDRAWN, NOW.date(), False)
    with pytest.raises(ValidationError, match="withdrawn"):
        actions.report(case, acting=cast.leader, at=NOW)


def test_what_the_forum_returns_can_be_reported_anew(cast: Cast) -> None:
    case = reported(cast)
    give_back(case.item, reason="Hva har dere prøvd?", version=None, acting=cast.owner, at=NOW)
    back = anew(case)

    actions.report(anew(case), acting=cast.leader, at=NOW)

    again = anew(case)
    assert (back.phase, back.reported_on) == ("raised", None)
    assert (again.phase, again.item.state, again.item.came_from) == ("reported", ItemState.WAITING, case.item)
    assert Clarification.objects.count() == 1


def test_another_due_date_needs_a_reason_and_is_not_before_the_case(cast: Cast) -> None:
    case = asked(cast)
    for due, reason, told in ((case.due, " ", "Write why"), (date(2026, 1, 1), "Ferie.", "This is before")):
        with pytest.raises(ValidationError, match=told):
            actions.change_due(case, due=due, reason=reason, acting=cast.owner, at=NOW)

    actions.change_due(case, due=date(2026, 12, 1), reason="Ferie.", acting=cast.owner, at=NOW)

    assert (anew(case).due, case.steps.last().reason) == (date(2026, 12, 1), "Ferie.")


def test_without_a_forum_nothing_is_raised(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="No arena clarifies"):
        actions.raise_case(None, unit=cast.school, title=QUESTION, acting=cast.leader, at=NOW)


def test_a_room_above_names_what_it_made_it_of(cast: Cast) -> None:
    case = actions.raise_case(
        cast.project,
        unit=cast.school,
        title=QUESTION,
        origin=("proposal", 7, "Faddere", "/proposal/7/"),
        at_once=True,
        acting=cast.leader,
        at=NOW,
    )

    assert (case.origin_kind, case.origin_id, case.origin_url, case.phase) == (
        "proposal",
        7,
        "/proposal/7/",
        "reported",
    )


def test_a_case_is_found_by_those_who_asked_and_a_general_answer_by_all(cast: Cast) -> None:
    case = clarified(cast)
    before = Found.objects.get(kind="clarification").read_word

    actions.answer_back(case, general=True, acting=cast.owner, at=AFTER_FORUM)

    assert (before, Found.objects.get(kind="clarification").read_word) == ("clarification.read", "municipality.read")


def test_what_waited_before_there_were_cases_becomes_one(cast: Cast) -> None:
    matter = submit(cast.arenas["resource-team"], title=QUESTION, acting=cast.nurse, at=NOW)
    sent = send_on(matter, arena=cast.arenas["strategy-forum"], version=None, acting=cast.leader, at=NOW)
    Clarification.objects.all().delete()

    begin = import_module("samspill.clarifications.migrations.0001_begin")
    begin.cases_of_what_waits(apps, None)

    case = Clarification.objects.get()
    assert (case.item, case.unit, case.raised_by, case.phase) == (sent, cast.school, cast.nurse, "reported")
    assert titles(forum_meeting(cast), "clarification") == [QUESTION]
