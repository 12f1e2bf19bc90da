"""The pages of clarifications: who opens them, what they offer, and what bad input gets."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samspill.access.gate import visible_to
from samspill.access.rules import decide
from samspill.clarifications import actions
from samspill.clarifications.models import Clarification
from samspill.clarifications.tests.stage import (
    AFTER_FORUM,
    ANSWER,
    QUESTION,
    anew,
    answered,
    asked,
    called,
    clarified,
    forum_meeting,
    reported,
)
from samspill.config.actor import actor_for
from samspill.home.gathering import gather
from samspill.meetings.actions.outcomes import add_outcome
from samspill.people.models import Person
from tests.asking import counted, sign_in
from tests.cast import Cast
from tests.meeting import NOW


def get(client: Client, person: Person, name: str, *args: int) -> Any:
    return sign_in(client, person).get(reverse(f"clarifications:{name}", args=args))


def post(client: Client, person: Person, name: str, *args: int, **sent: Any) -> Any:
    return sign_in(client, person).post(reverse(f"clarifications:{name}", args=args), sent)


@pytest.mark.parametrize(
    ("part", "before", "general"),
    [
        ("teacher", 200, 200),
        ("nurse", 200, 200),
        ("owner", 200, 200),
        ("head_of_ppt", 200, 200),
        ("other_teacher", 403, 200),
        ("guidance", 403, 200),
        ("outsider", 404, 404),
    ],
)
def test_who_asked_the_forum_and_the_owner_read_it_and_all_when_it_is_general(
    client: Client, cast: Cast, part: str, before: int, general: int
) -> None:
    case = clarified(cast)

    first = get(client, cast.people[part], "case", case.pk).status_code
    actions.answer_back(case, general=True, acting=cast.owner, at=AFTER_FORUM)
    then = get(client, cast.people[part], "case", case.pk).status_code

    assert (first, then) == (before, general)


def test_the_database_and_the_rules_say_the_same_of_every_case(cast: Cast) -> None:
    rows = [answered(cast, general=True), asked(cast, "Nytt")]
    rows = [anew(row) for row in rows]
    for word in ("clarification.read", "clarification.report", "clarification.settle", "clarification.withdraw"):
        for person in cast.people.values():
            actor = actor_for(person, NOW.date())
            shown = set(visible_to(actor, Clarification.objects.all(), word))
            assert shown == {row for row in rows if decide(actor, word, row.scope()).allowed}, (word, person)


@pytest.mark.parametrize(
    ("name", "part", "status"),
    [
        ("report", "leader", 200),
        ("report", "nurse", 403),
        ("put_on_agenda", "owner", 200),
        ("put_on_agenda", "leader", 403),
        ("call_services", "owner", 200),
        ("call_services", "leader", 403),
        ("clarify", "owner", 200),
        ("clarify", "leader", 403),
        ("answer_back", "owner", 200),
        ("answer_back", "leader", 403),
        ("change_due", "owner", 200),
        ("change_due", "leader", 403),
        ("withdraw", "nurse", 200),
        ("withdraw", "teacher", 403),
        ("withdraw", "outsider", 404),
    ],
)
def test_each_form_is_for_those_whose_step_it_is(client: Client, cast: Cast, name: str, part: str, status: int) -> None:
    case = asked(cast)

    assert get(client, cast.people[part], name, case.pk).status_code == status


@pytest.mark.parametrize(("part", "status"), [("head_of_ppt", 200), ("ppt_adviser", 403), ("outsider", 404)])
def test_a_head_of_service_asks_for_her_service(client: Client, cast: Cast, part: str, status: int) -> None:
    assert get(client, cast.people[part], "raise", cast.ppt.pk).status_code == status


def test_a_head_of_service_asks_and_reports_at_once(client: Client, cast: Cast) -> None:
    sent = {"title": QUESTION, "text": "Loven sier lite.", "services": [cast.health.pk], "at_once": "on"}

    said = post(client, cast.head_of_ppt, "raise", cast.ppt.pk, **sent)

    case = Clarification.objects.get()
    assert (said.status_code, said.url) == (302, case.get_absolute_url())
    assert (case.unit, case.phase, list(case.services.all())) == (cast.ppt, "reported", [cast.health])


def test_a_question_without_words_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    said = post(client, cast.leader, "raise", cast.school.pk, title="", text="Lang forklaring")

    assert said.status_code == 422
    assert "Lang forklaring" in said.content.decode()


def test_the_leader_reports_with_one_tap(client: Client, cast: Cast) -> None:
    case = asked(cast)
    page = get(client, cast.leader, "case", case.pk).content.decode()

    said = post(client, cast.leader, "report", case.pk, version=case.version)

    assert (said.status_code, anew(case).phase) == (302, "reported")
    assert "Report it to the school owner" in page
    assert "Report it to the school owner" not in get(client, cast.leader, "case", case.pk).content.decode()


def test_the_owner_puts_it_on_a_coming_agenda(client: Client, cast: Cast) -> None:
    case, meeting = asked(cast), forum_meeting(cast, date(2066, 9, 22))

    bare = post(client, cast.owner, "put_on_agenda", case.pk, version=case.version, meeting=meeting.pk)
    told = {"version": case.version, "meeting": meeting.pk, "deviation": "Det haster."}
    done = post(client, cast.owner, "put_on_agenda", case.pk, **told)

    assert (bare.status_code, "Reported to the school owner" in bare.content.decode()) == (422, True)
    assert (done.status_code, anew(case).meeting) == (302, meeting)


def test_what_the_forum_wrote_is_taken_as_the_answer_with_one_tap(client: Client, cast: Cast) -> None:
    case = called(cast)
    line = add_outcome(case.item, kind="decision", text=ANSWER, acting=cast.owner, at=NOW)
    page = get(client, cast.owner, "case", case.pk).content.decode()

    said = post(client, cast.owner, "take_answer", case.pk, line.pk, version=case.version)

    assert (said.status_code, anew(case).answer) == (302, ANSWER)
    assert "Let this be the answer" in page


def test_a_stale_form_is_told_and_keeps_its_words(client: Client, cast: Cast) -> None:
    case = called(cast)

    said = post(client, cast.owner, "clarify", case.pk, version=case.version - 1, answer="Vi betaler.")

    assert said.status_code == 409
    assert "Vi betaler." in said.content.decode()


def test_the_answer_is_sent_and_the_case_is_over(client: Client, cast: Cast) -> None:
    case = clarified(cast)

    said = post(client, cast.owner, "answer_back", case.pk, version=case.version, general="on")

    page = get(client, cast.teacher, "case", case.pk).content.decode()
    assert (said.status_code, anew(case).general) == (302, True)
    assert ANSWER in page
    assert "It goes to all schools that take part." in page


def test_the_list_of_the_municipality_shows_what_the_reader_may_see(client: Client, cast: Cast) -> None:
    asked(cast, "Åpent spørsmål")

    of_owner = get(client, cast.owner, "of_municipality", cast.municipality.pk).content.decode()
    of_other = get(client, cast.other_teacher, "of_municipality", cast.municipality.pk).content.decode()

    assert "waits for the leader of Fjellheim skole: report it" in of_owner
    assert ("Åpent spørsmål" in of_owner, "Åpent spørsmål" in of_other) == (True, False)
    assert "Nothing has been asked" in of_other


def test_what_is_late_says_so_first(client: Client, cast: Cast) -> None:
    asked(cast, "Ny sak")
    late = asked(cast, "Gammel sak")
    Clarification.objects.filter(pk=late.pk).update(due="2026-09-01")

    page = get(client, cast.owner, "of_unit", cast.school.pk).content.decode()

    assert "late" in page
    assert page.index("Gammel sak") < page.index("Ny sak")


@pytest.mark.parametrize("name", ["of_municipality", "of_unit"])
def test_a_long_list_asks_the_database_no_more_than_a_short_one(client: Client, cast: Cast, name: str) -> None:
    place = cast.municipality.pk if name == "of_municipality" else cast.school.pk
    called(cast)
    get(client, cast.owner, name, place)
    with counted() as one:
        get(client, cast.owner, name, place)
    for number in range(3):
        asked(cast, f"Sak {number}")
    answered_case = Clarification.objects.get(title=QUESTION)
    actions.withdraw(answered_case, reason="Ordnet.", acting=cast.owner, at=NOW)

    with counted() as many:
        get(client, cast.owner, name, place)

    assert len(many) == len(one)


@pytest.mark.parametrize(("name", "of"), [("of_municipality", "municipality"), ("of_unit", "school")])
def test_an_outsider_sees_no_list(client: Client, cast: Cast, name: str, of: str) -> None:
    assert get(client, cast.outsider, name, getattr(cast, of).pk).status_code == 404


def test_the_pages_below_lead_to_the_case(client: Client, cast: Cast) -> None:
    case = called(cast)
    url = f'href="{case.get_absolute_url()}"'

    for page in (case.item, case.unit, cast.arenas["resource-team"], cast.arenas["strategy-forum"]):
        assert url in sign_in(client, cast.leader).get(page.get_absolute_url()).content.decode(), page


def test_my_page_says_whose_step_is_next(client: Client, cast: Cast) -> None:
    asked(cast, "Til rapport")
    reported(cast, "Til møte")

    parts = ("leader", "owner", "nurse")
    pages = {part: sign_in(client, cast.people[part]).get("/").content.decode() for part in parts}

    assert "To be reported to the school owner: Til rapport" in pages["leader"]
    assert "To be taken up by a meeting: Til møte" in pages["owner"]
    assert "Til rapport" not in pages["owner"]
    assert "To be reported" not in pages["nurse"]


def test_the_weekly_letter_says_that_a_question_is_answered(cast: Cast) -> None:
    answered(cast)

    words = [line.words for group in gather(cast.nurse, AFTER_FORUM) for line in group.lines]

    assert f"Your question is answered: {QUESTION}" in words
