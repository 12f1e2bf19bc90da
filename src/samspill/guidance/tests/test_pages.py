"""The pages of the guidance team: who opens them, what they offer, and what bad input gets."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.delivery.models import Message
from samspill.guidance import actions
from samspill.guidance.models import Conversation, Invitation, Remark, Side
from samspill.guidance.tests.stage import HELP, asked, commented, first, now, opened
from samspill.journal.models import Entry
from samspill.measures.models import Measure
from samspill.people.models import Person
from tests.asking import counted, sign_in
from tests.cast import Cast


def get(client: Client, reader: Person, name: str, *args: object) -> Any:
    return sign_in(client, reader).get(reverse(f"guidance:{name}", args=args))


def post(client: Client, reader: Person, name: str, *args: object, **sent: Any) -> Any:
    return sign_in(client, reader).post(reverse(f"guidance:{name}", args=args), sent)


@pytest.mark.parametrize(
    ("name", "rights"),
    [
        ("school", {"leader": 200, "teacher": 200, "guidance": 200, "owner": 403, "other_teacher": 403}),
        ("invite", {"leader": 200, "teacher": 403, "guidance": 403}),
        ("ask", {"leader": 200, "teacher": 200, "guidance": 403}),
        ("change_invitation", {"leader": 200, "guidance": 403}),
        ("end_invitation", {"leader": 200, "guidance": 200, "teacher": 403}),
        ("comment", {"guidance": 200, "leader": 403}),
        ("ask_about", {"coordinator": 200, "leader": 200, "guidance": 403, "owner": 403}),
        ("conversation", {"guidance": 200, "leader": 200, "coordinator": 200, "owner": 403}),
        ("settle", {"leader": 200, "coordinator": 200, "guidance": 403}),
        ("rewrite", {"guidance": 200, "leader": 403}),
    ],
)
def test_each_page_is_for_those_it_is_for(client: Client, cast: Cast, name: str, rights: dict[str, int]) -> None:
    talk = commented(cast)
    of_invitation = "invitation" in name
    about = {"comment": first(cast), "ask_about": first(cast), "conversation": talk, "settle": talk}
    thing = Invitation.objects.get() if of_invitation else about.get(name, cast.school)
    pk = talk.remarks.get().pk if name == "rewrite" else thing.pk

    found = {part: get(client, cast.people[part], name, pk).status_code for part in (*rights, "outsider")}

    assert found == {**rights, "outsider": 404}


def test_the_leader_invites_and_opens_in_one_form(client: Client, cast: Cast) -> None:
    actions.end_invitation(Invitation.objects.get(), version=1, acting=cast.leader, at=now())
    day, measure = timezone.localdate() + timedelta(days=60), first(cast)
    sent = {"person": cast.guidance.pk, "topic": "Samtalene", "until": day.isoformat(), "opens": [measure.pk]}

    said = post(client, cast.leader, "invite", cast.school.pk, **sent)

    assert said.status_code == 302
    assert first(cast).opened_on == timezone.localdate()
    assert Message.objects.filter(kind="guidance-invited").count() == 2


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"topic": ""}, "Write in a few words what you would like them to follow."),
        ({"until": "2020-01-01"}, "This day is over."),
        ({}, "is invited already"),
    ],
)
def test_a_wrong_invitation_is_told_why(client: Client, cast: Cast, changed: dict[str, str], told: str) -> None:
    day = timezone.localdate() + timedelta(days=60)
    sent = {"person": cast.guidance.pk, "topic": "Samtalene", "until": day.isoformat(), **changed}

    said = post(client, cast.leader, "invite", cast.school.pk, **sent)

    assert (said.status_code, told in said.content.decode()) == (422, True)
    assert changed.get("topic", "Samtalene") in said.content.decode()


def test_a_teacher_cannot_be_invited_as_guidance(client: Client, cast: Cast) -> None:
    sent = {"person": cast.teacher.pk, "topic": "Samtalene", "until": timezone.localdate().isoformat()}

    assert post(client, cast.leader, "invite", cast.school.pk, **sent).status_code == 422


def test_a_stale_invitation_keeps_the_words(client: Client, cast: Cast) -> None:
    row = Invitation.objects.get()
    sent = {"version": row.version - 1, "topic": "Noe annet", "until": row.until.isoformat()}

    said = post(client, cast.leader, "change_invitation", row.pk, **sent)

    assert (said.status_code, "Noe annet" in said.content.decode()) == (409, True)


def test_asked_for_help_in_two_taps(client: Client, cast: Cast) -> None:
    page = get(client, cast.coordinator, "ask_about", first(cast).pk).content.decode()

    said = post(client, cast.coordinator, "ask_about", first(cast).pk, reason="stuck", text="")

    assert (said.status_code, f"It goes to: {cast.guidance.name}" in " ".join(page.split())) == (302, True)
    assert Message.objects.get(kind="guidance-asked").recipient_id == cast.guidance.pk
    home = sign_in(client, cast.guidance).get("/").content.decode()
    assert "asks you: A try-out is stuck" in home
    assert "Schools I follow" in home


def test_something_else_needs_words(client: Client, cast: Cast) -> None:
    said = post(client, cast.leader, "ask", cast.school.pk, reason="other", text="")

    assert said.status_code == 422
    assert "Write in a few words what you need help with." in said.content.decode()


def test_a_question_is_answered_and_settled(client: Client, cast: Cast) -> None:
    talk = asked(cast, first(cast))

    post(client, cast.guidance, "reply", talk.pk, text="Whom have you asked?")
    home = sign_in(client, cast.leader).get("/").content.decode()
    version = Conversation.objects.get().version
    said = post(client, cast.leader, "settle", talk.pk, version=version, ending="taken-up", word="We ask the pupils.")

    row = Conversation.objects.get()
    assert (said.status_code, row.ending, row.waits_for) == (302, "taken-up", "")
    assert "From the guidance team: A try-out is stuck" in home
    assert Message.objects.get(kind="guidance-answered").recipient_id == cast.leader.pk


def test_whoever_guides_sees_her_schools_and_not_what_waits_for_them(client: Client, cast: Cast) -> None:
    commented(cast)

    page = sign_in(client, cast.guidance).get("/").content.decode()

    assert reverse("guidance:school", args=[cast.school.pk]) in page
    assert "From the guidance team" not in page
    assert "You sit in no arena yet" not in page


def test_an_answer_sent_twice_is_one_answer(client: Client, cast: Cast) -> None:
    talk = asked(cast)

    sent = [post(client, cast.guidance, "reply", talk.pk, text=text) for text in ("In week 40.", "In week 40. ")]
    other = post(client, cast.guidance, "reply", talk.pk, text="Or in week 41.")

    assert [one.status_code for one in (*sent, other)] == [302, 302, 302]
    assert [one.text for one in talk.remarks.all()] == [HELP, "In week 40.", "Or in week 41."]
    assert Message.objects.filter(kind="guidance-answered").count() == 2


def test_the_same_words_are_an_answer_again_when_somebody_spoke_between(cast: Cast) -> None:
    talk, said = asked(cast), {"text": "Yes.", "at": now()}

    for side, who in ((Side.GUIDANCE, cast.guidance), (Side.SCHOOL, cast.leader), (Side.GUIDANCE, cast.guidance)):
        actions.reply(talk, side=side, acting=who, **said)

    assert talk.remarks.filter(text="Yes.").count() == 3


def test_two_who_open_or_close_a_measure_at_once_do_it_once(cast: Cast) -> None:
    before = first(cast)
    for _one in range(2):
        actions.open_measure(deepcopy(before), acting=cast.leader, at=now())
    after = first(cast)
    for _one in range(2):
        actions.close_measure(deepcopy(after), acting=cast.leader, at=now())

    lines = Entry.objects.filter(thing_id=before.pk, verb__in=("guidance.opened", "guidance.closed"))
    assert [line.verb for line in lines.order_by("pk")] == ["guidance.opened", "guidance.closed"]
    assert (after.opened_on is None, first(cast).opened_on) == (False, None)


def test_a_comment_on_what_nobody_coordinates_reaches_the_leader(client: Client, cast: Cast) -> None:
    commented(cast)
    Measure.objects.update(coordinator=None)

    assert "From the guidance team: Comment on the plan: goal" in sign_in(client, cast.leader).get("/").content.decode()


def test_a_question_to_nobody_reaches_the_leader(client: Client, cast: Cast) -> None:
    actions.end_invitation(Invitation.objects.get(), version=1, acting=cast.leader, at=now())
    post(client, cast.teacher, "ask", cast.school.pk, reason="conference", text=HELP)

    home = sign_in(client, cast.leader).get("/").content.decode()

    assert "Nobody is invited to answer: Setting up a conference" in home
    assert not Message.objects.filter(kind="guidance-asked").exists()


def test_a_question_about_a_closed_measure_does_not_open_it(client: Client, cast: Cast) -> None:
    talk = asked(cast, first(cast))

    page = get(client, cast.guidance, "conversation", talk.pk).content.decode()

    assert HELP in page
    assert first(cast).get_absolute_url() not in page


def test_a_comment_stands_beside_the_plan_until_the_measure_is_closed(client: Client, cast: Cast) -> None:
    talk = commented(cast)
    url = first(cast).get_absolute_url()

    pages = {part: sign_in(client, cast.people[part]).get(url).content.decode() for part in ("coordinator", "owner")}
    actions.close_measure(first(cast), acting=cast.leader, at=now())

    assert "The plan: goal" in pages["coordinator"]
    assert "Calm mornings." in pages["coordinator"]
    assert talk.get_absolute_url() not in pages["owner"]
    assert get(client, cast.guidance, "conversation", talk.pk).status_code == 403


def test_an_empty_answer_is_refused_with_the_page_kept(client: Client, cast: Cast) -> None:
    talk = commented(cast)

    said = post(client, cast.leader, "reply", talk.pk, text=" ")

    assert said.status_code == 422
    assert "Who meets those who come late?" in said.content.decode()


def test_one_changes_ones_own_words_for_a_day(client: Client, cast: Cast) -> None:
    remark = commented(cast).remarks.get()
    stale = post(client, cast.guidance, "rewrite", remark.pk, version=remark.version - 1, text="Hvem da?")
    done = post(client, cast.guidance, "rewrite", remark.pk, version=remark.version, text="Hvem møter dem?")
    Remark.objects.filter(pk=remark.pk).update(at=now() - timedelta(days=2))

    late = post(client, cast.guidance, "rewrite", remark.pk, version=Remark.objects.get().version, text="For sent")

    assert (stale.status_code, "Hvem da?" in stale.content.decode()) == (409, True)
    assert (done.status_code, late.status_code) == (302, 422)
    assert Remark.objects.get().text == "Hvem møter dem?"


def test_a_stale_ending_is_told(client: Client, cast: Cast) -> None:
    talk = commented(cast)

    said = post(client, cast.leader, "settle", talk.pk, version=talk.version - 1, ending="left", word="Passer ikke nå.")

    assert (said.status_code, "Passer ikke nå." in said.content.decode()) == (409, True)


def test_opening_and_closing_are_the_leaders(client: Client, cast: Cast) -> None:
    measure = first(cast)
    by_teacher = post(client, cast.teacher, "open_measure", measure.pk).status_code
    by_leader = post(client, cast.leader, "open_measure", measure.pk).status_code
    was_opened = first(cast).opened_on

    post(client, cast.leader, "close_measure", measure.pk)

    assert (by_teacher, by_leader) == (403, 302)
    assert (was_opened, first(cast).opened_on) == (timezone.localdate(), None)


def test_schools_i_follow_puts_first_what_waits(client: Client, cast: Cast) -> None:
    opened(cast)
    asked(cast)

    page = get(client, cast.guidance, "following").content.decode()
    empty = get(client, cast.researcher, "following").content.decode()

    assert page.index(HELP) < page.index("Two adults in the first lesson")
    assert "Reading together" not in page
    assert "You follow no school now" in empty


@pytest.mark.parametrize(("name", "part"), [("school", "leader"), ("following", "guidance")])
def test_many_conversations_ask_the_database_no_more_than_one(client: Client, cast: Cast, name: str, part: str) -> None:
    args = [cast.school.pk] if name == "school" else []
    asked(cast, opened(cast))
    get(client, cast.people[part], name, *args)
    with counted() as one:
        get(client, cast.people[part], name, *args)
    for _number in range(3):
        asked(cast, first(cast))
    actions.open_measure(Measure.objects.get(title="Reading together"), acting=cast.leader, at=now())

    with counted() as many:
        get(client, cast.people[part], name, *args)

    assert len(many) <= len(one)
