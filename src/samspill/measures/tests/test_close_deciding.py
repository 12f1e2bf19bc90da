"""A body decides before the try-out and after it: with reasons, votes apart, the step taken, and people told."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samspill.config.actor import actor_for
from samspill.delivery.models import Message
from samspill.measures.actions.deciding import decide
from samspill.measures.close_beside import decisions
from samspill.measures.models import Decision, Measure
from samspill.meetings.models import Item, Outcome
from samspill.people.versions import StaleError
from tests.after import held_meeting
from tests.asking import counted, fresh, sign_in
from tests.cast import Cast
from tests.measures import BEGAN, day_of
from tests.staged import staged, standing_at

standing = pytest.fixture(scope="module")(staged())
LATER = BEGAN + timedelta(days=90)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def settled(cast: Cast, measure: Measure, verdict: str, **more: object) -> Decision:
    given = {
        "conclusion": "We do it.",
        "reasons": "It helps.",
        "on": LATER.date(),
        "version": None,
        "acting": cast.leader,
        "at": LATER,
    }
    return decide(measure, verdict=verdict, **{**given, **more})  # type: ignore[arg-type]


def evaluated(cast: Cast) -> Measure:
    """One that both have evaluated, so that only a decision is missing."""
    measure = standing_at("evaluated")
    measure.evaluations.create(judge="leader", worked="Calm.", on=day_of("evaluated"), by=cast.leader)
    return measure


@pytest.mark.parametrize(
    ("stage", "verdict", "after"),
    [
        ("planned", "start", "decided"),
        ("proposed", "decline", "declined"),
        ("evaluated", "continue", "in-try-out"),
        ("evaluated", "adjust", "in-try-out"),
        ("trying", "adjust", "in-try-out"),
        ("evaluated", "stop", "stopped"),
        ("practice", "adjust", "in-try-out"),
        ("practice", "stop", "stopped"),
        ("practice", "practice", "daily-practice"),
    ],
)
def test_every_decision_takes_its_step(cast: Cast, stage: str, verdict: str, after: str) -> None:
    measure = standing_at(stage)

    made = settled(cast, measure, verdict, deviation="We know." if (stage, verdict) == ("proposed", "decline") else "")

    measure.refresh_from_db()
    assert (measure.phase, made.reasons) == (after, "It helps.")
    assert not measure.steps.filter(deviates=True).exists()


def test_daily_practice_gets_its_owner_and_page_at_once(cast: Cast) -> None:
    measure = evaluated(cast)

    settled(cast, measure, "practice", owner=cast.teacher, description="Two adults at the door.")

    measure = Measure.objects.get(pk=measure.pk)
    assert (measure.phase, measure.practice.owner) == ("daily-practice", cast.teacher)
    assert measure.practice.description == "Two adults at the door."


def test_what_is_missing_is_said_and_nothing_is_kept(cast: Cast) -> None:
    measure = standing_at("trying")

    with pytest.raises(ValidationError) as refused:
        settled(cast, measure, "practice")

    (words,) = refused.value.message_dict["deviation"]
    assert "Still missing: the leader's evaluation with the coordinator; somebody who answers for the practice" in words
    assert not measure.decisions.filter(verdict="practice").exists()


def test_a_reason_lets_it_be_decided_and_is_a_deviation(cast: Cast) -> None:
    measure = standing_at("trying")

    settled(cast, measure, "practice", deviation="Everybody does it already.")

    last = measure.steps.last()
    assert last
    assert (last.deviates, last.reason) == (True, "Everybody does it already.")
    assert "owner" in last.missing


def test_a_decision_without_hearing_is_a_deviation(cast: Cast) -> None:
    measure = standing_at("planned")
    measure.answers.filter(arena=cast.arenas["grade-team-7"]).update(stance="")

    with pytest.raises(ValidationError) as refused:
        settled(cast, measure, "start")
    settled(cast, measure, "start", deviation="The team is away all autumn.")

    assert "an answer from each team" in refused.value.message_dict["deviation"][0]
    last = measure.steps.last()
    assert last
    assert (last.deviates, last.missing) == (True, ["answers"])


def test_what_was_merged_is_not_decided(cast: Cast) -> None:
    measure = standing_at("proposed")
    Measure.objects.filter(pk=measure.pk).update(fate="merged")
    measure.refresh_from_db()

    with pytest.raises(ValidationError, match="does not go on by itself"):
        settled(cast, measure, "decline")


@pytest.mark.parametrize(("verdict", "field"), [("practice", "verdict"), ("start", "deviation")])
def test_what_cannot_be_decided_there(cast: Cast, verdict: str, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        settled(cast, standing_at("proposed"), verdict)

    assert list(refused.value.message_dict) == [field]


def test_a_stopped_one_may_be_started_again_with_a_reason(cast: Cast) -> None:
    measure = evaluated(cast)
    settled(cast, measure, "stop")

    settled(cast, Measure.objects.get(pk=measure.pk), "start", deviation="A new leader wants to try.")

    measure.refresh_from_db()
    assert (measure.phase, measure.ended_on, measure.decisions.count()) == ("decided", None, 3)


def test_those_ticked_are_told_and_only_whose_work_it_is_by_mail(cast: Cast) -> None:
    measure = standing_at("planned")

    made = settled(cast, measure, "start", told=["proposers", "answered", "coordinator", "staff"])

    mails = set(Message.objects.filter(kind="measure-decided").values_list("recipient_id", flat=True))
    assert mails == {cast.teacher.pk, cast.coordinator.pk}
    assert {cast.leader, cast.special_needs, cast.teacher} <= set(made.told.all())


def test_the_decision_stands_in_the_minutes_of_its_matter(cast: Cast) -> None:
    item = matter_about(cast, measure := standing_at("planned"))

    made = settled(cast, measure, "start", item=item)

    outcome = Outcome.objects.get(item=item)
    assert (outcome.kind, outcome.why) == ("decision", "It helps.")
    assert outcome.text.endswith("We do it.")
    assert (made.arena, measure.steps.last().item) == (cast.arenas["steering-group"], item)  # type: ignore[union-attr]


def test_a_matter_of_another_arena_keeps_its_minutes(cast: Cast) -> None:
    item = matter_about(cast, measure := standing_at("planned"), arena="resource-team")

    settled(cast, measure, "start", item=item)

    assert not Outcome.objects.exists()


def matter_about(cast: Cast, measure: Measure, arena: str = "steering-group") -> Item:
    meeting = held_meeting(cast, arena=arena)
    about = {"source": "measure", "source_id": measure.pk, "state": "agenda", "submitted_at": BEGAN}
    return Item.objects.create(arena=meeting.arena, meeting=meeting, title="The first lesson", **about)


def test_two_bodies_at_once(cast: Cast) -> None:
    measure = standing_at("planned")

    with pytest.raises(StaleError):
        settled(cast, measure, "start", version=1)

    assert not measure.decisions.exists()


def url(measure: Measure) -> str:
    return reverse("measures:decide", args=[measure.pk])


def sent(measure: Measure, **more: object) -> dict[str, object]:
    words = {"conclusion": "We try it.", "reasons": "It is worth it.", "on": day_of("planned").isoformat()}
    return {"verdict": "start", "version": measure.version, **words, **more}


@pytest.mark.parametrize(
    ("reader", "status"), [("leader", 200), ("nurse", 200), ("teacher", 403), ("owner", 403), ("outsider", 404)]
)
def test_who_decides(cast: Cast, client: Client, reader: str, status: int) -> None:
    answer = sign_in(client, cast.people[reader]).get(url(standing_at("planned")))

    assert answer.status_code == status


def test_the_form_shows_what_there_is_to_decide_on(cast: Cast, client: Client) -> None:
    page = sign_in(client, cast.leader).get(url(evaluated(cast))).content.decode()

    assert "Quieter mornings." in page
    assert all(words in page for words in ("Calm mornings.", "Until Easter.", "1 entry in the log"))
    assert "somebody who answers for the practice" not in page


def test_the_form_warns_of_what_is_missing_and_keeps_what_was_typed(cast: Cast, client: Client) -> None:
    measure = standing_at("analysed")

    before = sign_in(client, cast.leader).get(url(measure)).content.decode()
    answer = client.post(url(measure), sent(measure))

    assert "Not everybody has been heard" in before
    assert (answer.status_code, "It is worth it." in answer.content.decode()) == (422, True)
    assert "deviation" in answer.context["form"].errors


def test_votes_stand_beside_the_conclusion(cast: Cast, client: Client) -> None:
    measure = standing_at("planned")

    answer = sign_in(client, cast.leader).post(
        url(measure), sent(measure, votes_for=5, votes_against=1, told=["staff"])
    )

    made = Decision.objects.get(measure=measure, conclusion="We try it.")
    assert answer.status_code == 302
    assert (made.conclusion, made.votes_for, made.votes_against, made.votes_blank) == ("We try it.", 5, 1, None)


def test_a_form_that_is_stale(cast: Cast, client: Client) -> None:
    measure = standing_at("planned")

    answer = sign_in(client, cast.leader).post(url(measure), sent(measure, version=1))

    assert (answer.status_code, "We try it." in answer.content.decode()) == (409, True)


def test_from_the_meeting_and_back_to_it(cast: Cast, client: Client) -> None:
    item = matter_about(cast, measure := standing_at("planned"))
    item.meeting.ended_at = None  # type: ignore[union-attr]
    item.meeting.save()  # type: ignore[union-attr]

    page = sign_in(client, cast.leader).get(f"{url(measure)}?item={item.pk}")

    assert page.context["form"].initial["item"] == item
    assert page.context["back"].startswith(reverse("meetings:run", args=[item.meeting_id]))


@pytest.mark.parametrize("kind", ["pdf", "docx", "odt"])
def test_the_decision_on_paper(cast: Cast, client: Client, kind: str) -> None:
    made = settled(cast, evaluated(cast), "continue", votes=(4, 0, None))

    answer = sign_in(client, cast.teacher).get(reverse("measures:decision_file", args=[made.pk, kind]))

    assert (answer.status_code, len(answer.content) > 2000) == (200, True)


def test_a_practice_is_found_by_what_its_page_says(cast: Cast, client: Client) -> None:
    measure = evaluated(cast)
    settled(cast, measure, "practice", owner=cast.teacher, description="Rattan baskets.")

    page = sign_in(client, cast.leader).get(reverse("search:search"), {"q": "rattan"})

    assert measure.get_absolute_url() in page.content.decode()


def test_the_meeting_reads_what_there_is_and_decides_there(cast: Cast, client: Client) -> None:
    measure = evaluated(cast)
    item = matter_about(cast, measure)

    before = sign_in(client, cast.leader).get(item.get_absolute_url()).content.decode()
    settled(cast, measure, "stop", item=item)
    after = client.get(item.get_absolute_url()).content.decode()

    assert f"{url(measure)}?item={item.pk}" in before
    assert "Quieter mornings." in before
    assert (f"{url(measure)}?item={item.pk}" in after, "End it: We do it." in after) == (False, True)


def test_many_matters_ask_as_often_as_one(cast: Cast) -> None:
    items = [matter_about(cast, standing_at(stage)) for stage in ("planned", "proposed", "trying")]
    actor = actor_for(cast.leader, LATER.date())

    with counted() as one:
        list(decisions(items[:1], actor))
    with counted() as many:
        list(decisions(items, actor))

    assert len(one) == len(many)
