"""A plan is kept in parts, says what it lacks, and has milestones that lie between its first day and its last."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from samspill.journal.models import Entry
from samspill.measures.actions.planning import tick_milestone
from samspill.measures.models import Measure, Milestone, Plan
from tests.asking import adopted_once, fresh, sign_in
from tests.cast import Cast
from tests.measures import at_stage, proposal

NOW = datetime(2026, 10, 21, 9, 0, tzinfo=UTC)

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def keep(client: Client, measure: Measure, **given: object) -> HttpResponse:
    url = reverse("measures:plan", args=[measure.pk])
    return client.post(url, {"version": 0, "level": "prevention", **given})  # type: ignore[return-value]


def text_of(answer: object) -> str:
    return str(getattr(answer, "content", b"").decode())


def test_a_plan_that_is_begun_empty_leaves_its_line(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "heard")

    keep(sign_in(client, cast.nurse), measure, level=measure.level)

    assert Plan.objects.filter(measure=measure).exists()
    assert Entry.objects.filter(verb="measure.planned", thing_id=measure.pk).exists()


def test_the_journal_says_which_fields_of_a_plan_changed_and_none_of_its_words(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "planned")
    plan, sent = measure.plan, {"goal": "Every pupil is met at the gate.", "starts": "2026-09-30"}
    sign_in(client, cast.nurse)

    keep(client, measure, version=plan.version, ends=plan.ends.isoformat(), **sent)

    kept = Entry.objects.filter(verb="measure.planned").latest("pk").changes
    assert kept["goal"] == [None, None]
    assert kept["starts"] == [plan.starts.isoformat(), "2026-09-30"]
    assert "goal</span> <span>changed" in text_of(client.get(measure.get_absolute_url()))


def test_half_a_plan_is_kept_and_says_what_it_lacks(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "heard")
    sign_in(client, cast.nurse)

    kept = keep(client, measure, goal="Calm mornings.")
    shown = client.get(measure.get_absolute_url())

    assert kept.status_code == 302
    assert Plan.objects.get(measure=measure).goal == "Calm mornings."
    assert "still lacks" in text_of(shown)
    assert "in the plan: main arena" in text_of(shown)
    assert "in the plan: goal" not in text_of(shown)


def test_the_form_speaks_the_words_of_the_method(cast: Cast, client: Client) -> None:
    sign_in(client, cast.leader)

    shown = client.get(reverse("measures:plan", args=[proposal(cast).pk]))

    assert "What does the measure consist of, in concrete terms?" in text_of(shown)
    assert "Early effort" in text_of(shown)


def test_days_in_the_wrong_order_are_refused_and_the_text_stays(cast: Cast, client: Client) -> None:
    measure = proposal(cast)
    sign_in(client, cast.leader)

    refused = keep(client, measure, goal="Calm.", starts="2026-11-01", ends="2026-10-01")

    assert refused.status_code == 422
    assert "The last day is before the first day." in text_of(refused)
    assert "Calm." in text_of(refused)
    assert not Plan.objects.filter(measure=measure).exists()


def test_somebody_elses_plan_is_not_written_over(cast: Cast, client: Client) -> None:
    measure = proposal(cast)
    sign_in(client, cast.leader)
    keep(client, measure, goal="The first.")

    stale = keep(client, measure, goal="The second.")

    assert stale.status_code == 409
    assert "The second." in text_of(stale)
    assert "The first." in text_of(stale)
    assert Plan.objects.get(measure=measure).goal == "The first."


@pytest.mark.parametrize(
    ("reader", "status"), [("nurse", 200), ("special_needs", 200), ("owner", 403), ("outsider", 404)]
)
def test_who_writes_in_a_plan(cast: Cast, client: Client, reader: str, status: int) -> None:
    url = reverse("measures:plan", args=[proposal(cast).pk])

    answer = sign_in(client, getattr(cast, reader)).get(url)

    assert answer.status_code == status


def add(client: Client, measure: Measure, by: date) -> HttpResponse:
    url = reverse("measures:add_milestone", args=[measure.pk])
    return client.post(url, {"text": "All classes have begun", "by": by.isoformat()})  # type: ignore[return-value]


def test_a_milestone_is_added_moved_reached_and_taken_back(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "trying")
    day = measure.plan.starts + timedelta(days=7)
    sign_in(client, cast.leader)

    add(client, measure, day)
    one = Milestone.objects.get(measure=measure)
    moved = {"version": one.version, "text": one.text, "by": (day + timedelta(days=3)).isoformat()}
    client.post(reverse("measures:milestone", args=[one.pk]), moved)
    client.post(reverse("measures:tick_milestone", args=[one.pk]), {"reached": "1"})
    one.refresh_from_db()

    assert one.by == day + timedelta(days=3)
    assert one.done_on is not None
    client.post(reverse("measures:tick_milestone", args=[one.pk]), {"reached": "0"})
    one.refresh_from_db()
    assert one.done_on is None


@pytest.mark.parametrize(("button", "before"), [("1", None), ("0", date(2026, 10, 20))])
def test_a_milestone_ticked_twice_is_ticked_once(cast: Cast, client: Client, button: str, before: date | None) -> None:
    measure = at_stage(cast, "trying")
    one = Milestone.objects.create(measure=measure, text="Half-way", by=date(2026, 10, 20), done_on=before)
    url = reverse("measures:tick_milestone", args=[one.pk])
    shown = text_of(sign_in(client, cast.leader).get(measure.get_absolute_url()))

    for _sent in range(2):
        client.post(url, {"reached": button})

    assert f'name="reached" value="{button}"' in shown
    assert (Milestone.objects.get(pk=one.pk).done_on is None) == (button == "0")
    assert Entry.objects.filter(verb__startswith="measure.milestone_re").count() == 1


def test_two_who_tick_a_milestone_at_once_do_not_hinder_each_other(cast: Cast) -> None:
    measure = at_stage(cast, "trying")
    made = Milestone.objects.create(measure=measure, text="Half-way", by=date(2026, 10, 20))
    first, second = (Milestone.objects.get(pk=made.pk) for _one in range(2))

    tick_milestone(first, on=date(2026, 10, 20), acting=cast.leader, at=NOW)
    tick_milestone(second, on=date(2026, 10, 21), acting=cast.nurse, at=NOW)

    assert Milestone.objects.get(pk=made.pk).done_on == date(2026, 10, 20)


def test_a_milestone_outside_the_plan_is_refused_in_words(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "planned")
    sign_in(client, cast.leader)

    early = add(client, measure, measure.plan.starts - timedelta(days=1))
    late = add(client, measure, measure.plan.ends + timedelta(days=1))

    assert (early.status_code, late.status_code) == (422, 422)
    assert "The try-out begins on" in text_of(early)
    assert "The try-out ends on" in text_of(late)
    assert "All classes have begun" in text_of(late)


def test_the_plan_does_not_end_before_a_milestone(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "planned")
    plan = measure.plan
    Milestone.objects.create(measure=measure, text="Half-way", by=plan.ends)
    sign_in(client, cast.leader)

    refused = keep(client, measure, version=plan.version, ends=(plan.ends - timedelta(days=1)).isoformat())

    assert refused.status_code == 422
    assert "The milestone “Half-way” is on" in text_of(refused)


def test_a_milestone_that_is_late_says_so(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "trying")
    Milestone.objects.create(measure=measure, text="Half-way", by=date(2026, 10, 20))
    sign_in(client, cast.leader)

    shown = text_of(client.get(measure.get_absolute_url()))

    assert "Half-way" in shown
    assert ">late<" in shown


def test_what_has_ended_is_not_planned_any_more(cast: Cast, client: Client) -> None:
    measure = proposal(cast)
    Measure.objects.filter(pk=measure.pk).update(fate="parked")
    sign_in(client, cast.leader)

    refused = keep(client, measure, goal="Calm mornings.")

    assert refused.status_code == 422
    assert "was laid aside" in text_of(refused)
    assert "Calm mornings." in text_of(refused)


def test_the_page_says_where_it_stands_whose_turn_it_is_and_what_lacks(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "trying")
    sign_in(client, cast.teacher)

    shown = text_of(client.get(measure.get_absolute_url()))

    assert 'aria-current="step"' in shown
    assert "Whose turn:</strong> Liv Strand" in shown
    assert "at least one entry in the log" in shown


def test_a_skipped_station_stays_to_be_seen(cast: Cast, client: Client) -> None:
    measure = proposal(cast)
    sign_in(client, cast.leader)
    day = {"on": "2026-09-08", "version": measure.version, "reason": "The municipality asked for it."}

    client.post(reverse("measures:step", args=[measure.pk, "in-try-out"]), day)
    shown = text_of(client.get(measure.get_absolute_url()))

    assert "skipped" in shown
    assert "The municipality asked for it." in shown
    assert ">deviation<" in shown
