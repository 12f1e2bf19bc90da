from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from samspill.journal.models import Entry
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def ask(client: Client, text: str) -> tuple[int, str]:
    answer = client.post(reverse("people:guard"), {"text": text})
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("Vi drøftet Oskar.", "name", "11-16"),
        ("🙂 Oskar og Olivia i 6A", "name", "3-8 12-18"),
        ("Ring 912 34 567 i dag", "phone", "5-15"),
        ("Cpr 010101-1234", "identity-number", "4-15"),
    ],
)
def test_what_may_point_at_a_pupil_is_said(client: Client, cast: Cast, text: str, kind: str, places: str) -> None:
    status, said = ask(sign_in(client, cast.teacher), text)

    assert status == 200
    assert f'data-kind="{kind}" data-places="{places}"' in said
    assert "Oskar" not in said


def test_a_colleague_may_be_named_in_her_own_municipality(client: Client, cast: Cast) -> None:
    text = f"{cast.nurse.name} følger opp, og {cast.leader.name.split()[0]}s forslag prøves."

    assert ask(sign_in(client, cast.teacher), text) == (204, "")
    assert ask(sign_in(client, cast.outsider), text)[0] == 200


def test_a_text_without_names_asks_nothing_of_the_people(client: Client, cast: Cast) -> None:
    ask(sign_in(client, cast.teacher), "Vi prøver kortere økter.")
    with counted() as none:
        ask(client, "Vi prøver kortere økter.")

    with counted() as one:
        ask(client, "Oskar og Olivia, Emma og Filip")

    assert len(one) == len(none) + 1


def test_nothing_of_it_is_written_down(client: Client, cast: Cast) -> None:
    before = Entry.objects.count()

    ask(sign_in(client, cast.teacher), "Oskar i 6A")

    assert Entry.objects.count() == before


@pytest.mark.parametrize(("text", "status"), [("", 204), ("a" * 5_000, 204), ("a" * 5_001, 413), ("\ud83d", 204)])
def test_odd_texts(client: Client, cast: Cast, text: str, status: int) -> None:
    assert ask(sign_in(client, cast.teacher), text.encode("utf-8", "replace").decode())[0] == status


def test_only_those_who_have_signed_in_are_answered(client: Client, cast: Cast) -> None:
    assert ask(client, "Oskar")[0] == 302
    assert sign_in(client, cast.teacher).get(reverse("people:guard")).status_code == 405
