from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.followups import actions
from samspill.followups.models import Followup
from samspill.people.models import Person
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast

standing = pytest.fixture(scope="module")(adopted_once)
NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
LATE = date(2026, 9, 8)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def promised(cast: Cast, text: str = "Ring PPT", who: Person | None = None) -> Followup:
    team = cast.arenas["resource-team"]
    return actions.promise(team, text=text, who=who or cast.nurse, by=LATE, acting=cast.leader, at=NOW)


@pytest.mark.parametrize("name", ["followup", "done", "change", "drop"])
@pytest.mark.parametrize(
    ("part", "status"), [("nurse", 200), ("ppt_adviser", 200), ("other_teacher", 403), ("outsider", 404)]
)
def test_who_may_open_the_pages_of_a_follow_up(client: Client, cast: Cast, name: str, part: str, status: int) -> None:
    one = promised(cast)
    sign_in(client, cast.people[part])

    assert client.get(reverse(f"followups:{name}", args=[one.pk])).status_code == status


@pytest.mark.parametrize(("part", "status"), [("nurse", 200), ("other_teacher", 403), ("outsider", 404)])
@pytest.mark.parametrize("name", ["of_arena", "ask"])
def test_who_may_open_the_list_of_an_arena(client: Client, cast: Cast, name: str, part: str, status: int) -> None:
    sign_in(client, cast.people[part])

    assert client.get(reverse(f"followups:{name}", args=[cast.arenas["resource-team"].pk])).status_code == status


def test_one_tap_ticks_off_and_the_list_offers_to_undo_it(client: Client, cast: Cast) -> None:
    one = promised(cast)
    sign_in(client, cast.nurse)

    said = client.post(reverse("followups:done", args=[one.pk]), {"version": 1}, follow=True)

    one.refresh_from_db()
    assert not one.is_open
    assert reverse("followups:reopen", args=[one.pk]) in said.content.decode()


def test_undo_leads_back_to_the_list_of_the_arena(client: Client, cast: Cast) -> None:
    one = promised(cast)
    actions.finish(one, on=LATE, version=1, acting=cast.nurse, at=NOW)
    sign_in(client, cast.nurse)

    said = client.post(reverse("followups:reopen", args=[one.pk]) + "?back=arena")

    one.refresh_from_db()
    assert one.is_open
    assert said.url == reverse("followups:of_arena", args=[one.arena_id])


def test_a_tick_on_a_row_that_changed_meanwhile_keeps_the_word(client: Client, cast: Cast) -> None:
    one = promised(cast)
    actions.change_followup(one, text="Ring PPT i dag", version=1, acting=cast.leader, at=NOW)
    sign_in(client, cast.nurse)

    said = client.post(reverse("followups:done", args=[one.pk]), {"version": 1, "word": "Ringte mandag"})

    assert said.status_code == 409
    assert "Ringte mandag" in said.content.decode()


def test_dropping_without_a_reason_is_refused_in_words(client: Client, cast: Cast) -> None:
    one = promised(cast)
    sign_in(client, cast.nurse)

    said = client.post(reverse("followups:drop", args=[one.pk]), {"version": 1, "reason": ""})

    assert said.status_code == 422
    assert "Write why it is dropped" in said.content.decode()


def test_somebody_outside_the_arena_cannot_be_given_a_follow_up(client: Client, cast: Cast) -> None:
    one = promised(cast)
    sign_in(client, cast.leader)
    data = {"version": 1, "text": "Skriv til PPT", "who": cast.outsider.pk, "by": ""}

    said = client.post(reverse("followups:change", args=[one.pk]), data)

    assert said.status_code == 422
    assert "Skriv til PPT" in said.content.decode()


def test_my_own_follow_up_needs_no_meeting(client: Client, cast: Cast) -> None:
    sign_in(client, cast.nurse)
    data = {"text": "Lag oversikt", "arena": cast.arenas["resource-team"].pk, "by": "2026-10-01"}

    said = client.post(reverse("followups:add"), data)

    one = Followup.objects.get()
    assert (said.url, one.who, one.by) == (reverse("followups:mine"), cast.nurse, date(2026, 10, 1))


def test_asking_another_member_shows_up_under_what_i_asked_for(client: Client, cast: Cast) -> None:
    sign_in(client, cast.leader)
    arena = cast.arenas["resource-team"]

    client.post(reverse("followups:ask", args=[arena.pk]), {"text": "Ring hjem", "who": cast.nurse.pk, "by": ""})

    mine = client.get(reverse("followups:mine"))
    assert [row.followup.text for row in mine.context["asked"]] == ["Ring hjem"]


def test_the_list_is_mine_alone(client: Client, cast: Cast) -> None:
    promised(cast, "Ring PPT")
    sign_in(client, cast.ppt_adviser)

    assert "Ring PPT" not in client.get(reverse("followups:mine")).content.decode()


def test_nobody_signed_in_is_led_to_sign_in(client: Client, db: None) -> None:
    assert client.get(reverse("followups:mine")).status_code == 302


@pytest.mark.parametrize("name", ["mine", "of_arena"])
def test_many_rows_take_as_many_queries_as_one(client: Client, cast: Cast, name: str) -> None:
    actions.finish(promised(cast), on=timezone.localdate(), version=1, acting=cast.nurse, at=NOW)
    promised(cast)
    sign_in(client, cast.nurse)
    url = reverse(f"followups:{name}", args=[cast.arenas["resource-team"].pk] if name == "of_arena" else [])
    client.get(url)
    with counted() as few:
        client.get(url)
    for number in range(8):
        row = promised(cast, f"Nummer {number}")
        if number % 2:
            actions.finish(row, on=timezone.localdate(), version=1, acting=cast.nurse, at=NOW)

    with counted() as many:
        client.get(url)

    assert len(many) == len(few)
