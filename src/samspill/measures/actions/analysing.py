"""The analysis: proposals become one, become several, wait with a reason, or go to be clarified (R21, R45)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.clarifications.actions import raise_case
from samspill.core.redthread.lineage import Line, may_merge, may_split
from samspill.journal.actions import note
from samspill.measures.actions.proposing import propose
from samspill.measures.actions.stepping import step
from samspill.measures.bridge import phase_at
from samspill.measures.finding import KIND, draft_of
from samspill.measures.lines import hold, line_of, ties_around
from samspill.measures.models import Descent, DescentKind, Fate, Measure, Source, Statement, Step
from samspill.measures.queries import method_of
from samspill.meetings.models import Item
from samspill.people.models import Person
from samspill.people.versions import change
from samspill.search.actions import index

NEW = "proposals"  # by which the matter on an agenda is known at which a body goes through what is new


def put_forward(
    measure: Measure, *, version: int | None, acting: Person | None, at: datetime, reason: str = ""
) -> Step:
    """Let a proposal go on to the teams, with a word if the body has one for them."""
    return _to(measure, "analysed", version, acting, at, reason)


def decline(measure: Measure, *, reason: str, version: int | None, acting: Person | None, at: datetime) -> Step:
    """Say no to a proposal, with the reason for whoever made it."""
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is declined: whoever proposed it reads it.")})
    return _to(measure, "declined", version, acting, at, reason)


def _to(measure: Measure, stage: str, version: int | None, acting: Person | None, at: datetime, reason: str) -> Step:
    _goes_on_still(measure)
    phase = phase_at(method_of(measure), stage)
    if phase is None:
        raise ValidationError(_("The method has no such phase. Choose one of those that are offered."))
    on, item = timezone.localdate(at), matter_now(measure)
    return step(measure, to=phase.id, on=on, version=version, reason=reason, item=item, acting=acting, at=at)


def matter_now(measure: Measure) -> Item | None:
    """The matter about new proposals of a meeting that is going on at the school: what is said now was said there."""
    running = {"meeting__begun_at__isnull": False, "meeting__ended_at": None}
    return Item.objects.filter(source=NEW, arena__unit=measure.unit_id, **running).order_by("-pk").first()


@transaction.atomic
def merge(
    target: Measure, sources: Sequence[Measure], *, acting: Person | None, at: datetime, reason: str = ""
) -> Measure:
    """Let `sources` go on in `target`, with everything they grew from. Nothing is thrown away.

    Raises ValidationError at `into` where one is decided, over, of another school, itself, or its own descendant.
    """
    everyone = [target, *sources]
    list(Measure.objects.select_for_update().filter(pk__in=[one.pk for one in everyone]).order_by("pk"))
    for one in everyone:
        one.refresh_from_db()
    titles = {str(one.pk): one.title for one in everyone}
    findings = may_merge(line_of(target), [line_of(one) for one in sources], ties_around(everyone))
    hold(findings, lambda key: titles[key], "into")
    day = timezone.localdate(at)
    own = _own_statements(target)
    for one in sources:
        brought = sorted(set(one.statements.values_list("pk", flat=True)) - own)
        target.statements.add(*brought)
        Descent.objects.create(
            parent=one, child=target, kind=DescentKind.MERGED, on=day, by=acting, reason=reason, brought=brought
        )
        _lay_aside(one, Fate.MERGED, reason, at)
        note("measure.merged", one, acting=acting, at=at, why=reason, changes={"title": (one.title, target.title)})
    return target


def unchanged(measure: Measure, version: int) -> None:
    """Refuse what was chosen for a proposal that somebody has changed meanwhile."""
    change(measure, version=version, fields={})


@transaction.atomic
def gather(sources: Sequence[Measure], *, title: str, acting: Person | None, at: datetime, reason: str = "") -> Measure:
    """Make a new proposal of several, with the reasons of them all."""
    if len(sources) < 2:
        raise ValidationError({"others": _("Choose at least one other proposal, so that there is something to merge.")})
    if not title.strip():
        raise ValidationError({"title": _("Write what the new proposal is called, or choose one that stays.")})
    first = sources[0]
    kinds = {one.source for one in sources}
    made = propose(
        first.unit,
        first.project,
        title=title,
        reason="\n\n".join(dict.fromkeys(one.reason for one in sources if one.reason)),
        text="\n\n".join(dict.fromkeys(one.text for one in sources if one.text)),
        level=first.level,
        source=first.source if len(kinds) == 1 else Source.MEETING,
        acting=acting,
        at=at,
    )
    return merge(made, sources, acting=acting, at=at, reason=reason)


@transaction.atomic
def unmerge(measure: Measure, *, version: int | None, acting: Person | None, at: datetime) -> None:
    """Let a merged proposal go its own way again, as long as nothing followed for the one it was merged into."""
    descent = Descent.objects.filter(parent=measure, kind=DescentKind.MERGED).select_related("child").first()
    if descent is None or measure.fate != Fate.MERGED:
        raise ValidationError(_("This proposal is not merged with another, so there is nothing to take back."))
    if followed(descent):
        raise ValidationError(
            _("“%(title)s” has gone on since. Make a new proposal for what it leaves out.")
            % {"title": descent.child.title}
        )
    _go_on(measure, version, at)
    _leave_with(descent)
    descent.delete()
    note("measure.unmerged", measure, acting=acting, at=at)


def followed(descent: Descent) -> bool:
    """Whether the one it was merged into has gone on since: a step, an answer, or a fate of its own."""
    child = descent.child
    if child.fate or child.ended_on or child.heirs.exists():
        return True
    stepped = Step.objects.filter(measure=child, on__gte=descent.on).exclude(before="")
    return stepped.exists() or child.answers.exclude(stance="").filter(answered_on__gte=descent.on).exists()


def _own_statements(measure: Measure) -> set[int]:
    """What it grew from itself, without what came with those merged into it."""
    came = {pk for row in Descent.objects.filter(child=measure) for pk in row.brought}
    return set(measure.statements.values_list("pk", flat=True)) - came


def _leave_with(descent: Descent) -> None:
    """Take the statements out that came by this merge and by no other."""
    others = Descent.objects.filter(child=descent.child).exclude(pk=descent.pk)
    kept = {pk for row in others for pk in row.brought}
    descent.child.statements.remove(*(pk for pk in descent.brought if pk not in kept))


@dataclass(frozen=True, slots=True)
class Part:
    """One of the proposals that another is split into, with the statements that go with it."""

    title: str
    statements: tuple[int, ...] = ()


@transaction.atomic
def split(
    measure: Measure,
    parts: Sequence[Part],
    *,
    version: int | None,
    acting: Person | None,
    at: datetime,
    reason: str = "",
) -> list[Measure]:
    """Make several proposals of one. Each statement goes with one of them at least; the whole stays to be read."""
    lines = [Line(part.title.casefold(), measure.unit_id, tuple(f"s{pk}" for pk in part.statements)) for part in parts]
    hold(may_split(line_of(measure), lines), lambda _key: measure.title, "titles")
    _lay_aside(measure, Fate.SPLIT, reason, at, version=version)
    made = [_split_off(measure, part, acting, at, reason) for part in parts]
    names = "; ".join(one.title for one in made)
    note("measure.split", measure, acting=acting, at=at, why=reason, changes={"title": (measure.title, names)})
    return made


def _split_off(whole: Measure, part: Part, acting: Person | None, at: datetime, reason: str) -> Measure:
    kept = ("text", "reason", "concerns", "level", "source", "source_item", "source_name", "source_url", "proposed_by")
    made = propose(
        whole.unit,
        whole.project,
        title=part.title,
        statements=Statement.objects.filter(pk__in=part.statements),
        acting=acting,
        at=at,
        **{name: getattr(whole, name) for name in kept},
    )
    on = timezone.localdate(at)
    Descent.objects.create(parent=whole, child=made, kind=DescentKind.SPLIT, on=on, by=acting, reason=reason)
    return made


@transaction.atomic
def park(measure: Measure, *, reason: str, version: int | None, acting: Person | None, at: datetime) -> None:
    """Let a proposal wait. Whoever made it reads why."""
    _goes_on_still(measure)
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is parked: whoever proposed it reads it.")})
    _lay_aside(measure, Fate.PARKED, reason, at, version=version)
    note("measure.parked", measure, acting=acting, at=at, why=reason)


@transaction.atomic
def resume(measure: Measure, *, version: int | None, acting: Person | None, at: datetime) -> None:
    """Take up what was parked, or what has been clarified: it goes on where it stood."""
    if measure.fate not in (Fate.PARKED, Fate.FORUM):
        raise ValidationError(_("This proposal is neither parked nor being clarified, so there is nothing to take up."))
    _go_on(measure, version, at)
    note("measure.resumed", measure, acting=acting, at=at)


def _goes_on_still(measure: Measure) -> None:
    if not measure.live:
        raise ValidationError(_("This proposal no longer goes on here. Open it again to see what became of it."))
    if measure.settled:
        raise ValidationError(_("This is decided already. End it by a decision if it shall not go on."))


def _lay_aside(measure: Measure, fate: str, reason: str, at: datetime, version: int | None = None) -> None:
    day = timezone.localdate(at)
    change(measure, version=version, fields={"fate": fate, "fate_reason": reason, "fate_on": day})
    index(draft_of(measure), at=at)


def _go_on(measure: Measure, version: int | None, at: datetime) -> None:
    change(measure, version=version, fields={"fate": Fate.GOES_ON, "fate_reason": "", "fate_on": None})
    index(draft_of(measure), at=at)


@transaction.atomic
def to_forum(measure: Measure, *, reason: str, version: int | None, acting: Person | None, at: datetime) -> None:
    """Ask the forum to clarify what the school cannot settle alone (R45). The proposal waits for the answer."""
    _goes_on_still(measure)
    if not reason.strip():
        raise ValidationError({"reason": _("Write what has to be clarified: the forum reads it.")})
    raise_case(
        measure.project,
        unit=measure.unit,
        title=measure.title,
        text=reason,
        raised_in=matter_now(measure),
        origin=(KIND, measure.pk, measure.title, measure.get_absolute_url()),
        acting=acting,
        at=at,
    )
    _lay_aside(measure, Fate.FORUM, reason, at, version=version)
    note("measure.sent_to_forum", measure, acting=acting, at=at, why=reason)
