"""Which try-outs run, who writes and reads their log, what was logged since when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q, QuerySet

from samspill.access.rules import Actor, Scope
from samspill.documents.models import Upload
from samspill.measures.bridge import phase_at
from samspill.measures.models import LogEntry, Measure, Participant
from samspill.measures.queries import ENTRIES, LIVE, MEASURES
from samspill.methods.schema import Method
from samspill.people.models import Person
from samspill.projects.models import Project
from samspill.projects.queries import adapted

PHOTO = "measures.entry"  # by which a photo knows that it belongs to an entry
SHOWN = ENTRIES.select_related("answered_by").prefetch_related("additions__by")
NOW = Q(until__isnull=True)


@dataclass
class Methods:
    """The methods of the projects at hand, each read once."""

    read: dict[int, Method] = field(default_factory=dict)

    def of(self, project: Project) -> Method:
        if project.pk not in self.read:
            self.read[project.pk] = adapted(project).method
        return self.read[project.pk]

    def tries(self, measure: Measure) -> bool:
        """Whether a measure is being tried out."""
        trying = phase_at(self.of(measure.project), "trying")
        return trying is not None and measure.phase == trying.id and measure.live


def running(rows: QuerySet[Measure], methods: Methods) -> list[Measure]:
    """The try-outs among these that run now."""
    return [one for one in rows.filter(LIVE, tried_on__isnull=False).order_by("title") if methods.tries(one)]


def own_tries(person: Person) -> QuerySet[Measure]:
    """The measures somebody coordinates or takes part in trying."""
    tries = Participant.objects.filter(NOW, person=person).values("measure")
    return MEASURES.filter(Q(coordinator=person) | Q(pk__in=tries))


def writes_now(person: Person) -> bool:
    """Whether somebody tries something out these days, and has a log to write in."""
    return bool(running(own_tries(person), Methods()))


def log_scopes(measures: Iterable[Measure], reader: int | None) -> dict[int, Scope]:
    """Where logs belong: to whoever tries a measure out as well, besides the school's arenas and its leader."""
    rows = list(measures)
    tries = set(Participant.objects.filter(NOW, measure__in=rows, person=reader).values_list("measure", flat=True))
    return {one.pk: replace(one.scope(), person=reader) if one.pk in tries else one.scope() for one in rows}


def log_scope(measure: Measure, reader: int | None) -> Scope:
    tries = any(one.person_id == reader and one.until is None for one in measure.participants.all())
    return replace(measure.scope(), person=reader) if tries else measure.scope()


def entry_scope(entry: LogEntry, reader: int | None) -> Scope:
    """The same for one entry, which is its author's too."""
    scope = entry.scope()
    if reader is None or entry.measure is None or entry.author_id == reader:
        return scope
    return replace(scope, person=log_scope(entry.measure, reader).person)


def photo_scope(upload: Upload, person: Person | None) -> Scope:
    """A photo is read by whoever reads its entry."""
    entry = ENTRIES.filter(pk=upload.thing_id).first()
    return entry_scope(entry, person.pk if person else None) if entry else upload.scope()


def entries_of(measure: Measure) -> QuerySet[LogEntry]:
    rows = measure.log.select_related("author", "answered_by")
    return rows.prefetch_related("additions__by")


def project_log(unit_id: int, project_id: int) -> QuerySet[LogEntry]:
    return SHOWN.filter(measure=None, unit=unit_id, project=project_id)


def standing(measures: Iterable[Measure]) -> QuerySet[LogEntry]:
    """What is logged and not withdrawn, of all these."""
    return ENTRIES.filter(measure__in=measures, withdrawn_at=None)


def weeks_between(method: Method) -> int | None:
    """Within how many weeks the method wants something logged in a try-out (R36); None where it does not say."""
    for wish in method.requirements.values():
        if wish.rule == "deed_every" and wish.params.get("kind") == "log-entry":
            return int(str(wish.params["weeks"]))
    return None


def treats_each(method: Method, kind: str) -> bool:
    """Whether every meeting of this kind of arena takes up every running measure (R42)."""
    return any(
        wish.rule == "every_meeting_treats" and wish.params.get("item") == "measure" and wish.params["arena"] == kind
        for wish in method.requirements.values()
    )


def last_days(measures: Sequence[Measure]) -> dict[int, date]:
    """The day of the latest entry of each measure that has one."""
    rows = standing(measures).order_by("measure", "-on").distinct("measure")
    return {measure: on for measure, on in rows.values_list("measure", "on") if measure is not None}


def writes(actor: Actor, unit: int) -> bool:
    """Whether the leader's log of a unit is the actor's own to keep."""
    return any(hat.name in ("school-leader", "owner") and hat.unit == unit for hat in actor.hats)
