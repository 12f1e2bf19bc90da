"""From draft to adopted: what each verb keeps, refuses and writes down."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from samspill.journal.models import Entry
from samspill.meetings.models import Item
from samspill.overall.actions.adopting import take_up_again
from samspill.overall.actions.drafting import begin_plan, set_note, take_in, take_out, write
from samspill.overall.actions.hearing import give_answer, propose
from samspill.overall.models import Line, OverallPlan
from samspill.overall.offering import offered
from samspill.overall.tests.stage import AIM, AT, TEAMS, adopted, answered, asked, drafted, proposed, sitting
from samspill.people.versions import StaleError
from samspill.search.models import Entry as Found
from samspill.wheel.models import Activity, Occasion
from tests.cast import Cast
from tests.measures import at_stage


def test_a_plan_is_begun_once_a_year(cast: Cast) -> None:
    drafted(cast)

    with pytest.raises(ValidationError, match="already"):
        begin_plan(cast.project, cast.school, begins=2026, like=None, acting=cast.leader, at=AT)


def test_what_stands_elsewhere_is_taken_in_once_and_read_there(cast: Cast) -> None:
    plan, measure = drafted(cast), at_stage(cast, "planned")
    offer = next(one for one in offered(plan, today=AT.date()) if one.kind == "measure")
    main = next(one for one in offered(plan, today=AT.date()) if one.kind == "occasion")
    things = [(offer.kind, offer.thing), (main.kind, main.thing)]

    take_in(plan, things=things, acting=cast.leader, at=AT)
    again = take_in(plan, things=things, acting=cast.leader, at=AT)

    assert again == []
    assert [(one.kind, one.thing) for one in plan.lines.all()] == things
    assert offer.thing == measure.pk
    assert not {(one.kind, one.thing) for one in offered(plan, today=AT.date())} & set(things)


def test_only_main_activities_of_the_year_are_offered(cast: Cast) -> None:
    plan = drafted(cast)

    rows = Occasion.objects.filter(pk__in=[one.thing for one in offered(plan, today=AT.date())])

    assert {row.unit for row in rows} == {cast.school}
    assert all(row.on in plan.year.period for row in rows)
    assert "grade-team-meetings-1" not in {row.activity for row in rows}


def test_what_is_not_offered_is_refused(cast: Cast) -> None:
    plan = drafted(cast)
    other = Occasion.objects.filter(unit=cast.office).first()

    with pytest.raises(ValidationError, match="not offered"):
        take_in(plan, things=[("occasion", other.pk if other else 0)], acting=cast.leader, at=AT)

    assert not Line.objects.exists()


def test_a_stale_wording_is_refused(cast: Cast) -> None:
    plan = drafted(cast)

    with pytest.raises(StaleError):
        write(plan, aims="Other", version=1, acting=cast.leader, at=AT)


def test_put_forward_it_comes_on_each_teams_agenda_and_no_others(cast: Cast) -> None:
    meetings = [sitting(cast, date(2026, 10, 14), arena, ended=False) for arena in TEAMS]
    plan = proposed(cast)

    items = Item.objects.filter(source="overall-plan", source_id=plan.pk)

    assert {one.meeting for one in items} == set(meetings)
    assert {one.treats for one in items} == {"overall-plan"}


def test_an_empty_plan_is_not_put_forward(cast: Cast) -> None:
    plan = begin_plan(cast.project, cast.school, begins=2026, like=None, acting=cast.leader, at=AT)

    with pytest.raises(ValidationError, match="empty"):
        propose(plan, version=None, acting=cast.leader, at=AT)


def test_who_answered_is_not_asked_again(cast: Cast) -> None:
    plan = proposed(cast)
    answered(cast, plan, "resource-team")

    meeting = sitting(cast, date(2026, 10, 21), "resource-team", ended=False)

    assert not Item.objects.filter(meeting=meeting, source="overall-plan").exists()


def test_a_change_is_asked_for_with_what_to_change(cast: Cast) -> None:
    plan = proposed(cast)

    with pytest.raises(ValidationError, match="what should be changed"):
        give_answer(asked(cast, plan), stance="changes", version=None, acting=cast.teacher, at=AT)


def test_the_steering_group_adopts_it_once_all_have_answered(cast: Cast) -> None:
    plan = proposed(cast)
    answered(cast, plan, *TEAMS)
    meeting = sitting(cast)

    adopted(cast, plan, meeting)

    plan.refresh_from_db()
    assert Item.objects.get(meeting=meeting, source="overall-plan").title.startswith("To be adopted")
    assert (plan.adopted_on, plan.adopted_by, plan.lacking) == (meeting.on, cast.leader, [])
    assert Entry.objects.get(verb="overall.adopted").why == ""


def test_without_the_teams_it_needs_a_reason_that_is_kept(cast: Cast) -> None:
    plan, meeting = proposed(cast), sitting(cast)
    answered(cast, plan, "resource-team")

    with pytest.raises(ValidationError, match="Not every team"):
        adopted(cast, plan, meeting)
    adopted(cast, plan, meeting, "The autumn was short.")

    plan.refresh_from_db()
    assert (len(plan.lacking), plan.deviation) == (3, "The autumn was short.")
    assert Entry.objects.get(verb="overall.adopted").why == "The autumn was short."


def test_an_answer_after_the_meeting_was_no_discussion_before_it(cast: Cast) -> None:
    plan, meeting = proposed(cast), sitting(cast)
    answered(cast, plan, *TEAMS, at=AT + timedelta(days=40))

    with pytest.raises(ValidationError, match="Not every team"):
        adopted(cast, plan, meeting)


def test_a_meeting_at_which_the_team_came_to_it_is_a_discussion(cast: Cast) -> None:
    plan = proposed(cast)
    for arena in TEAMS:
        sitting(cast, date(2026, 10, 14), arena)

    adopted(cast, plan, sitting(cast))

    plan.refresh_from_db()
    assert plan.lacking == []


def test_a_meeting_before_it_was_put_forward_cannot_have_adopted_it(cast: Cast) -> None:
    meeting = sitting(cast, date(2026, 9, 30))
    plan = proposed(cast)

    with pytest.raises(ValidationError, match="since the plan was put forward"):
        adopted(cast, plan, meeting, "Early.")


def test_adopted_words_stand_until_it_is_taken_up_again(cast: Cast) -> None:
    plan = proposed(cast)
    adopted(cast, plan, sitting(cast), "Short autumn.")
    with pytest.raises(ValidationError, match="words stand"):
        write(plan, aims="Other", version=None, acting=cast.leader, at=AT)

    take_up_again(plan, reason="A new class.", version=None, acting=cast.leader, at=AT)
    write(plan, aims="Other", version=None, acting=cast.leader, at=AT)

    assert (plan.state, plan.answers.count()) == ("draft", 0)
    assert [one.event for one in plan.editions.all()] == ["proposed", "adopted", ""]


def test_the_day_it_is_looked_at_again_lands_in_the_year_and_on_the_agenda(cast: Cast) -> None:
    plan = proposed(cast)
    adopted(cast, plan, sitting(cast), "Short autumn.")

    entry = Activity.objects.get(unit=cast.school)
    meeting = sitting(cast, date(2027, 3, 10), ended=False)

    assert entry.starts == date(2027, 3, 3)
    assert Item.objects.get(meeting=meeting, source="overall-plan").title.startswith("To be looked at again")


def test_an_edition_is_written_over_until_somebody_may_have_read_it(cast: Cast) -> None:
    plan = drafted(cast)
    write(plan, aims="Two", version=None, acting=cast.leader, at=AT)
    propose(plan, version=None, acting=cast.leader, at=AT)
    write(plan, aims="Three", version=None, acting=cast.leader, at=AT)
    answered(cast, plan, "resource-team")
    write(plan, aims="Four", version=None, acting=cast.leader, at=AT)

    kept = [(one.content["texts"]["aims"], one.event) for one in plan.editions.all()]

    assert kept == [("Two", "proposed"), ("Three", ""), ("Four", "")]


def test_next_years_begins_from_this_one(cast: Cast) -> None:
    plan, going, over = drafted(cast), at_stage(cast, "planned"), at_stage(cast, "planned", "Woods")
    take_in(plan, things=[("measure", going.pk), ("measure", over.pk)], acting=cast.leader, at=AT)
    set_note(plan.lines.get(measure=going), note_="In every class.", version=None, acting=cast.leader, at=AT)
    type(over).objects.filter(pk=over.pk).update(ended_on=date(2026, 10, 5))

    following = begin_plan(cast.project, cast.school, begins=2027, like=plan, acting=cast.leader, at=AT)

    assert (following.aims, following.review_on, following.copied_from) == (AIM, None, plan)
    assert [(one.measure, one.note) for one in following.lines.all()] == [(going, "In every class.")]


def test_what_is_left_out_stays_where_it_lives(cast: Cast) -> None:
    plan, measure = drafted(cast), at_stage(cast, "planned")
    (line,) = take_in(plan, things=[("measure", measure.pk)], acting=cast.leader, at=AT)

    take_out(line, acting=cast.leader, at=AT)

    measure.refresh_from_db()
    assert (plan.lines.count(), measure.live) == (0, True)


def test_it_is_found_by_its_words(cast: Cast) -> None:
    plan = drafted(cast)

    assert AIM in Found.objects.get(kind="overall-plan", thing_id=plan.pk).text
    assert OverallPlan.objects.get().state == "draft"
