"""What waits for a reader in the rooms of measures, conferences, clarifications, guidance and setting up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.rules import Actor
from samspill.arenas.serving import served_by
from samspill.clarifications.pages import late_words as case_late
from samspill.clarifications.phases import CALLED, CLARIFIED, RAISED, REPORTED
from samspill.clarifications.queries import waiting_for as cases_waiting_for
from samspill.conferences.mine import late_for
from samspill.guidance.models import Conversation
from samspill.guidance.pages import title_of as talk_title
from samspill.guidance.pages import waits_words
from samspill.guidance.queries import asked_in_vain, waits_for_guidance, waits_for_person
from samspill.home.gathering import to_hear
from samspill.insight.models import SupportNeed
from samspill.measures.practices import due_for, ownerless
from samspill.measures.reminders import (
    back_from_forum,
    late_milestones,
    methods_at,
    undecided_in,
    unseen_in,
    without_coordinator,
)
from samspill.people.models import Municipality, Person, Unit, UnitKind
from samspill.projects.words import sentence


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something only the reader can see to; `icon` names its kind for the eye, the words say it for everybody."""

    words: str
    way: str
    url: str
    icon: str


def clarifications(actor: Actor, today: date) -> Iterator[Waiting]:
    """What a leader reports, and what the school owner calls a meeting for, writes an answer to, gives back (R45)."""
    ways = {
        RAISED: (_("To be reported to the school owner: %(title)s"), _("Report it")),
        REPORTED: (_("To be taken up by a meeting: %(title)s"), _("Call a meeting")),
        CALLED: (_("To be given an answer: %(title)s"), _("Write down the answer")),
        CLARIFIED: (_("Clarified, and those who asked do not know it yet: %(title)s"), _("Answer those who asked")),
    }
    for case in cases_waiting_for(actor):
        words, way = ways.get(case.phase, (_("To be clarified: %(title)s"), _("Open it")))
        told, late = sentence(words, title=case.title), case_late(case, today)
        told = sentence("%(what)s (%(late)s)", what=told, late=late) if late else told
        yield Waiting(told, way, case.get_absolute_url(), "question")


def conferences(person: Person, actor: Actor, today: date) -> Iterator[Waiting]:
    """Conferences whose analysis or whose answer to the participants is late."""
    ways = {
        "analysis": (_("What was said at “%(conference)s” was to be analysed by %(day)s."), _("Go on with it")),
        "report": (_("The participants of “%(conference)s” were promised an answer by %(day)s."), _("Answer them")),
    }
    for one in late_for(actor, person, today):
        words, way = ways[one.what]
        told = sentence(words, conference=one.conference.title, day=date_format(one.by, "MONTH_DAY_FORMAT"))
        yield Waiting(told, way, one.url, "overdue")


def practices(person: Person, actor: Actor, today: date) -> Iterator[Waiting]:
    """Practices of mine to look at, and practices of the school I lead that nobody answers for."""
    for one in due_for(person, today):
        words = sentence(_("Is it still done? %(practice)s"), practice=one.measure.title)
        yield Waiting(words, _("Answer with two numbers"), reverse("measures:recheck", args=[one.pk]), "repeat")
    led = {hat.unit for hat in actor.hats if hat.name == "school-leader"} - {None}
    for measure in ownerless(led, today):
        words = sentence(_("Nobody answers for the practice “%(practice)s”."), practice=measure.title)
        way = reverse("measures:change_practice", args=[measure.pk])
        yield Waiting(words, _("Name somebody"), way, "person-add")


def measures(actor: Actor, person: Person, today: date) -> Iterator[Waiting]:
    """Measures that nobody coordinates any more, for who leads the school; late milestones, for who coordinates."""
    for measure in without_coordinator(_led(actor), today):
        words = sentence(_("Nobody coordinates “%(measure)s”"), measure=measure.title)
        yield Waiting(words, _("See who may follow"), f"{measure.get_absolute_url()}#coordinator", "person-add")
    for one in late_milestones(person, today):
        words = sentence(_("%(measure)s: “%(milestone)s” is late"), measure=one.measure.title, milestone=one.text)
        yield Waiting(words, _("Tick it off or move it"), f"{one.measure.get_absolute_url()}#milestones", "overdue")


def needs(actor: Actor) -> Iterator[Waiting]:
    """What schools have asked the school owner for and nobody has answered; only while they show their board."""
    owned = {hat.municipality for hat in actor.hats if hat.name == "owner"}
    if not owned:
        return
    rows = SupportNeed.objects.filter(
        answered_at=None,
        participation__project__municipality__in=owned,
        participation__releases__taken_back_at__isnull=True,
        participation__releases__isnull=False,
    )
    for need in rows.select_related("participation__unit").distinct():
        words = sentence(_("%(school)s asks for support: %(need)s"), school=need.participation.unit, need=need.text)
        yield Waiting(words, _("Answer"), reverse("insight:answer_support", args=[need.pk]), "chat")


def guidance(actor: Actor, person: Person, today: date) -> Iterator[Waiting]:
    """What a school asks the guidance team, what the team has said to the school, and questions that reach nobody."""
    guided = {hat.unit for hat in actor.hats if hat.name == "guidance" and hat.unit is not None}
    led = {hat.unit for hat in actor.hats if hat.name == "school-leader" and hat.unit is not None}
    for one in waits_for_guidance(guided) if guided else ():
        words = sentence(_("%(school)s asks you: %(what)s (%(age)s)"), **_talk(one, today))
        yield Waiting(words, _("Answer"), one.get_absolute_url(), "question")
    for one in waits_for_person(person, led):
        words = sentence(_("From the guidance team: %(what)s (%(age)s)"), **_talk(one, today))
        yield Waiting(words, _("Read and answer"), one.get_absolute_url(), "chat")
    for one in asked_in_vain(led, today) if led else ():
        words = sentence(_("Nobody is invited to answer: %(what)s (%(age)s)"), **_talk(one, today))
        yield Waiting(
            words, _("Invite the guidance team"), reverse("guidance:invite", args=[one.unit_id]), "person-add"
        )


def _talk(one: Conversation, today: date) -> dict[str, object]:
    what = f"{talk_title(one)}, {one.measure.title}" if one.measure else talk_title(one)
    return {"school": one.unit, "what": what, "age": waits_words(one, today)}


def to_name(actor: Actor, today: date) -> Iterator[Waiting]:
    """Where a head of service has named nobody, or no deputy (R40)."""
    headed = {hat.unit for hat in actor.hats if hat.name == "service-head" and hat.unit is not None}
    if not headed:
        return
    for row in served_by(Unit.objects.filter(pk__in=headed), today):
        if row.words:
            where = sentence(_("%(arena)s at %(school)s"), arena=row.arena, school=row.school)
            words = (
                sentence("%(person)s: %(words)s", person=row.seat.person, words=row.words) if row.seat else row.words
            )
            yield Waiting(at_place(words, where), row.way, row.url, "person-add")


def to_set_up(actor: Actor) -> Iterator[Waiting]:
    """What a municipality lacks before anything else can be: its schools, then a project."""
    keeps = {hat.municipality for hat in actor.hats if hat.name in ("owner", "administrator")}
    if not keeps:
        return
    rows = Municipality.objects.filter(pk__in=keeps).annotate(
        schools=Count("units", filter=Q(units__kind=UnitKind.SCHOOL), distinct=True),
        running=Count("projects", distinct=True),
    )
    for one in rows:
        if not one.schools:
            words = sentence(_("%(municipality)s has no school here yet."), municipality=one)
            yield Waiting(words, _("Set up, step by step"), reverse("people:set_up_details", args=[one.pk]), "school")
        elif not one.running:
            words = sentence(_("%(municipality)s has no project yet."), municipality=one)
            yield Waiting(words, _("Start a project"), reverse("wheel:begin", args=[one.pk]), "plan")


def hearings(person: Person, today: date) -> Iterator[Waiting]:
    """What the teams the reader leads have been asked; R21 wants every team's word before the decision."""
    for line in to_hear(person, today):
        yield Waiting(line.words, _("Answer"), line.url, "chat")


def to_steer(actor: Actor) -> Iterator[Waiting]:
    """Proposals nobody has looked at and measures that wait for a decision, for who leads the school."""
    led = _led(actor)
    methods = methods_at(led)
    for unit, count in unseen_in(led, methods).items():
        words = ngettext("%(count)s proposal is not looked at yet", "%(count)s proposals are not looked at yet", count)
        url = reverse("measures:proposals", args=[unit])
        yield Waiting(words % {"count": count}, _("See the proposals"), url, "flag")
    for measure in undecided_in(led, methods):
        words = sentence(_("Waits for a decision: %(measure)s"), measure=measure.title)
        yield Waiting(words, _("See what is missing"), measure.get_absolute_url(), "flag")


def clarified(actor: Actor) -> Iterator[Waiting]:
    """Proposals the forum has answered, for who leads the school."""
    for measure in back_from_forum(led) if (led := _led(actor)) else ():
        words = sentence(_("Clarified, to be taken up again: %(title)s"), title=measure.title)
        yield Waiting(words, _("Read the answer and go on"), measure.get_absolute_url(), "question")


def _led(actor: Actor) -> set[int]:
    return {hat.unit for hat in actor.hats if hat.name == "school-leader" and hat.unit is not None}


def at_place(words: str, where: str) -> SafeString:
    return sentence("%(where)s: %(words)s", where=where, words=words)
