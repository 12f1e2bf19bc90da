"""Everything a pack points at must be there: roles, arenas, phases, rules and their parameters, windows of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from samspill.core.fidelity import RULES, Wish
from samspill.core.redthread.phases import NEEDS, STAGES
from samspill.methods import vocabulary as words
from samspill.methods.problem import Problem, listed
from samspill.methods.schema import (
    Activity,
    AgendaPoint,
    ArenaKind,
    Form,
    Laying,
    Method,
    Part,
    Phase,
    Rhythm,
    Role,
    Script,
)
from samspill.methods.when import why_impossible

CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")
# Parameters of rules that name arenas, wherever they occur.
ARENA_PARAMS = ("arena", "arena_a", "arena_b", "arenas")
ROLE_PARAMS = ("lead", "roles")


def references(method: Method, folder: str) -> Iterator[Problem]:
    """Every dangling or impossible thing of one method, in the order of its files."""
    for role in method.roles.values():
        yield from _role(role, f"{folder}/roles.toml")
    for arena in method.arenas.values():
        yield from of_arena(method, arena, folder)
    for wish in method.requirements.values():
        yield from of_wish(method, wish, f"{folder}/requirements.toml")
    for activity in method.plan:
        yield from _activity(method, activity, f"{folder}/plan.toml")
    for form in method.forms.values():
        yield from _form(form, f"{folder}/forms/{form.id}.toml")
    for key, phase in method.phases.items():
        yield from _phase(method, key, phase, f"{folder}/phases.toml")
    yield from of_scripts(method.scripts.values(), f"{folder}/scripts.toml")
    yield from of_wheel(method, f"{folder}/wheel.toml")
    yield from _head(method, f"{folder}/method.toml")


def of_wheel(method: Method, file: str) -> Iterator[Problem]:
    """What is wrong with how the year is laid: arenas, activities, hours, days that contradict each other."""
    activities = [activity.id for activity in method.plan]
    for laying in method.layings.values():
        key = f"meetings.{laying.id}"
        yield from _unknown(file, key, [laying.id], method.arenas, "arena")
        yield from _unknown(file, f"{key}.gathers", laying.gathers, activities, "activity")
        yield from _unknown(file, f"{key}.months", laying.months or (), range(1, 13), "month")
        yield from _hours(laying, file, key)
        yield from _rising(file, key, least=laying.least, short=laying.short, long=laying.long, most=laying.most)
    for one in method.successions.values():
        key = f"orders.{one.id}"
        yield from _unknown(file, key, [one.before, one.after], (*method.arenas, *activities), "arena or activity")
        yield from _unknown(file, f"{key}.relation", [one.relation], words.SUCCESSIONS, "relation")
        yield from _rising(file, key, least=one.least, ideal=one.ideal, most=one.most)


def _hours(laying: Laying, file: str, key: str) -> Iterator[Problem]:
    hours = [laying.opens, laying.closes, *(hour for one in laying.dislikes for hour in (one.opens, one.closes))]
    for hour in hours:
        if not CLOCK.fullmatch(hour):
            yield Problem(
                file, key, f"{hour!r} is no hour. Accepted: two figures, a colon, two figures, such as 08:30."
            )
    if laying.opens >= laying.closes:
        yield Problem(file, key, "The hours end before they begin. Accepted: opens before closes.")
    for one in laying.dislikes:
        yield from _unknown(file, f"{key}.dislikes", one.weekdays, range(1, 6), "weekday")


def _rising(file: str, key: str, **days: int | None) -> Iterator[Problem]:
    """`least` of 0 or 1 days is what is said where nothing is asked, so that it may lie above a wish of none."""
    said = [(name, value) for name, value in days.items() if value]
    for (one, lower), (other, upper) in pairwise(said):
        if lower > upper:
            yield Problem(file, key, f"{one} is more than {other}. Accepted: days that rise.")


def _unknown(file: str, key: str, values: Iterable[object], known: Iterable[object], what: str) -> Iterator[Problem]:
    accepted = tuple(known)
    for value in values:
        if value not in accepted:
            yield Problem(file, key, f"{value!r} is not a known {what}. Accepted: {listed(map(str, accepted))}.")


def _role(role: Role, file: str) -> Iterator[Problem]:
    yield from _unknown(file, f"{role.id}.level", [role.level], words.ROLE_LEVELS, "level")
    yield from _unknown(file, f"{role.id}.professions", role.professions, words.PROFESSIONS, "profession")


def of_arena(method: Method, arena: ArenaKind, folder: str) -> Iterator[Problem]:
    """What is wrong with one arena, its places, rhythm and agenda."""
    file, key = f"{folder}/arenas.toml", arena.id
    yield from _unknown(file, f"{key}.level", [arena.level], words.LEVELS, "level")
    yield from _unknown(file, f"{key}.lead", [arena.lead], method.roles, "role")
    yield from _unknown(file, f"{key}.forwards_to", arena.forwards_to, method.arenas, "arena")
    for place in arena.places:
        named = [place.role] if place.named_by is None else [place.role, place.named_by]
        yield from _unknown(file, f"{key}.places", named, method.roles, "role")
        if place.at_least < 1:
            yield Problem(file, f"{key}.places", f"{place.role} has at_least {place.at_least}. Accepted: 1 or more.")
    if arena.rhythm:
        yield from _rhythm(arena.rhythm, file, f"{key}.rhythm")
    yield from _agenda(arena.agenda, f"{folder}/agendas/{key}.toml")


def _agenda(points: Iterable[AgendaPoint], file: str) -> Iterator[Problem]:
    for point in points:
        yield from _unknown(file, "kind", [point.kind], words.POINT_KINDS, "kind of agenda point")
        yield from _unknown(file, "due", [point.due], words.POINT_DUE, "time when a point is due")
        yield from _unknown(file, "months", point.months, range(1, 13), "month")


def _rhythm(rhythm: Rhythm, file: str, key: str) -> Iterator[Problem]:
    yield from _unknown(file, f"{key}.period", [rhythm.period], words.RHYTHM_PERIODS, "period")
    yield from _unknown(file, f"{key}.exempt_months", rhythm.exempt_months, range(1, 13), "month")
    if rhythm.at_least < 1 or (rhythm.minutes or 1) < 1:
        yield Problem(file, key, "at_least and minutes are counted from 1. Accepted: 1 or more.")


def of_wish(method: Method, wish: Wish, file: str) -> Iterator[Problem]:
    """What is wrong with one requirement and the parameters of its rule."""
    yield from _unknown(file, f"{wish.id}.level", [wish.level], words.LEVELS, "level")
    yield from _unknown(file, f"{wish.id}.responsible", [wish.responsible], method.roles, "role")
    yield from _unknown(file, f"{wish.id}.period", [method.periods.get(wish.id)], words.PERIODS, "period")
    yield from _unknown(file, f"{wish.id}.rule", [wish.rule], RULES, "rule")
    for name, value in wish.params.items():
        named = value if isinstance(value, tuple) else (value,)
        if name in ARENA_PARAMS:
            yield from _unknown(file, f"{wish.id}.params.{name}", named, method.arenas, "arena")
        elif name in ROLE_PARAMS:
            yield from _unknown(file, f"{wish.id}.params.{name}", named, method.roles, "role")
    if wish.rule in RULES:
        yield from (Problem(file, f"{wish.id}.params", said) for said in RULES[wish.rule].problems(wish.params))


def _activity(method: Method, activity: Activity, file: str) -> Iterator[Problem]:
    key, arenas = activity.id, [one for one in (activity.arena, activity.when.repeats) if one]
    anyone = (*method.roles, *method.arenas)
    yield from _unknown(file, f"{key}.level", [activity.level], words.LEVELS, "level")
    yield from _unknown(file, f"{key}.responsible", activity.responsible, method.roles, "role")
    yield from _unknown(file, f"{key}.participants", activity.participants, anyone, "role or arena")
    yield from _unknown(file, f"{key}.optional_participants", activity.optional_participants, anyone, "role or arena")
    yield from _unknown(file, f"{key}.arena", arenas, method.arenas, "arena")
    brought = {*_proven(method), *words.BROUGHT}
    yield from _unknown(file, f"{key}.brings", activity.brings, brought, "subject or part of a requirement")
    yield from _unknown(file, f"{key}.shown_by", [activity.shown_by], words.SHOWN_BY, "kind of trace")
    if why := why_impossible(activity.when):
        yield Problem(file, f"{key}.when", why)


def _proven(method: Method) -> set[object]:
    """Subjects that requirements look at, and their parts."""
    lists = (value for wish in method.requirements.values() for value in wish.params.values())
    return {one for value in lists for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, str)}


def _form(form: Form, file: str) -> Iterator[Problem]:
    for each in form.fields:
        yield from _unknown(file, f"fields.{each.id}.kind", [each.kind], words.FIELD_KINDS, "kind of field")
        if (each.kind == "choice") != bool(each.choices):
            yield Problem(file, f"fields.{each.id}.choices", "Only a choice has choices, and it has at least one.")


def of_scripts(scripts: Iterable[Script], file: str) -> Iterator[Problem]:
    """What is wrong with ways to hold a conference: kinds, forms, lengths, sizes, and who does what."""
    for script in scripts:
        for part in script.parts:
            yield from _part(part, file, f"{script.id}.parts.{part.id}")
        for task in script.tasks:
            yield from _unknown(file, f"{script.id}.tasks.{task.id}", [task.role], words.SCRIPT_ROLES, "role")
        if not script.parts:
            yield Problem(file, f"{script.id}.parts", "This script has no parts. Accepted: one part or more.")


def _part(part: Part, file: str, key: str) -> Iterator[Problem]:
    yield from _unknown(file, f"{key}.kind", [part.kind], words.PART_KINDS, "kind of part")
    forms = words.ROUND_FORMS if part.kind == "groups" else ("",)
    yield from _unknown(file, f"{key}.form", [part.form], forms, "form of groups")
    wanted = words.ROUND_ATTRIBUTES if part.form == "homogeneous" else ("",)
    yield from _unknown(file, f"{key}.by", [part.by], wanted, "attribute")
    if part.minutes < 1 or not 2 <= part.smallest <= part.largest:
        yield Problem(file, key, "Minutes or sizes do not fit. Accepted: 1 minute or more, 2 <= smallest <= largest.")


def _phase(method: Method, key: str, phase: Phase, file: str) -> Iterator[Problem]:
    siblings = [each.id for each in method.phases.values() if each.of == phase.of]
    yield from _unknown(file, key, [phase.of], words.PHASE_SUBJECTS, "subject of phases")
    yield from _unknown(file, f"{key}.next", phase.next, siblings, "phase")
    yield from _unknown(
        file, f"{key}.decided_by", [phase.decided_by] if phase.decided_by else [], method.arenas, "arena"
    )
    stages = ("", *STAGES) if phase.of != "measure" else STAGES
    yield from _unknown(file, f"{key}.stage", [phase.stage], stages, "stage")
    asked = [*phase.needs, *(need for needs in phase.needs_after.values() for need in needs)]
    yield from _unknown(file, f"{key}.needs", asked, NEEDS, "thing that can be asked for")
    yield from _unknown(file, f"{key}.needs_after", phase.needs_after, siblings, "phase")
    yield from _unknown(file, f"{key}.heard_by", phase.heard_by, method.arenas, "arena")
    turn = [phase.waits_for] if phase.waits_for else []
    yield from _unknown(file, f"{key}.waits_for", turn, {*method.arenas, *method.roles}, "arena or role")
    if not phase.final and not phase.next:
        yield Problem(file, f"{key}.next", "A phase that is not final leads nowhere. Accepted: final = true, or next.")


def _head(method: Method, file: str) -> Iterator[Problem]:
    for language, chain in method.fallbacks.items():
        yield from _unknown(file, f"fallbacks.{language}", (language, *chain), words.LANGUAGES, "language")
    if method.ends and (why := why_impossible(method.ends)):
        yield Problem(file, "ends", why)
