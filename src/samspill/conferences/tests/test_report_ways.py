"""The ways to and from a conference: my page, the weekly letter, the list, a statement's page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samspill.access.rules import Actor
from samspill.conferences.actions.report import report_back
from samspill.conferences.mine import groups_in, late_for, moved_for
from samspill.conferences.models import Coding, Conference, Theme, ThemeProposal
from samspill.home.gathering import gather
from samspill.measures.actions.proposing import propose
from samspill.measures.actions.quoting import quote
from samspill.measures.models import Measure, Source
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast
from tests.conferring import DAY, NOW, conference, say, seated, with_people

standing = pytest.fixture(scope="module")(adopted_once)
LATER = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)
PARKED = LATER + timedelta(days=3)
HOME = reverse("home:my_page")


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def held(made: Conference, **marks: object) -> Conference:
    made.meeting.ended_at = datetime(2026, 9, 23, 15, 0, tzinfo=UTC)
    made.meeting.save()
    Conference.objects.filter(pk=made.pk).update(minutes_in_at=LATER, **marks)
    made.refresh_from_db()
    return made


def answered(cast: Cast) -> tuple[Conference, Measure]:
    """A conference that was answered, and its one proposal."""
    made = held(with_people(cast, 4), analysed_at=LATER)
    theme = Theme.objects.create(conference=made, name="The morning", made_at=NOW)
    measure = propose(
        cast.school, cast.project, title="A calm start", source=Source.CONFERENCE, acting=cast.leader, at=LATER
    )
    ThemeProposal.objects.create(theme=theme, measure=measure)
    report_back(made, version=None, acting=cast.leader, at=LATER)
    return made, measure


def park(measure: Measure, at: datetime = PARKED) -> None:
    Measure.objects.filter(pk=measure.pk).update(fate="parked", fate_reason="No rooms.", fate_on=at.date())


def test_my_page_says_where_one_sits_once_it_is_announced(cast: Cast, client: Client, now: None) -> None:
    made = with_people(cast, 6)
    seated(made, 2)
    Conference.objects.filter(pk=made.pk).update(groups_set_at=None)
    before = sign_in(client, cast.coordinator).get(HOME).content.decode()

    Conference.objects.filter(pk=made.pk).update(groups_set_at=NOW)

    assert made.get_absolute_url() in before
    assert "You sit here:" not in before
    assert "How it is now: group" in client.get(HOME).content.decode()
    assert groups_in(cast.outsider, [made.meeting_id]) == {}


@pytest.mark.parametrize(
    ("marks", "said"),
    [({}, "was to be analysed by"), ({"analysed_at": LATER}, "were promised an answer by")],
)
def test_what_is_late_waits_for_whoever_leads(
    cast: Cast, client: Client, now: None, marks: dict[str, object], said: str
) -> None:
    passed = {"analysis_due": NOW.date() - timedelta(days=2), "report_due": NOW.date() - timedelta(days=1)}
    held(conference(cast), **passed, **marks)

    assert said in sign_in(client, cast.leader).get(HOME).content.decode()
    assert said not in sign_in(client, cast.teacher).get(HOME).content.decode()


def test_nothing_is_late_before_its_day(cast: Cast) -> None:
    held(conference(cast))

    assert list(late_for(Actor(id=cast.leader.pk), cast.leader, DAY)) == []


def test_the_weekly_letter_tells_participants_what_moved_on(cast: Cast) -> None:
    made, measure = answered(cast)
    quiet = gather(cast.coordinator, PARKED)
    park(measure)

    groups = gather(cast.coordinator, PARKED)

    assert "What became of what we said: Calm mornings" not in [one.arena for one in quiet]
    [own] = [one for one in groups if one.arena == "What became of what we said: Calm mornings"]
    assert [(one.words, one.url) for one in own.lines] == [
        ("A calm start: parked", reverse("conferences:report", args=[made.pk]))
    ]


def test_what_the_answer_said_already_is_not_told_again(cast: Cast) -> None:
    _made, measure = answered(cast)

    park(measure, LATER)

    assert moved_for(cast.coordinator, LATER.date()) == []


def test_nobody_hears_twice_of_the_same(cast: Cast) -> None:
    _made, measure = answered(cast)
    park(measure)

    assert moved_for(cast.coordinator, LATER.date(), [measure.pk]) == []
    assert moved_for(cast.outsider, LATER.date()) == []


def test_my_page_leads_to_the_answer(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    made, _measure = answered(cast)
    monkeypatch.setattr("django.utils.timezone.now", lambda: PARKED)

    page = sign_in(client, cast.coordinator).get(HOME).content.decode()

    assert reverse("conferences:report", args=[made.pk]) in page


def test_a_statement_leads_to_its_conference_and_theme(cast: Cast, client: Client) -> None:
    made, measure = answered(cast)
    [point] = say(seated(made, 2)[0], "Calm mornings help.")
    Coding.objects.create(theme=made.themes.get(), point=point, coder=cast.leader, at=NOW)
    origin = {"origin_kind": "group-note", "origin_id": point.pk, "origin_name": made.title}
    said = quote(cast.project, cast.school, text=point.text, said_on=DAY, acting=cast.leader, at=NOW, **origin)
    measure.statements.add(said)

    page = sign_in(client, cast.leader).get(said.get_absolute_url()).content.decode()
    why = client.get(reverse("measures:why", args=[measure.pk])).content.decode()

    assert made.get_absolute_url() in page
    assert "The morning" in page
    assert f"somebody said in {made.title}" in why


def test_the_list_shows_what_the_reader_may_see(cast: Cast, client: Client) -> None:
    made, _measure = answered(cast)
    coming = conference(cast, title="Next year")
    address = reverse("conferences:every")

    page = sign_in(client, cast.teacher).get(address).content.decode()
    elsewhere = sign_in(client, cast.outsider).get(address).content.decode()

    assert coming.title in page
    assert reverse("conferences:report", args=[made.pk]) in page
    assert made.title not in elsewhere


def test_a_long_list_takes_as_many_queries_as_a_short_one(cast: Cast, client: Client) -> None:
    conference(cast)
    address = reverse("conferences:every")
    sign_in(client, cast.teacher).get(address)
    with counted() as one:
        client.get(address)
    for number in range(4):
        conference(cast, title=f"Number {number}")

    with counted() as many:
        page = client.get(address).content.decode()

    assert "Number 3" in page
    assert len(many) == len(one)


def test_my_page_takes_as_many_queries_with_many_conferences(cast: Cast, client: Client, now: None) -> None:
    seated(with_people(cast, 4), 2)
    sign_in(client, cast.coordinator).get(HOME)
    with counted() as one:
        client.get(HOME)
    for number in range(3):
        made = conference(cast, title=f"More {number}")
        made.meeting.presences.create(person=cast.coordinator, guest=True)

    with counted() as many:
        page = client.get(HOME).content.decode()

    assert "More 2" in page
    assert len(many) == len(one)
