"""What the guidance team sees: what an inviting school has opened, for as long as the invitation runs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.access.gate import visible_to
from samspill.access.rules import Hat, decide
from samspill.config.actor import actor_for
from samspill.delivery.models import Message
from samspill.guidance import actions
from samspill.guidance.models import Conversation, Invitation, Remark
from samspill.guidance.queries import asked_in_vain, friends_of
from samspill.guidance.tests.stage import asked, commented, first, invited, logged, now, opened
from samspill.measures.models import Decision, LogEntry, Measure, Plan, Statement
from tests.asking import counted, sign_in
from tests.cast import Cast
from tests.measures import proposal, said


def status(client: Client, cast: Cast, measure: Measure) -> int:
    return sign_in(client, cast.guidance).get(measure.get_absolute_url()).status_code


def test_whoever_is_invited_reads_what_is_opened_and_nothing_else(client: Client, cast: Cast) -> None:
    other = Measure.objects.get(title="Reading together")

    found = [status(client, cast, one) for one in (opened(cast), other)]

    assert found == [200, 403]


def test_its_log_and_what_was_said_follow_the_measure(cast: Cast) -> None:
    entry, statement = logged(cast, first(cast)), said(cast, "The mornings are hard.", first(cast))
    before = {seen(cast, row, word) for row, word in ((entry, "log.read"), (statement, "measure.read"))}
    opened(cast)

    rows = (LogEntry.objects.get(pk=entry.pk), "log.read"), (Statement.objects.get(pk=statement.pk), "measure.read")

    assert before == {False}
    assert {seen(cast, row, word) for row, word in rows} == {True}


def test_the_page_of_its_log_opens_and_closes_with_it(client: Client, cast: Cast) -> None:
    logged(cast, first(cast))
    url = reverse("measures:log", args=[first(cast).pk])
    before = sign_in(client, cast.guidance).get(url).status_code

    opened(cast)

    page = sign_in(client, cast.guidance).get(url)
    assert (before, page.status_code, "At the door." in page.content.decode()) == (403, 200, True)


def seen(cast: Cast, row: LogEntry | Statement | Measure, word: str) -> bool:
    return decide(actor_for(cast.guidance, timezone.localdate()), word, row.scope()).allowed


def test_what_another_school_has_opened_stays_closed(client: Client, cast: Cast) -> None:
    measure = proposal(cast)
    Measure.objects.filter(pk=measure.pk).update(unit=cast.other_school, opened_on="2026-10-01")

    assert status(client, cast, Measure.objects.get(pk=measure.pk)) == 403


def test_closing_works_at_once(client: Client, cast: Cast) -> None:
    measure = opened(cast)
    actions.close_measure(measure, acting=cast.leader, at=now())

    assert status(client, cast, measure) == 403


def test_ending_works_at_once(client: Client, cast: Cast) -> None:
    measure, invitation = opened(cast), Invitation.objects.get()
    before = status(client, cast, measure)
    actions.end_invitation(invitation, version=1, why="Thank you.", acting=cast.leader, at=now())

    assert (before, status(client, cast, measure)) == (200, 403)


@pytest.mark.parametrize(("days", "hats"), [(0, 1), (30, 1), (31, 0), (-1, 0)])
def test_an_invitation_holds_from_its_first_day_to_its_last(cast: Cast, days: int, hats: int) -> None:
    day = timezone.localdate() + timedelta(days=days)

    worn = [hat for hat in actor_for(cast.guidance, day).hats if hat.unit == cast.school.pk]

    assert worn == [Hat("guidance", cast.municipality.pk, cast.school.pk)][:hats]


def test_only_the_guidance_team_is_asked_for_its_invitations(cast: Cast) -> None:
    day = timezone.localdate()

    with counted() as of_guidance:
        actor_for(cast.guidance, day)
    with counted() as of_teacher:
        actor_for(cast.teacher, day)

    assert (len(of_guidance), len(of_teacher)) == (3, 2)


def test_whoever_left_the_guidance_team_follows_no_school(cast: Cast) -> None:
    cast.guidance.positions.update(profession="consultant")

    assert not [hat for hat in actor_for(cast.guidance, timezone.localdate()).hats if hat.name == "guidance"]


def test_the_database_and_the_rules_say_the_same(cast: Cast) -> None:
    said(cast, "The mornings are hard.", opened(cast))
    logged(cast, first(cast))
    asked(cast, Measure.objects.get(title="Reading together"))
    commented(cast)
    actors = [actor_for(person, timezone.localdate()) for person in cast.people.values()]
    words = ("measure.read", "log.read", "guidance.read", "guidance.comment", "guidance.ask", "guidance.end")

    for model in (Measure, LogEntry, Statement, Plan, Decision, Invitation, Conversation, Remark):
        rows = {row.pk: row.scope() for row in model.objects.all()}
        assert rows, model
        for word in words:
            for actor in actors:
                by_rules = {pk for pk, scope in rows.items() if decide(actor, word, scope).allowed}
                by_database = set(visible_to(actor, model.objects.all(), word).values_list("pk", flat=True))
                assert by_database == by_rules, (model, word)


def test_the_reason_names_the_school(client: Client, cast: Cast) -> None:
    page = sign_in(client, cast.guidance).get(opened(cast).get_absolute_url()).content.decode()

    assert "are in the guidance team" in page
    assert reverse("guidance:comment", args=[first(cast).pk]) in page


def test_a_second_school_is_a_second_invitation(cast: Cast) -> None:
    invited(cast, cast.other_school)

    units = {hat.unit for hat in actor_for(cast.guidance, timezone.localdate()).hats if hat.name == "guidance"}

    assert units == {cast.office.pk, cast.school.pk, cast.other_school.pk}


def test_whoever_left_the_guidance_team_gets_no_question_by_mail(cast: Cast) -> None:
    cast.guidance.positions.update(profession="consultant")
    before = Message.objects.count()

    question = asked(cast)

    assert Message.objects.count() == before
    assert friends_of(cast.school, timezone.localdate()) == []
    assert list(asked_in_vain([cast.school.pk], timezone.localdate())) == [question]


def test_an_invitation_that_was_ended_is_not_prolonged(cast: Cast) -> None:
    invitation = Invitation.objects.get()
    actions.end_invitation(invitation, version=1, acting=cast.leader, at=now())
    later = invitation.until + timedelta(days=30)

    with pytest.raises(ValidationError, match="has ended already"):
        actions.change_invitation(invitation, version=None, topic="More", until=later, acting=cast.leader, at=now())
