"""The guidance team at Fjellheim: invited for a topic, a word beside a plan, a call for help, and conferences led."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from samspill.demo.fjellheim_now import PLAY, READING
from samspill.demo.story import noon
from samspill.demo.telling import Teller
from samspill.guidance.actions import ask, comment, invite, note_lead, reply
from samspill.guidance.conferences import conferences_of
from samspill.guidance.models import Leader, Reason, Side
from samspill.people.models import Person
from samspill.projects.models import Project


def lay(teller: Teller) -> None:
    told = teller.chronicle
    told.on(told.ago(36), partial(_invite, teller), 9)
    told.on(told.ago(27), partial(_comment, teller), 10)
    told.on(told.ago(10), partial(_ask, teller), 10)


def _invite(teller: Teller, at: datetime) -> None:
    story = teller.story
    invite(
        story.unit("school"),
        story.project,
        person=story.whose("guidance"),
        topic="Å logge og evaluere utprøvinger",
        until=story.today + timedelta(days=90),
        opens=[teller.measure(PLAY.title), teller.measure(READING.title)],
        acting=story.whose("leader"),
        at=at,
    )


def _comment(teller: Teller, at: datetime) -> None:
    comment(
        teller.measure(PLAY.title),
        text="Fin plan. Hvem skal telle når dere teller igjen? Avtal det med helsesykepleier nå.",
        acting=teller.story.whose("guidance"),
        at=at,
    )


def _ask(teller: Teller, at: datetime) -> None:
    """The reading friends have gone silent; the leader asks, and gets an answer two days later."""
    story = teller.story
    asked = ask(
        story.unit("school"),
        reason=Reason.STUCK,
        text="Det står ingenting i loggen siden høsten. Hvordan spør vi uten å mase?",
        measure=teller.measure(READING.title),
        acting=story.whose("leader"),
        at=at,
    )
    answer = "Sett av fem minutter på trinnmøtet og skriv den sammen. Da blir det noe å snakke om, ikke noe å levere."
    later = at + timedelta(days=2)
    reply(asked, text=answer, side=Side.GUIDANCE, acting=story.whose("guidance"), at=later)


def handed_over(project: Project, acting: Person, today: date) -> None:
    """Who led the conferences that were held: the guidance team at first, the schools themselves since (R84)."""
    held = [one for one in conferences_of(project) if one.on < today]
    for number, one in enumerate(held):
        theirs = number < len(held) // 2 or len(held) == 1
        note_lead(
            project,
            one.unit,
            key=one.key,
            name=one.name,
            on=one.on,
            version=None,
            designed_by=Leader.GUIDANCE if theirs else Leader.TOGETHER,
            led_by=Leader.GUIDANCE if theirs else Leader.SELF,
            acting=acting,
            at=noon(one.on),
        )
