"""What a team has been asked about is answered in one sitting: one matter on the agenda, one page, one button."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samspill.delivery.models import Message
from samspill.insight.lives import lives_of
from samspill.insight.measures import measures_of
from samspill.insight.meetings import told_by
from samspill.measures.actions.hearing import ask_teams, give_answer
from samspill.measures.models import Answer, Measure
from samspill.measures.queries import method_of
from samspill.measures.reminding import remind_leads
from samspill.meetings.actions.collecting import collect
from samspill.meetings.models import Item, Meeting
from samspill.projects.models import Participation
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast
from tests.measures import at_stage
from tests.meeting import grade_meeting

from .test_hearing import ASKED

standing = pytest.fixture(scope="module")(adopted_once)
TITLES = ("Two adults in the first lesson", "Woods", "Stairs", "Quiet corner")


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def asked(cast: Cast) -> list[Answer]:
    """Four proposals that grade team 5 has been asked about."""
    ask_teams([at_stage(cast, "analysed", title) for title in TITLES], acting=cast.leader, at=ASKED)
    return list(Answer.objects.filter(arena=cast.arenas["grade-team-5"]).order_by("asked_on", "pk"))


@pytest.fixture
def meeting(cast: Cast, asked: list[Answer]) -> Meeting:
    made = grade_meeting(cast)
    collect(made, acting=cast.leader, at=ASKED)
    return made


def page_of(cast: Cast) -> str:
    return reverse("measures:answer_all", args=[cast.arenas["grade-team-5"].pk])


def row(answer: Answer, stance: str = "", reason: str = "") -> dict[str, object]:
    name = f"a{answer.pk}"
    return {f"{name}-version": answer.version, f"{name}-stance": stance, f"{name}-reason": reason}


def send(client: Client, cast: Cast, *rows: dict[str, object], reader: str = "teacher") -> Any:
    sent = {key: value for one in rows for key, value in one.items()}
    return sign_in(client, cast.people[reader]).post(page_of(cast), sent)


def matters(meeting: Meeting) -> list[tuple[str, str]]:
    return list(Item.objects.filter(meeting=meeting, source__in=["measure", "hearing"]).values_list("source", "title"))


def test_many_are_one_matter_on_the_agenda_under_the_measures(meeting: Meeting) -> None:
    item = Item.objects.get(meeting=meeting, source="hearing")
    before = Item.objects.get(meeting=meeting, place=item.place - 1)

    assert matters(meeting) == [("hearing", "Proposals to be heard")]
    assert before.point == "measures"
    assert (item.treats, item.tryout) == ("measure", True)


def test_what_is_left_of_them_makes_no_matter_of_its_own(cast: Cast, asked: list[Answer], meeting: Meeting) -> None:
    give_answer(asked[0], stance="for", version=None, acting=cast.teacher, at=ASKED)

    collect(meeting, acting=cast.leader, at=ASKED)

    assert matters(meeting) == [("hearing", "Proposals to be heard")]


def test_what_stands_alone_on_the_agenda_is_not_counted_again(cast: Cast) -> None:
    meeting, rows = grade_meeting(cast), [at_stage(cast, "analysed", title) for title in TITLES]
    ask_teams(rows[:2], acting=cast.leader, at=ASKED)

    ask_teams(rows[2:], acting=cast.leader, at=ASKED)

    assert [source for source, _title in matters(meeting)] == ["measure"] * 4


def test_the_matter_names_them_and_leads_to_the_page(cast: Cast, client: Client, meeting: Meeting) -> None:
    item = Item.objects.get(meeting=meeting, source="hearing")

    shown = sign_in(client, cast.teacher).get(item.get_absolute_url()).content.decode()

    assert all(title in shown for title in TITLES)
    assert "Mondays begin in unrest." in shown
    assert page_of(cast) in shown
    assert "Make a proposal of this" not in shown


def test_several_are_answered_at_once_and_the_others_wait(
    cast: Cast, client: Client, asked: list[Answer], meeting: Meeting
) -> None:
    rows = [row(asked[0], "for"), row(asked[1], "against", "It is too far."), row(asked[2]), row(asked[3])]

    answer = send(client, cast, *rows)

    assert (answer.status_code, answer.url) == (302, page_of(cast))
    found = Answer.objects.filter(pk__in=[one.pk for one in asked]).order_by("asked_on", "pk")
    assert [one.stance for one in found] == ["for", "against", "", ""]
    item = Item.objects.get(meeting=meeting, source="hearing")
    assert [(one.reason, one.item) for one in found[:2]] == [("", item), ("It is too far.", item)]


def test_a_reason_without_a_stance_keeps_nothing_and_loses_nothing(
    cast: Cast, client: Client, asked: list[Answer]
) -> None:
    refused = send(client, cast, row(asked[0], "for", "Yes."), row(asked[1], "", "It is too far."))

    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "Choose what the team thinks." in shown
    assert f'href="#id_a{asked[1].pk}-stance_0"' in shown
    assert "Yes." in shown
    assert "It is too far." in shown
    assert not Answer.objects.exclude(stance="").exists()


def test_what_somebody_else_answered_meanwhile_is_shown_first(cast: Cast, client: Client, asked: list[Answer]) -> None:
    mine = row(asked[0], "for", "Yes.")
    give_answer(asked[0], stance="against", reason="It is dark.", version=None, acting=cast.leader, at=ASKED)

    late = send(client, cast, mine, row(asked[1], "for"))

    assert late.status_code == 409
    assert all(words in late.content.decode() for words in ("It is dark.", "Yes.", 'value="2"'))
    assert Answer.objects.get(pk=asked[1].pk).stance == ""
    again = send(client, cast, {**mine, f"a{asked[0].pk}-version": 2})
    assert (again.status_code, Answer.objects.get(pk=asked[0].pk).reason) == (302, "Yes.")


def test_an_empty_page_sent_keeps_nothing(cast: Cast, client: Client, asked: list[Answer]) -> None:
    send(client, cast, row(asked[0]))

    shown = client.get(page_of(cast)).content.decode()

    assert "No answer was chosen" in shown


@pytest.mark.parametrize(
    ("reader", "status"), [("teacher", 200), ("leader", 200), ("nurse", 403), ("owner", 403), ("outsider", 404)]
)
def test_who_answers_in_a_row(cast: Cast, client: Client, asked: list[Answer], reader: str, status: int) -> None:
    assert sign_in(client, cast.people[reader]).get(page_of(cast)).status_code == status


def test_whoever_takes_the_minutes_answers_in_a_row(cast: Cast, client: Client, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(minute_taker=cast.coordinator)

    assert sign_in(client, cast.coordinator).get(page_of(cast)).status_code == 200


def test_what_is_answered_or_decided_waits_no_more(cast: Cast, client: Client, asked: list[Answer]) -> None:
    for one in asked[:3]:
        give_answer(one, stance="for", version=None, acting=cast.teacher, at=ASKED)
    Measure.objects.filter(pk=asked[3].measure_id).update(decided_on=ASKED.date())

    shown = sign_in(client, cast.teacher).get(page_of(cast)).content.decode()

    assert "Nothing waits for an answer" in shown
    assert shown.count("Change the answer") == 3


def test_the_page_of_who_leads_the_team_leads_to_them_all(cast: Cast, client: Client, asked: list[Answer]) -> None:
    shown = sign_in(client, cast.grade_leader_5).get(reverse("home:my_page")).content.decode()

    assert page_of(cast) in shown


def test_one_answer_leads_to_the_others(cast: Cast, client: Client, asked: list[Answer]) -> None:
    one = reverse("measures:answer", args=[asked[0].pk])

    shown = sign_in(client, cast.teacher).get(one).content.decode()

    assert "3 other proposals wait for the team" in shown
    assert page_of(cast) in shown


def test_the_reminder_of_several_leads_to_them_all(cast: Cast, asked: list[Answer]) -> None:
    Answer.objects.update(by=ASKED.date())

    remind_leads(ASKED)

    letter = Message.objects.get(kind="hearing-reminder", recipient_id=cast.grade_leader_5.pk)
    assert page_of(cast) in letter.link


def test_the_page_asks_as_often_for_many_as_for_one(cast: Cast, client: Client, asked: list[Answer]) -> None:
    Answer.objects.exclude(pk=asked[0].pk).update(stance="for", answered_on=ASKED.date())
    sign_in(client, cast.teacher).get(page_of(cast))
    with counted() as one:
        client.get(page_of(cast))
    Answer.objects.update(stance="", answered_on=None)

    with counted() as many:
        client.get(page_of(cast))

    assert len(many) <= len(one)


def test_each_proposal_counts_as_treated_at_the_meeting(
    cast: Cast, client: Client, asked: list[Answer], meeting: Meeting
) -> None:
    send(client, cast, *(row(one, "for") for one in asked))
    Meeting.objects.filter(pk=meeting.pk).update(ended_at=ASKED)
    meeting.refresh_from_db()
    part = Participation.objects.get(unit=cast.school, project=cast.project)

    lives = lives_of(measures_of(part), method_of(asked[0].measure), told_by([meeting]))

    assert [[held.pk for held, _on in life.treated] for life in lives] == [[meeting.pk]] * 4
