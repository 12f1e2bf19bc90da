"""What became of it: told once for each measure to those who had a part in it, and to nobody else."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samspill.config.actor import actor_for
from samspill.home.gathering import gather
from samspill.measures.models import Decision, Descent, Measure
from samspill.measures.news import News, news_for
from samspill.measures.telling import people_in
from samspill.people.models import Person
from tests.asking import counted, fresh, sign_in
from tests.cast import Cast
from tests.measures import BEGAN, at_stage, day_of, proposal
from tests.staged import staged, standing_at

standing = pytest.fixture(scope="module")(staged(("planned", "practice")))
TODAY = day_of("practice") + timedelta(days=1)
SINCE = day_of("heard")


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def heard(person: Person, since: date = SINCE) -> list[News]:
    return news_for(person, actor_for(person, TODAY), since)


def test_one_line_for_each_measure_and_the_latest(cast: Cast) -> None:
    assert [one.line for one in heard(cast.teacher)] == ["practice: it is daily practice"]


def test_nothing_of_what_one_did_oneself(cast: Cast) -> None:
    Decision.objects.all().delete()
    Decision.objects.create(
        measure=standing_at("planned"), verdict="start", conclusion="Yes.", on=TODAY, by=cast.teacher
    )

    assert "planned" not in [one.measure.title for one in heard(cast.teacher)]


def test_nothing_for_whoever_had_no_part(cast: Cast) -> None:
    assert heard(cast.ppt_adviser) == []


def test_whoever_was_told_hears_of_it(cast: Cast) -> None:
    Decision.objects.get(verdict="practice").told.add(cast.ppt_adviser)

    assert [one.measure.title for one in heard(cast.ppt_adviser)] == ["practice"]


@pytest.mark.parametrize(
    ("fate", "words"), [("parked", "parked"), ("merged", "merged with “practice”"), ("forum", "sent to be clarified")]
)
def test_what_was_laid_aside_is_said_with_its_reason(cast: Cast, fate: str, words: str) -> None:
    measure = proposal(cast, title="Quiet rooms")
    laid = {"fate": fate, "fate_on": TODAY, "fate_reason": "No rooms."}
    Measure.objects.filter(pk=measure.pk).update(**laid)
    Descent.objects.create(parent=measure, child=standing_at("practice"), kind="merged", on=TODAY)

    first = heard(cast.teacher)[0]

    assert (first.words, first.why) == (words, "No rooms.")


def test_what_one_proposed_lives_on_in_another(cast: Cast) -> None:
    measure = proposal(cast, title="Quiet rooms")
    Measure.objects.filter(pk=measure.pk).update(proposed_by=cast.special_needs)
    Descent.objects.create(parent=measure, child=standing_at("practice"), kind="merged", on=TODAY)

    assert [one.measure.title for one in heard(cast.special_needs)] == ["practice"]


def test_what_one_proposed_lives_on_however_often_it_was_merged(cast: Cast) -> None:
    first, second, last = proposal(cast, title="Quiet rooms"), proposal(cast, title="Rooms"), standing_at("practice")
    Measure.objects.filter(pk=first.pk).update(proposed_by=cast.special_needs)
    for one, other in ((first, second), (second, last)):
        Descent.objects.create(parent=one, child=other, kind="merged", on=TODAY)

    assert [one.measure.title for one in heard(cast.special_needs)] == ["practice"]
    assert cast.special_needs in people_in("proposers", last, TODAY)


def test_nothing_of_a_school_one_may_no_longer_read(cast: Cast) -> None:
    Decision.objects.get(verdict="practice").told.add(cast.outsider)

    assert heard(cast.outsider) == []


def test_many_ask_as_often_as_one(cast: Cast) -> None:
    actor = actor_for(cast.teacher, TODAY)
    with counted() as one:
        news_for(cast.teacher, actor, SINCE)
    at_stage(cast, "practice", title="Second")

    with counted() as two:
        found = news_for(cast.teacher, actor, SINCE)

    assert (len(two), len(found)) == (len(one), 2)


def test_the_weekly_letter_says_it_in_one_group(cast: Cast) -> None:
    at = BEGAN + (TODAY - BEGAN.date())

    last = gather(cast.teacher, at)[-1]

    assert last.arena == "What became of what you took part in"
    assert [line.words for line in last.lines] == ["practice: it is daily practice"]


def test_my_page_leads_to_the_thread(cast: Cast, client: Client) -> None:
    page = sign_in(client, cast.teacher).get(reverse("home:my_page")).content.decode()

    assert reverse("measures:thread", args=[standing_at("practice").pk]) in page


def test_my_page_asks_the_owner_and_the_leader(cast: Cast, client: Client) -> None:
    measure = standing_at("practice")
    row = measure.rechecks.all()[0]
    measure.rechecks.filter(pk=row.pk).update(due=TODAY)

    owner = sign_in(client, cast.teacher).get(reverse("home:my_page")).content.decode()
    measure.practice.owner = None
    measure.practice.save()
    leader = sign_in(client, cast.leader).get(reverse("home:my_page")).context

    assert reverse("measures:recheck", args=[row.pk]) in owner
    ways = [one.url for one in (*leader["waiting"], *leader["more"])]
    assert reverse("measures:change_practice", args=[measure.pk]) in ways
