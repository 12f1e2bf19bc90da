"""All that one team has been asked about, answered in one sitting: its page, and its matter on the agenda."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.rules import Actor, decide
from samspill.arenas.models import Arena
from samspill.arenas.words import name_of
from samspill.design.prepare import first_input
from samspill.measures.actions.hearing import give_answer
from samspill.measures.hearing import ANSWERS, GOES_ON, TOGETHER, closed
from samspill.measures.hearing_forms import AmongForm
from samspill.measures.models import Answer, Measure
from samspill.meetings.beside import Beside, Said
from samspill.meetings.models import Item, ItemState
from samspill.meetings.words import method_of
from samspill.people.answering import STALE, add_errors
from samspill.people.asking import Asked, posted
from samspill.people.models import Person
from samspill.people.panels import Crumb
from samspill.people.versions import StaleError

TO_HEAR = ANSWERS.filter(GOES_ON).order_by("asked_on", "pk").prefetch_related("measure__decisions")


@dataclass(frozen=True, slots=True)
class Asking:
    """One proposal of the sitting, with the form for what the team thinks of it."""

    answer: Answer
    form: AmongForm


@dataclass(frozen=True, slots=True)
class Sitting:
    """The proposals a team goes through, and those it has answered already."""

    arena: Arena
    rows: tuple[Asking, ...]
    given: tuple[Answer, ...]

    @property
    def stale(self) -> bool:
        return any(row.form.standing for row in self.rows)

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """What is wrong in which row, for the list on top of the page."""
        return [
            (first_input(row.form[name]) if name in row.form.fields else "", row.answer.measure.title, str(error))
            for row in self.rows
            for name, errors in row.form.errors.items()
            for error in errors
        ]


def sitting(request: Asked, arena: Arena) -> Sitting:
    """What was sent stays in the form, also where somebody else has answered meanwhile."""
    data = posted(request)
    found = [one for one in TO_HEAR.filter(arena=arena) if not closed(one.measure)]
    asked = [one for one in found if not one.stance or _sent(one, data)]
    rows = tuple(Asking(one, AmongForm(data if _sent(one, data) else None, answer=one)) for one in asked)
    return Sitting(arena, rows, tuple(one for one in found if one not in asked))


def _sent(answer: Answer, data: QueryDict | None) -> bool:
    """Whether it stood on the page that was sent: what the team was asked since then is only shown."""
    return data is not None and f"a{answer.pk}-version" in data


def keep(rows: Iterable[Asking], *, acting: Person | None, at: datetime) -> int:
    """Keep every answer that was given, or none while one of them cannot be kept; how many they are."""
    filled = [row for row in rows if row.form.is_valid() and row.form.cleaned_data.get("stance")]
    with transaction.atomic():
        for row in filled:
            _keep(row, acting, at)
        if refused := any(row.form.errors for row in rows):
            transaction.set_rollback(True)
    return 0 if refused else len(filled)


def _keep(row: Asking, acting: Person | None, at: datetime) -> None:
    try:
        give_answer(row.answer, **row.form.cleaned_data, acting=acting, at=at)
    except ValidationError as error:
        add_errors(row.form, error)
    except StaleError as stale:
        row.form.add_error(None, str(STALE))
        row.form.accept_current(stale.current.version)
        row.form.standing = stale.current  # type: ignore[assignment]  # an answer, since it is one that was changed


def said(kept: int) -> str:
    if not kept:
        return _("No answer was chosen, so nothing was kept.")
    return ngettext("%(count)s answer is kept.", "%(count)s answers are kept.", kept) % {"count": kept}


def page(request: Asked, found: Sitting) -> dict[str, Any]:
    arena = found.arena
    name, unit = name_of(arena, method_of(arena)), arena.unit
    return {
        "sitting": found,
        "title": _("What %(arena)s thinks") % {"arena": name},
        "back": back_to(arena),
        "draft": f"answers-{arena.pk}-{request.actor.id}",
        "proposals": reverse("measures:proposals", args=[unit.pk]),
        "crumbs": (Crumb(unit.name, unit.get_absolute_url()), Crumb(name, arena.get_absolute_url())),
    }


def back_to(arena: Arena) -> str:
    """To the meeting while it runs, else to the team."""
    running = Item.objects.filter(arena=arena, source=TOGETHER, state=ItemState.AGENDA)
    item = running.filter(meeting__begun_at__isnull=False, meeting__ended_at=None).first()
    return f"{reverse('meetings:run', args=[item.meeting_id])}?item={item.pk}" if item else arena.get_absolute_url()


def beside(items: Sequence[Item], actor: Actor) -> Iterator[tuple[int, Beside]]:
    """At the matter: each proposal with its reason, what was answered there, and the way to answer them all."""
    held = {item.pk: item for item in items if item.source == TOGETHER}
    if not held:
        return
    open_now = Q(GOES_ON, stance="", arena__in={item.arena_id for item in held.values()})
    rows = list(ANSWERS.filter(open_now | Q(item__in=held)).order_by("asked_on", "pk").prefetch_related(*_PLACES))
    for pk, item in held.items():
        mine = [one for one in rows if one.item_id == pk or (_to_come(item) and _waits(one, item))]
        seen = [one for one in mine if decide(actor, "measure.read", one.measure.scope()).allowed]
        if seen:
            url = reverse("measures:answer_all", args=[item.arena_id]) if _to_come(item) else ""
            yield pk, Beside(_("The proposals"), tuple(map(_said, seen)), url, _("Answer them in a row"))


_PLACES = ("measure__unit__arenas",)


def _waits(answer: Answer, item: Item) -> bool:
    return answer.arena_id == item.arena_id and not answer.stance


def _to_come(item: Item) -> bool:
    return item.meeting is not None and item.meeting.ended_at is None


def _said(answer: Answer) -> Said:
    one: Measure = answer.measure
    words = one.title
    if answer.stance:
        words = _("%(arena)s: %(stance)s") % {"arena": one.title, "stance": answer.get_stance_display()}
    why = answer.reason if answer.stance else one.reason
    return Said(words, None, ((str(_("Why")), why),) if why else (), one.get_absolute_url())
