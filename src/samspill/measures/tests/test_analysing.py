"""The deciding body goes through what was proposed: nothing is lost, and what is wrong is said in words."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samspill.clarifications.models import Clarification
from samspill.measures.actions.analysing import (
    Part,
    followed,
    gather,
    merge,
    park,
    put_forward,
    resume,
    split,
    to_forum,
    unmerge,
)
from samspill.measures.actions.quoting import quote
from samspill.measures.actions.stepping import step
from samspill.measures.due import clarified
from samspill.measures.models import Fate, Measure, Statement
from samspill.measures.proposal_list import clarified_in
from samspill.meetings.models import Meeting
from tests.asking import adopted_once, fresh, sign_in
from tests.cast import Cast
from tests.measures import BEGAN, at_stage, proposal

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def said(cast: Cast, text: str) -> Statement:
    return quote(cast.project, cast.school, text=text, said_on=BEGAN.date(), acting=cast.leader, at=BEGAN)


def grown(cast: Cast, title: str, *texts: str) -> Measure:
    """A proposal that grew from some statements."""
    return proposal(cast, title, statements=[said(cast, text) for text in texts])


def together(cast: Cast, target: Measure, *sources: Measure) -> None:
    merge(target, sources, reason="They say the same.", acting=cast.leader, at=BEGAN)


def texts(measure: Measure) -> set[str]:
    return set(measure.statements.values_list("text", flat=True))


def test_a_merge_keeps_what_both_grew_from(cast: Cast) -> None:
    one, other = grown(cast, "Two adults", "It is loud."), grown(cast, "Three adults", "They run.")

    together(cast, one, other)

    assert texts(one) == {"It is loud.", "They run."}
    assert (other.fate, texts(other)) == (Fate.MERGED, {"They run."})


def test_several_become_a_new_one(cast: Cast) -> None:
    parts = [grown(cast, "Two adults", "It is loud."), grown(cast, "Three adults", "They run.")]

    made = gather(parts, title="More adults", acting=cast.leader, at=BEGAN)

    assert texts(made) == {"It is loud.", "They run."}
    assert [one.parent for one in made.ancestry.all()] == parts


def test_what_is_decided_cannot_be_merged_away(cast: Cast) -> None:
    decided, new = at_stage(cast, "decided", "Two adults"), proposal(cast, "Three adults")

    with pytest.raises(ValidationError, match="“Two adults” is decided already"):
        together(cast, new, decided)


def test_nothing_is_merged_into_itself_or_in_a_circle(cast: Cast) -> None:
    one, other = proposal(cast, "Two adults"), proposal(cast, "Three adults")
    together(cast, one, other)

    with pytest.raises(ValidationError, match="into itself"):
        together(cast, one, one)
    with pytest.raises(ValidationError, match="grew from the one"):
        together(cast, other, one)


def test_a_merge_of_two_schools_is_refused(cast: Cast) -> None:
    one, far = proposal(cast, "Two adults"), proposal(cast, "Three adults")
    Measure.objects.filter(pk=far.pk).update(unit=cast.other_school)

    with pytest.raises(ValidationError, match="belongs to another school"):
        together(cast, one, far)


def test_a_merge_is_taken_back_with_what_it_brought(cast: Cast) -> None:
    one, other = grown(cast, "Two adults", "It is loud."), grown(cast, "Three adults", "They run.")
    together(cast, one, other)

    unmerge(other, version=None, acting=cast.leader, at=BEGAN)

    assert (other.fate, texts(one), texts(other)) == ("", {"It is loud."}, {"They run."})


def test_what_both_grew_from_stays_when_a_merge_is_taken_back(cast: Cast) -> None:
    one, other = grown(cast, "Two adults", "It is loud."), grown(cast, "Three adults", "It is loud.", "They run.")
    together(cast, one, other)

    unmerge(other, version=None, acting=cast.leader, at=BEGAN)

    assert (texts(one), texts(other)) == ({"It is loud."}, {"It is loud.", "They run."})


def test_what_is_tried_without_a_decision_is_no_proposal_any_more(cast: Cast) -> None:
    measure, other = proposal(cast, "Two adults"), proposal(cast, "Three adults")
    step(measure, to="in-try-out", on=BEGAN.date(), version=None, reason="It began.", acting=cast.leader, at=BEGAN)

    for verb in (park, to_forum):
        with pytest.raises(ValidationError, match="decided already"):
            verb(measure, reason="It must wait.", version=None, acting=cast.leader, at=BEGAN)
    with pytest.raises(ValidationError, match="decided already"):
        together(cast, other, measure)


def test_a_merge_stays_once_something_followed(cast: Cast) -> None:
    one, other = proposal(cast, "Two adults"), proposal(cast, "Three adults")
    together(cast, one, other)
    put_forward(one, version=None, acting=cast.leader, at=BEGAN)

    with pytest.raises(ValidationError, match="has gone on since"):
        unmerge(other, version=None, acting=cast.leader, at=BEGAN)

    assert followed(other.heirs.get())


def test_a_split_deals_out_every_statement(cast: Cast) -> None:
    whole = grown(cast, "Adults and breaks", "It is loud.", "They run.")
    loud, run = whole.statements.order_by("text")
    parts = [Part("Two adults", (loud.pk,)), Part("Shorter breaks", (loud.pk, run.pk))]

    made = split(whole, parts, version=None, acting=cast.leader, at=BEGAN)

    assert [texts(one) for one in made] == [{"It is loud."}, {"It is loud.", "They run."}]
    assert whole.fate == Fate.SPLIT


def test_a_statement_that_no_part_takes_is_refused(cast: Cast) -> None:
    whole = grown(cast, "Adults and breaks", "It is loud.")

    with pytest.raises(ValidationError, match="Every statement must go with"):
        split(whole, [Part("Two adults"), Part("Shorter breaks")], version=None, acting=cast.leader, at=BEGAN)


# Through the pages.


def tap(client: Client, cast: Cast, name: str, measure: Measure, reader: str = "leader", **sent: Any) -> Any:
    version = {"version": measure.version}
    return sign_in(client, cast.people[reader]).post(reverse(f"measures:{name}", args=[measure.pk]), version | sent)


PAGES = ("analyse", "merge", "split")
VERBS = ("put_forward", "park", "decline", "to_forum", "resume", "unmerge", *PAGES[1:])


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("reader", "status"), [("nurse", 200), ("teacher", 403), ("outsider", 404)])
def test_who_opens_the_analysis(cast: Cast, client: Client, name: str, reader: str, status: int) -> None:
    url = reverse(f"measures:{name}", args=[proposal(cast).pk])

    answer = sign_in(client, cast.people[reader]).get(url)

    assert answer.status_code == status


def test_no_verb_of_the_analysis_is_for_others(cast: Cast, client: Client) -> None:
    measure = proposal(cast)

    refused = [tap(client, cast, name, measure, "teacher", reason="No.").status_code for name in VERBS]

    assert refused == [403] * len(VERBS)


def test_the_sitting_goes_on_to_the_next_one(cast: Cast, client: Client) -> None:
    one, other = proposal(cast), proposal(cast, "Meet in the woods")

    answer = tap(client, cast, "put_forward", one, reason="The teams will like it.")
    last = tap(client, cast, "decline", other, reason="The woods are far.")

    assert answer.url == reverse("measures:analyse", args=[other.pk])
    assert last.url == reverse("measures:proposals", args=[cast.school.pk])
    assert list(Measure.objects.order_by("pk").values_list("phase", flat=True)) == ["analysed", "declined"]


@pytest.mark.parametrize("name", ["park", "decline", "to_forum"])
def test_a_no_takes_a_reason(cast: Cast, client: Client, name: str) -> None:
    measure = proposal(cast)

    answer = tap(client, cast, name, measure)

    assert answer.status_code == 422
    assert Measure.objects.get() == measure


def test_a_stale_page_is_told_so_and_keeps_the_word(cast: Cast, client: Client) -> None:
    answer = tap(client, cast, "park", proposal(cast), version=7, reason="After the winter.")

    assert answer.status_code == 409
    assert b"After the winter." in answer.content


def test_what_is_parked_is_taken_up_where_it_stood(cast: Cast, client: Client) -> None:
    measure = proposal(cast)
    tap(client, cast, "park", measure, reason="After the winter.")
    measure.refresh_from_db()

    tap(client, cast, "resume", measure)

    measure.refresh_from_db()
    assert (measure.fate, measure.phase) == ("", "proposed")


def test_what_the_school_cannot_settle_goes_to_the_forum(cast: Cast, client: Client) -> None:
    measure = proposal(cast)

    tap(client, cast, "to_forum", measure, reason="Who pays for it?")

    case = Clarification.objects.get()
    page = client.get(measure.get_absolute_url()).content.decode()
    assert (case.origin_id, case.text) == (measure.pk, "Who pays for it?")
    assert case.get_absolute_url() in page


def test_what_the_forum_has_answered_comes_on_the_steering_groups_agenda(cast: Cast) -> None:
    measure = proposal(cast)
    to_forum(measure, reason="Who pays for it?", version=None, acting=cast.leader, at=BEGAN)
    steering = Meeting(arena=cast.arenas["steering-group"], on=BEGAN.date())
    before = list(clarified(steering))

    Clarification.objects.update(answered_on=BEGAN.date())

    assert before == []
    assert [one.source_id for one in clarified(steering)] == [measure.pk]
    assert not list(clarified(Meeting(arena=cast.arenas["resource-team"], on=BEGAN.date())))


def test_a_merge_by_the_page_chooses_or_makes_the_one_that_stays(cast: Cast, client: Client) -> None:
    one, other, third = (proposal(cast, title) for title in ("Two adults", "Three adults", "Woods"))

    tap(client, cast, "merge", one, into=other.pk)
    refused = tap(client, cast, "merge", third, title="All of it")
    tap(client, cast, "merge", third, title="All of it", others=[other.pk])

    made = Measure.objects.get(title="All of it")
    assert refused.status_code == 422
    assert set(made.ancestry.values_list("parent__title", flat=True)) == {"Three adults", "Woods"}


def test_a_split_by_the_page_says_which_line_is_missing(cast: Cast, client: Client) -> None:
    whole = grown(cast, "Adults and breaks", "It is loud.")
    field = f"statement_{whole.statements.get().pk}"
    sent = {"titles": "Two adults\nShorter breaks"}

    refused = tap(client, cast, "split", whole, **sent, **{field: "3"})
    done = tap(client, cast, "split", whole, **sent, **{field: "2"})

    assert (refused.status_code, done.status_code) == (422, 302)
    assert texts(Measure.objects.get(title="Shorter breaks")) == {"It is loud."}


def test_what_is_sent_to_be_clarified_once_more_waits_again(cast: Cast) -> None:
    measure = proposal(cast)
    to_forum(measure, reason="Who pays?", version=None, acting=cast.leader, at=BEGAN)
    Clarification.objects.update(phase="answered", answered_on=BEGAN.date())
    before = clarified_in(cast.school)
    resume(measure, version=None, acting=cast.leader, at=BEGAN)

    to_forum(measure, reason="And who drives?", version=None, acting=cast.leader, at=BEGAN)

    assert (before, clarified_in(cast.school)) == ({measure.pk}, frozenset())
