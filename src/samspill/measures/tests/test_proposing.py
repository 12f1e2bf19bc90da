"""A proposal is made: by a person, out of a meeting, several at once; what is alike is shown and never in the way."""

import pytest
from django.test import Client
from django.urls import reverse

from samspill.journal.models import Entry as Line
from samspill.measures.models import Measure, Source, Statement
from samspill.meetings.actions.outcomes import add_outcome
from samspill.meetings.models import Item, Outcome
from tests.after import AFTER, held_meeting, matter
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast
from tests.measures import at_stage, proposal

standing = pytest.fixture(scope="module")(adopted_once)
NEW = "/proposal/new/"


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def item(cast: Cast) -> Item:
    """A matter of the resource team with an outcome."""
    found = matter(cast, held_meeting(cast))
    add_outcome(found, kind="information", text="The stairs are crowded.", acting=cast.leader, at=AFTER)
    return found


@pytest.mark.parametrize(
    ("reader", "status"), [("teacher", 200), ("nurse", 200), ("leader", 200), ("owner", 403), ("outsider", 403)]
)
def test_who_proposes(cast: Cast, client: Client, reader: str, status: int) -> None:
    answer = sign_in(client, getattr(cast, reader)).get(NEW)

    assert answer.status_code == status


def test_what_and_why_are_enough(cast: Cast, client: Client) -> None:
    sent = {"title": "Shorter breaks indoors", "reason": "The last ten minutes are hard."}

    answer = sign_in(client, cast.teacher).post(NEW, sent)

    made = Measure.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.proposed_by, made.source, made.unit) == (cast.teacher, Source.PERSON, cast.school)


def test_without_a_reason_the_words_are_kept(cast: Cast, client: Client) -> None:
    answer = sign_in(client, cast.teacher).post(NEW, {"title": "Shorter breaks indoors"})

    assert answer.status_code == 422
    assert b"Shorter breaks indoors" in answer.content


def test_what_is_alike_is_shown_once_and_stops_nobody(cast: Cast, client: Client) -> None:
    first = proposal(cast)
    sent = {"title": "Two adults in each lesson", "reason": "It begins in unrest."}

    asked = sign_in(client, cast.teacher).post(NEW, sent)
    done = client.post(NEW, {**sent, "seen": f"{first.pk},"})

    assert (asked.status_code, done.status_code) == (200, 302)
    assert b"Two adults in the first lesson" in asked.content
    assert Measure.objects.count() == 2


@pytest.mark.parametrize(("title", "found"), [("Two adults in a lesson", True), ("A garden behind the gym", False)])
def test_what_is_alike_is_found_while_one_types(cast: Cast, client: Client, title: str, found: bool) -> None:
    proposal(cast)

    answer = sign_in(client, cast.teacher).get(reverse("measures:alike"), {"title": title})

    assert (b"first lesson" in answer.content) is found


def test_a_proposal_grows_from_what_was_said_without_a_name(cast: Cast, client: Client, item: Item) -> None:
    outcome = Outcome.objects.get(item=item, text="The stairs are crowded.")
    sent = {"title": "Use both stairs", "reason": "It is crowded.", "quoted": [f"outcome-{outcome.pk}"]}

    shown = sign_in(client, cast.nurse).get(f"{NEW}?outcome={outcome.pk}")
    client.post(f"{NEW}?item={item.pk}", sent)

    made = Measure.objects.get()
    assert b"The stairs are crowded." in shown.content
    assert (made.source, made.source_item, made.proposed_by) == (Source.MEETING, item, None)
    assert [(one.text, one.item) for one in made.statements.all()] == [("The stairs are crowded.", item)]


def test_a_matter_that_one_may_not_read_gives_nothing_away(cast: Cast, client: Client, item: Item) -> None:
    answer = sign_in(client, cast.outsider).get(f"{NEW}?item={item.pk}")

    assert answer.status_code == 404


def test_the_evaluation_before_the_summer_gives_several_at_once(cast: Cast, client: Client, item: Item) -> None:
    Item.objects.filter(pk=item.pk).update(treats="summer-evaluation")
    outcome = Outcome.objects.get(item=item, text="The stairs are crowded.")
    sent = {"quoted": [f"outcome-{outcome.pk}"], "titles": "- Meet in the woods\n\n- Eat together on Fridays"}

    sign_in(client, cast.leader).post(f"{reverse('measures:several')}?item={item.pk}", sent)

    titles = {"The stairs are crowded.", "Meet in the woods", "Eat together on Fridays"}
    assert set(Measure.objects.filter(source=Source.SUMMER).values_list("title", flat=True)) == titles
    assert Statement.objects.count() == 1


def test_several_of_nothing_is_refused(cast: Cast, client: Client, item: Item) -> None:
    answer = sign_in(client, cast.leader).post(f"{reverse('measures:several')}?item={item.pk}", {"reason": "Why not"})

    assert answer.status_code == 422
    assert b"Why not" in answer.content


@pytest.mark.parametrize(("reader", "status"), [("teacher", 302), ("leader", 302), ("special_needs", 403)])
def test_whose_words_one_may_change(cast: Cast, client: Client, reader: str, status: int) -> None:
    made = proposal(cast)
    sent = {"version": made.version, "title": "Two adults on Mondays", "reason": "Mondays begin in unrest."}

    answer = sign_in(client, getattr(cast, reader)).post(reverse("measures:reword", args=[made.pk]), sent)

    assert answer.status_code == status


def test_the_journal_keeps_no_words_of_a_proposal_said_otherwise(cast: Cast, client: Client) -> None:
    made = proposal(cast)
    sent = {"version": made.version, "title": made.title, "reason": "The stairs are crowded."}

    sign_in(client, cast.teacher).post(reverse("measures:reword", args=[made.pk]), sent)

    assert Line.objects.get(verb="measure.reworded").changes["reason"] == [None, None]


def test_words_changed_meanwhile_are_shown_beside_mine(cast: Cast, client: Client) -> None:
    made = proposal(cast)
    sent = {"version": made.version - 1, "title": "Two adults on Mondays"}

    answer = sign_in(client, cast.teacher).post(reverse("measures:reword", args=[made.pk]), sent)

    assert answer.status_code == 409
    assert b"Two adults on Mondays" in answer.content


def test_the_list_says_since_when_and_for_whom_each_waits(cast: Cast, client: Client) -> None:
    proposal(cast)
    at_stage(cast, "analysed", "Meet in the woods")

    page = sign_in(client, cast.teacher).get(reverse("measures:proposals", args=[cast.school.pk])).content.decode()

    assert page.index("Not looked at yet") < page.index("Two adults") < page.index("Meet in the woods")
    assert "waits for: Steering group" in page
    assert "yours" in page


@pytest.mark.parametrize(
    ("reader", "status"), [("nurse", 200), ("owner", 200), ("other_teacher", 403), ("outsider", 404)]
)
def test_who_reads_the_list(cast: Cast, client: Client, reader: str, status: int) -> None:
    answer = sign_in(client, getattr(cast, reader)).get(reverse("measures:proposals", args=[cast.school.pk]))

    assert answer.status_code == status


def test_a_longer_list_asks_the_database_as_often(cast: Cast, client: Client) -> None:
    url = reverse("measures:proposals", args=[cast.school.pk])
    proposal(cast)
    at_stage(cast, "analysed")
    sign_in(client, cast.leader).get(url)

    with counted() as one:
        client.get(url)
    for title in ("Meet in the woods", "Eat together"):
        proposal(cast, title)
        at_stage(cast, "analysed", f"{title} again")
    with counted() as many:
        client.get(url)

    assert len(one) == len(many)
