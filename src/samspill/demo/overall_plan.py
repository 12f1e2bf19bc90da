"""The schools' overall plans: Fjellheim's is adopted, Strandvik's waits for its teams, Nordberg's is begun."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from samspill.demo.chronicle import Chronicle
from samspill.demo.fjellheim_now import PLAY, READING
from samspill.demo.meetings import arena_of
from samspill.demo.route import school_year_of
from samspill.demo.strandvik import READING as READING_GROUPS
from samspill.demo.telling import Teller
from samspill.meetings.models import Meeting
from samspill.overall.actions.adopting import adopt
from samspill.overall.actions.drafting import begin_plan, set_note, take_in, write
from samspill.overall.actions.hearing import give_answer, propose
from samspill.overall.models import Answer, OverallPlan, Stance
from samspill.overall.offering import offered
from samspill.overall.queries import ANSWERS
from samspill.people.models import Person

ADOPTED_AGO = 13  # at one of the meetings in `steering.lay`


class Words(NamedTuple):
    """What a plan says, and of each measure it takes in why."""

    texts: Mapping[str, str]
    measures: Mapping[str, str] = {}


FJELLHEIM = Words(
    {
        "aims": "Alle elever har noen å være sammen med i friminuttene, og leser noe de liker hver dag.\n"
        "Vi prøver før vi ber om mer folk.",
        "activities": "Ressursteamet hver måned, trinnteamene hver uke, to konferanser.",
        "measures": "Vi fortsetter med det som virker, og prøver ikke mer enn tre nye ting samtidig.",
        "division": "Rektor leder ressursteamet og styringsgruppa. Trinnlederne tar tiltakene med til teamet sitt.",
        "review": "Vi ser på planen igjen til våren, når elevundersøkelsen er lest.",
    },
    {
        PLAY.title: "På alle tre trinn ut skoleåret.",
        READING.title: "Til vinterferien. Da spør vi elevene.",
    },
)
STRANDVIK = Words(
    {
        "aims": "Alle får hjelp i kvar time, og alle les i ei bok som passar.",
        "activities": "Tverrfagleg team kvar månad. Styringsgruppa to gonger i halvåret.",
        "measures": "Lesegruppene held fram. Vi spør om uteleiken etter nyttår.",
        "division": "Rektor kallar inn. Trinnleiarane skriv ned kva teamet meiner.",
    },
    {READING_GROUPS.title: "Ut skuleåret, på 5. til 7. trinn."},
)
NORDBERG = Words({"aims": "Lærerne på trinnet planlegger sammen, og alle vet hvem de kan spørre."})
ANSWERS_GIVEN = (
    ("grade_leader_5", "5", Stance.AGREES, ""),
    ("grade_leader_6", "6", Stance.AGREES, ""),
    ("grade_leader_7", "7", Stance.CHANGES, "Skriv at elevene på 7. trinn er med og lager lekene."),
)
WORKED_UP = "Rektor viste et utkast. Vi sender det til teamene når målene er kortere."
ADOPTED = "Alle teamene har sagt sitt. Setningen 7. trinn ønsket, står nå i planen. Planen er vedtatt."
ASKED_FOR = "Elevene på 7. trinn lager turneringer for de andre."


def lay(teller: Teller) -> None:
    """Each on its days. What is talked about at the teams' own meetings comes on their agendas by itself."""
    told, ago = teller.chronicle, teller.chronicle.ago
    told.on(ago(88), partial(_drafted, teller, "school", "leader", FJELLHEIM), 9)
    told.on(ago(68), partial(_put_forward, teller, "school", "leader", FJELLHEIM, ago(18)), 9)
    told.on(ago(58), partial(_team_agrees, teller), 16)
    told.on(ago(21), partial(_grades_answer, teller), 17)
    told.on(ago(36), partial(_drafted, teller, "other_school", "other_leader", STRANDVIK), 9)
    told.on(ago(33), partial(_put_forward, teller, "other_school", "other_leader", STRANDVIK, told.ahead(6)), 9)
    told.on(ago(19), partial(_one_team_agrees, teller), 9)
    told.on(ago(6), partial(_drafted, teller, "starting", "starting:school_leader:0", NORDBERG), 9)


def at_steering(teller: Teller, meeting: Meeting, at: datetime) -> str:
    """What the steering group does with the plan at its meeting, and what is written down about it."""
    plan = _plan(teller, "school")
    if plan.state == "draft":
        return WORKED_UP
    adopt(plan, meeting=meeting, version=None, acting=teller.story.whose("leader"), at=at)
    return ADOPTED


def _begins(told: Chronicle) -> int:
    """The school year it is about: that of the meeting at which Fjellheim's is adopted."""
    return school_year_of(told.ago(ADOPTED_AGO))


def _plan(teller: Teller, where: str) -> OverallPlan:
    rows = OverallPlan.objects.select_related("unit__municipality", "project__municipality")
    return rows.get(unit=teller.story.unit(where))


def _drafted(teller: Teller, where: str, part: str, words: Words, at: datetime) -> None:
    story, acting = teller.story, teller.story.somebody(part)
    begins = _begins(teller.chronicle)
    plan = begin_plan(story.project, story.unit(where), begins=begins, like=None, acting=acting, at=at)
    write(plan, version=None, review_on=teller.chronicle.ahead(75), acting=acting, at=at, **words.texts)


def _put_forward(teller: Teller, where: str, part: str, words: Words, by: date, at: datetime) -> None:
    """With the measures it speaks of; what they are called and how they stand is read where they live."""
    plan, acting = _plan(teller, where), teller.story.somebody(part)
    offers = {one.title: (one.kind, one.thing) for one in offered(plan, today=at.date()) if one.kind == "measure"}
    titles = [title for title in words.measures if title in offers]
    lines = take_in(plan, things=[offers[title] for title in titles], acting=acting, at=at)
    for title, line in zip(titles, lines, strict=True):
        set_note(line, note_=words.measures[title], version=None, acting=acting, at=at)
    propose(plan, version=None, by=by, acting=acting, at=at)


def _team_agrees(teller: Teller, at: datetime) -> None:
    team = arena_of(teller.story, "resource-team")
    _answer(teller, team.pk, Stance.AGREES, "", teller.story.whose("leader"), at)


def _grades_answer(teller: Teller, at: datetime) -> None:
    """Two teams agree, one wants a sentence more; it is written in before the steering group meets."""
    story = teller.story
    for part, group, stance, reason in ANSWERS_GIVEN:
        team = arena_of(story, "grade-team", group)
        _answer(teller, team.pk, stance, reason, story.whose(part), at)
    texts = {**FJELLHEIM.texts, "measures": f"{FJELLHEIM.texts['measures']}\n{ASKED_FOR}"}
    plan = _plan(teller, "school")
    write(plan, version=None, review_on=plan.review_on, acting=story.whose("leader"), at=at, **texts)


def _one_team_agrees(teller: Teller, at: datetime) -> None:
    """The others have not come to it yet, and the day it is asked for by draws near."""
    team = arena_of(teller.story, "grade-team", "5", where="other_school")
    lead = team.memberships.filter(leads=True).select_related("person").get().person
    _answer(teller, team.pk, Stance.AGREES, "", lead, at)


def _answer(teller: Teller, arena: int, stance: str, reason: str, acting: Person, at: datetime) -> None:
    asked: Answer = ANSWERS.get(arena=arena, plan__project=teller.story.project)
    give_answer(asked, stance=stance, reason=reason, version=None, acting=acting, at=at)
