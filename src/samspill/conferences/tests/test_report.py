"""What the participants get: what was said without names, what became of it, once by mail, current on the page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from samspill.conferences.actions.report import report_back
from samspill.conferences.fates import settled_on
from samspill.conferences.models import Coding, Conference, Point, Pulse, Theme, ThemeProposal
from samspill.conferences.report_bridge import report_of
from samspill.conferences.report_jobs import write_to_participants
from samspill.delivery.models import Message
from samspill.journal.models import Entry as JournalEntry
from samspill.measures.actions.proposing import propose
from samspill.measures.models import Fate, Measure, Source
from samspill.search.models import Entry
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast
from tests.conferring import DAY, NOW, say, seated, with_people

standing = pytest.fixture(scope="module")(adopted_once)
LATER = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def talked(cast: Cast, people: int = 6) -> Conference:
    """A conference whose statements are coded: one theme with a proposal, one statement in no theme."""
    made = with_people(cast, people)
    first, second = seated(made, 2)[:2]
    calm, *_rest = say(first, "Calm mornings help.", "Longer breaks.")
    again = say(second, "Begin the day calmly.")[0]
    Point.objects.filter(pk=again.pk).update(same_as=calm)
    theme = Theme.objects.create(conference=made, name="The morning", made_at=NOW)
    for point in (calm, again):
        Coding.objects.create(theme=theme, point=point, coder=cast.leader, at=NOW)
    measure = propose(
        cast.school, cast.project, title="A calm start", source=Source.CONFERENCE, acting=cast.leader, at=LATER
    )
    ThemeProposal.objects.create(theme=theme, measure=measure)
    Conference.objects.filter(pk=made.pk).update(minutes_in_at=LATER, analysed_at=LATER, handed_on_at=LATER)
    made.refresh_from_db()
    return made


def answered(cast: Cast, **words: str) -> Conference:
    made = talked(cast)
    report_back(made, version=None, acting=cast.leader, at=LATER, **words)
    return made


def read(client: Client, made: Conference, name: str = "report") -> str:
    return client.get(reverse(f"conferences:{name}", args=[made.pk])).content.decode()


def test_everything_that_was_said_stands_there_without_its_group(cast: Cast) -> None:
    report = report_of(talked(cast))

    [heard] = report.themes
    assert [(one.text, one.times) for one in heard.sayings] == [("Calm mornings help.", 2)]
    assert [one.text for one in report.also] == ["Longer breaks."]
    assert [one.measure.title for one in heard.proposals] == ["A calm start"]


def test_the_same_words_are_one_statement_said_twice(cast: Cast) -> None:
    made = talked(cast)
    groups = made.sessions.get(place=3).groups.all()
    say(groups[0], "More singing")
    say(groups[1], "more  singing.")

    also = report_of(made).also

    assert sorted(one.times for one in also) == [1, 2]


def test_a_merged_theme_is_read_where_it_went(cast: Cast) -> None:
    made = talked(cast)
    home = Theme.objects.create(conference=made, name="The whole day", made_at=NOW)
    Theme.objects.filter(conference=made).exclude(pk=home.pk).update(into=home)

    [heard] = report_of(made).themes

    assert heard.theme == home
    assert len(heard.sayings) == len(heard.proposals) == 1


def test_a_participant_reads_it_wherever_they_work(cast: Cast, client: Client) -> None:
    made = answered(cast, opening="Thank you for a good day.", coming="The teams take it up.")
    made.participants.filter(person=cast.coordinator).update(guest=True)
    mine = made.participants.exclude(person__in=[cast.leader, cast.coordinator]).first()
    assert mine is not None

    page = read(sign_in(client, mine.person), made)

    assert "Thank you for a good day." in page
    assert "The teams take it up." in page
    assert "Also said" in page
    assert "Person 00" not in page.replace(mine.person.name, "")


def test_an_outsider_does_not_read_it(cast: Cast, client: Client) -> None:
    made = answered(cast)

    for name in ("report", "report_back"):
        address = reverse(f"conferences:{name}", args=[made.pk])
        assert sign_in(client, cast.outsider).get(address).status_code == 404


def test_before_it_goes_out_only_those_who_analyse_see_it(cast: Cast, client: Client) -> None:
    made = talked(cast)

    assert "The answer is not there yet" in read(sign_in(client, cast.teacher), made)
    assert client.get(reverse("conferences:report_file", args=[made.pk, "pdf"])).status_code == 404
    assert client.get(reverse("conferences:report_back", args=[made.pk])).status_code == 403
    assert "Calm mornings help." in read(sign_in(client, cast.leader), made)


def test_the_page_follows_the_proposals(cast: Cast, client: Client) -> None:
    made = answered(cast)
    fate = {"fate": Fate.PARKED, "fate_reason": "No rooms this year.", "fate_on": LATER.date()}
    Measure.objects.filter(from_theme__theme__conference=made).update(**fate)

    page = read(sign_in(client, cast.leader), made)

    assert "parked" in page
    assert "No rooms this year." in page


def test_the_leader_answers_and_everybody_gets_one_mail(cast: Cast, client: Client) -> None:
    made = talked(cast)
    given = {"version": made.version, "opening": "Thank you.", "coming": "The teams meet."}

    answer = sign_in(client, cast.leader).post(reverse("conferences:report_back", args=[made.pk]), given)
    for _twice in range(2):
        write_to_participants.run(conference=made.pk, at=LATER)

    assert answer.status_code == 302
    letters = Message.objects.filter(kind="conference-report")
    assert letters.count() == made.participants.count()
    letter = letters.filter(recipient_id=cast.leader.pk).get()
    assert "Thank you." in letter.text
    assert reverse("conferences:report", args=[made.pk]) in letter.link


def test_later_words_reach_nobody_by_mail(cast: Cast) -> None:
    made = answered(cast)
    write_to_participants.run(conference=made.pk, at=LATER)
    before = Message.objects.count()

    first = report_back(made, version=None, opening="Better words.", acting=cast.leader, at=LATER + timedelta(days=2))

    assert not first
    assert Message.objects.count() == before
    lines = JournalEntry.objects.filter(verb="conference.report_changed")
    assert [line.changes for line in lines] == [{"report_opening": [None, None]}]


def test_who_was_away_gets_none(cast: Cast) -> None:
    made = answered(cast)
    made.participants.filter(person=cast.coordinator).update(absent=True)

    write_to_participants.run(conference=made.pk, at=LATER)

    assert not Message.objects.filter(kind="conference-report", recipient_id=cast.coordinator.pk).exists()


def test_an_answer_before_the_analysis_keeps_the_words(cast: Cast, client: Client) -> None:
    made = talked(cast)
    Conference.objects.filter(pk=made.pk).update(analysed_at=None)
    given = {"version": made.version, "opening": "Much too early."}

    answer = sign_in(client, cast.leader).post(reverse("conferences:report_back", args=[made.pk]), given)

    assert answer.status_code == 422
    assert "The analysis is not finished" in answer.content.decode()
    assert "Much too early." in answer.content.decode()


def test_a_stale_answer_is_not_sent(cast: Cast, client: Client) -> None:
    made = talked(cast)
    given = {"version": made.version - 1, "opening": "Written meanwhile."}

    answer = sign_in(client, cast.leader).post(reverse("conferences:report_back", args=[made.pk]), given)

    assert answer.status_code == 409
    assert "Written meanwhile." in answer.content.decode()
    assert not mail.outbox


@pytest.mark.parametrize(("answers", "shown"), [(4, False), (5, True)])
def test_the_pulse_needs_five(cast: Cast, client: Client, answers: int, shown: bool) -> None:
    made = answered(cast)
    Pulse.objects.create(conference=made, question="heard", value=4, count=answers)

    page = read(sign_in(client, cast.leader), made)

    assert ("4.0 of 5, 5 answers" in page) is shown


def test_it_prints(cast: Cast, client: Client) -> None:
    made = answered(cast, opening="Thank you.")

    answer = sign_in(client, cast.leader).get(reverse("conferences:report_file", args=[made.pk, "pdf"]))

    assert answer.content.startswith(b"%PDF")


def test_what_comes_next_is_to_answer(cast: Cast, client: Client) -> None:
    made = talked(cast)

    assert "The participants do not know yet what became" in read(sign_in(client, cast.leader), made, "conference")


def test_many_themes_take_as_many_queries_as_one(cast: Cast, client: Client) -> None:
    made = answered(cast)
    sign_in(client, cast.leader)
    read(client, made)
    with counted() as one:
        read(client, made)
    for number in range(3):
        theme = Theme.objects.create(conference=made, name=f"Theme {number}", made_at=NOW)
        more = propose(cast.school, cast.project, title=f"Proposal {number}", acting=cast.leader, at=LATER)
        ThemeProposal.objects.create(theme=theme, measure=more)

    with counted() as many:
        page = read(client, made)

    assert "Proposal 2" in page
    assert len(many) == len(one)


def test_what_was_said_is_found_by_the_school_alone(cast: Cast, client: Client) -> None:
    answered(cast)

    found = sign_in(client, cast.teacher).get(reverse("search:search"), {"q": "longer breaks"}).content.decode()
    elsewhere = sign_in(client, cast.outsider).get(reverse("search:search"), {"q": "longer breaks"}).content.decode()

    assert "Calm mornings" in found
    assert "Calm mornings" not in elsewhere
    assert Entry.objects.filter(kind="conference-said").count() == 2


def test_a_proposal_is_settled_the_day_it_was_answered() -> None:
    assert settled_on(Measure(proposed_on=DAY)) is None
    assert settled_on(Measure(proposed_on=DAY, analysed_on=LATER.date())) == LATER.date()
