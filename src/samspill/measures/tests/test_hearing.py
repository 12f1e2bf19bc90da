"""Each team says what it thinks: asked once, on its agenda by itself, side by side, until the decision stands."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samspill.delivery.models import Message
from samspill.home.gathering import gather
from samspill.measures.actions.analysing import NEW, park
from samspill.measures.actions.hearing import ask_teams, give_answer
from samspill.measures.models import Answer, Measure
from samspill.measures.reminding import remind_leads
from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.actions.collecting import collect
from samspill.meetings.models import Item
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast
from tests.measures import BEGAN, at_stage, day_of, proposal
from tests.meeting import grade_meeting, resource_meeting

standing = pytest.fixture(scope="module")(adopted_once)
ASKED = BEGAN + timedelta(days=8)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def measure(cast: Cast) -> Measure:
    """Put forward, and the teams are asked to answer within two weeks."""
    found = at_stage(cast, "analysed")
    ask_teams([found], by=ASKED.date() + timedelta(days=14), acting=cast.leader, at=ASKED)
    return found


def own(cast: Cast, measure: Measure, arena: str = "grade-team-5") -> Answer:
    return Answer.objects.get(measure=measure, arena=cast.arenas[arena])


def say(client: Client, cast: Cast, reader: str, answer: Answer, **sent: object) -> Any:
    given = {"version": answer.version, "stance": "changes", "reason": "Not on Fridays.", **sent}
    return sign_in(client, cast.people[reader]).post(reverse("measures:answer", args=[answer.pk]), given)


def test_every_team_is_asked_once(cast: Cast, measure: Measure) -> None:
    ask_teams([measure], by=None, acting=cast.leader, at=ASKED)

    asked = set(measure.answers.values_list("arena__kind", "arena__group"))
    assert asked == {("resource-team", ""), ("grade-team", "5"), ("grade-team", "6"), ("grade-team", "7")}


def test_it_comes_on_the_next_agenda_of_each_team_until_it_answers(cast: Cast, measure: Measure) -> None:
    give_answer(own(cast, measure, "resource-team"), stance="for", version=None, acting=cast.nurse, at=ASKED)

    first, team = grade_meeting(cast), resource_meeting(cast)
    for meeting in (first, team):
        collect(meeting, acting=cast.leader, at=ASKED)

    item = Item.objects.get(source="measure")
    assert (item.meeting, item.source_id, item.treats, item.tryout) == (first, measure.pk, "measure", True)


@pytest.mark.parametrize(
    ("reader", "status"),
    [("teacher", 302), ("leader", 302), ("coordinator", 403), ("nurse", 403), ("owner", 403), ("outsider", 404)],
)
def test_who_answers_for_a_grade_team(cast: Cast, client: Client, measure: Measure, reader: str, status: int) -> None:
    assert say(client, cast, reader, own(cast, measure)).status_code == status


def test_whoever_takes_the_minutes_answers_too(cast: Cast, client: Client, measure: Measure) -> None:
    meeting = grade_meeting(cast)
    collect(meeting, acting=cast.leader, at=ASKED)
    type(meeting).objects.filter(pk=meeting.pk).update(minute_taker=cast.coordinator)

    say(client, cast, "coordinator", own(cast, measure))

    answer = own(cast, measure)
    assert (answer.stance, answer.item, answer.answered_by) == (
        "changes",
        Item.objects.get(source="measure"),
        cast.coordinator,
    )


def test_an_answer_is_changed_until_the_decision_stands(cast: Cast, client: Client, measure: Measure) -> None:
    say(client, cast, "teacher", own(cast, measure))
    say(client, cast, "teacher", own(cast, measure), stance="for")
    Measure.objects.filter(pk=measure.pk).update(decided_on=day_of("decided"))

    refused = say(client, cast, "teacher", own(cast, measure), stance="against", reason="It was loud.")

    assert (refused.status_code, own(cast, measure).stance) == (422, "for")
    assert b"The decision stands" in refused.content
    assert b"It was loud." in refused.content


def test_without_a_stance_the_reason_is_kept(cast: Cast, client: Client, measure: Measure) -> None:
    answer = say(client, cast, "teacher", own(cast, measure), stance="")

    assert answer.status_code == 422
    assert b"Not on Fridays." in answer.content


def test_an_answer_given_meanwhile_is_not_overwritten(cast: Cast, client: Client, measure: Measure) -> None:
    answer = own(cast, measure)
    say(client, cast, "grade_leader_5", answer)

    late = say(client, cast, "teacher", answer, reason="It is dark.")

    assert late.status_code == 409
    assert b"It is dark." in late.content


def test_the_answers_stand_side_by_side_and_who_is_silent(cast: Cast, client: Client, measure: Measure) -> None:
    say(client, cast, "teacher", own(cast, measure))

    page = sign_in(client, cast.nurse).get(measure.get_absolute_url()).content.decode()

    assert "1 of 4 teams have answered" in page
    assert "Not on Fridays." in page
    assert page.count("No answer yet") == 3
    assert "Let it go on" not in page


def test_the_last_answer_offers_the_step_and_takes_none(cast: Cast, client: Client, measure: Measure) -> None:
    for answer in measure.answers.all():
        give_answer(answer, stance="for", version=None, acting=cast.leader, at=ASKED)

    page = sign_in(client, cast.leader).get(measure.get_absolute_url()).content.decode()

    measure.refresh_from_db()
    assert reverse("measures:step", args=[measure.pk, "discussed"]) in page
    assert "Let it go on" in page
    assert measure.phase == "analysed"


def test_the_matter_leads_to_the_answer_and_shows_the_others(cast: Cast, client: Client, measure: Measure) -> None:
    meeting = grade_meeting(cast)
    collect(meeting, acting=cast.leader, at=ASKED)
    say(client, cast, "leader", own(cast, measure, "resource-team"), reason="We help at the door.")

    page = sign_in(client, cast.teacher).get(Item.objects.get(source="measure").get_absolute_url()).content.decode()

    assert reverse("measures:answer", args=[own(cast, measure).pk]) in page
    assert "We help at the door." in page


@pytest.mark.parametrize(("reader", "status"), [("nurse", 200), ("teacher", 403), ("outsider", 404)])
@pytest.mark.parametrize("name", ["ask", "ask_all"])
def test_who_asks_the_teams(cast: Cast, client: Client, measure: Measure, name: str, reader: str, status: int) -> None:
    about = measure.pk if name == "ask" else cast.school.pk

    assert sign_in(client, cast.people[reader]).get(reverse(f"measures:{name}", args=[about])).status_code == status


def test_all_that_is_put_forward_is_asked_in_one_go(cast: Cast, client: Client) -> None:
    rows = [at_stage(cast, "analysed", title) for title in ("Two adults", "Woods")]

    sign_in(client, cast.leader).post(reverse("measures:ask_all", args=[cast.school.pk]), {"by": ""})

    assert [one.answers.count() for one in rows] == [4, 4]


def test_a_day_that_is_past_is_refused(cast: Cast, client: Client, measure: Measure) -> None:
    answer = sign_in(client, cast.leader).post(reverse("measures:ask", args=[measure.pk]), {"by": "2020-01-31"})

    assert answer.status_code == 422
    assert b"2020-01-31" in answer.content


def test_only_the_lead_of_a_silent_team_is_reminded_and_once(cast: Cast, measure: Measure) -> None:
    for arena in ("grade-team-5", "grade-team-6", "resource-team"):
        give_answer(own(cast, measure, arena), stance="for", version=None, acting=cast.leader, at=ASKED)

    early = remind_leads(ASKED)
    for day in (12, 13):
        remind_leads(ASKED + timedelta(days=day))

    assert early == 0
    assert [one.recipient_id for one in Message.objects.filter(kind="hearing-reminder")] == [cast.grade_leader_7.pk]


def test_the_page_of_who_leads_a_team_asks_for_its_answer(cast: Cast, measure: Measure, client: Client) -> None:
    shown = sign_in(client, cast.grade_leader_7).get(reverse("home:my_page")).content.decode()

    answer = own(cast, measure, "grade-team-7")
    assert reverse("measures:answer", args=[answer.pk]) in shown


def test_the_weekly_letter_tells_the_lead_and_whoever_proposed(cast: Cast, measure: Measure) -> None:
    def told(part: str) -> list[str]:
        return [line.words for group in gather(cast.people[part], ASKED) for line in group.lines]

    park(measure, reason="After the winter.", version=None, acting=cast.leader, at=ASKED)
    parked = told("grade_leader_7")
    Measure.objects.filter(pk=measure.pk).update(fate="")

    assert "Write down what the team thinks of “Two adults in the first lesson”" in told("grade_leader_7")
    assert not any("what the team thinks" in words for words in [*parked, *told("coordinator")])
    assert "Two adults in the first lesson: it is put forward" in told("teacher")


def test_new_proposals_are_one_matter_and_decisions_one_each(cast: Cast) -> None:
    for title in ("Two adults", "Woods"):
        proposal(cast, title)
        at_stage(cast, "planned", f"{title}, planned")
    meeting = steering_meeting(cast)

    collect(meeting, acting=cast.leader, at=BEGAN + timedelta(weeks=5))

    titles = list(Item.objects.filter(meeting=meeting, source__in=[NEW, "measure"]).values_list("title", flat=True))
    assert sorted(titles) == ["New proposals to look at", "To decide: Two adults, planned", "To decide: Woods, planned"]


def steering_meeting(cast: Cast) -> Any:
    on = (BEGAN + timedelta(weeks=6)).date()
    return call_meeting(cast.arenas["steering-group"], on=on, minutes=60, acting=cast.leader, at=BEGAN)


def test_an_agenda_with_many_asks_as_often(cast: Cast, client: Client, measure: Measure) -> None:
    meeting = grade_meeting(cast)
    collect(meeting, acting=cast.leader, at=ASKED)
    url = meeting.get_absolute_url()
    sign_in(client, cast.teacher).get(url)

    with counted() as one:
        client.get(url)
    others = [at_stage(cast, "analysed", title) for title in ("Woods", "Stairs")]
    ask_teams(others, acting=cast.leader, at=ASKED)
    with counted() as many:
        client.get(url)

    assert Item.objects.filter(meeting=meeting, source="measure").count() == 3
    assert len(one) == len(many)


def test_the_owner_learns_what_a_team_thinks_and_not_why(cast: Cast, client: Client, measure: Measure) -> None:
    say(client, cast, "teacher", own(cast, measure))

    school, owner = (
        sign_in(client, reader).get(measure.get_absolute_url()).content.decode() for reader in (cast.nurse, cast.owner)
    )

    assert "Not on Fridays." in school
    assert "for it, with changes" in owner
    assert "Not on Fridays." not in owner


def test_it_waits_for_the_teams_that_are_silent_by_name(cast: Cast, client: Client, measure: Measure) -> None:
    for arena in ("resource-team", "grade-team-6"):
        give_answer(own(cast, measure, arena), stance="for", version=None, acting=cast.leader, at=ASKED)

    pages = [measure.get_absolute_url(), *(reverse(f"measures:{name}", args=[cast.school.pk]) for name in LISTS)]
    shown = [sign_in(client, cast.nurse).get(page).content.decode() for page in pages]

    assert all("Grade team 5 and Grade team 7" in page for page in shown)


LISTS = ("school", "proposals")


def test_when_all_have_answered_it_waits_for_those_who_let_it_go_on(
    cast: Cast, client: Client, measure: Measure
) -> None:
    for answer in measure.answers.all():
        give_answer(answer, stance="for", version=None, acting=cast.leader, at=ASKED)

    shown = sign_in(client, cast.nurse).get(measure.get_absolute_url()).content.decode()

    assert "</strong> Steering group" in shown


def test_whoever_proposed_sees_on_the_own_page_whom_it_waits_for(cast: Cast, client: Client, measure: Measure) -> None:
    for arena in ("resource-team", "grade-team-5", "grade-team-6"):
        give_answer(own(cast, measure, arena), stance="for", version=None, acting=cast.leader, at=ASKED)

    shown = sign_in(client, cast.teacher).get(reverse("home:my_page")).content.decode()

    assert "What I have proposed" in shown
    assert "waits for: Grade team 7" in shown
    assert shown.count(measure.title) == 1
