"""What the projector shows: one thing at a time, in pages that turn slowly."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspill.conferences.codes import spoken
from samspill.conferences.models import Conference, Group, Point, SessionKind, Showing
from samspill.conferences.projector import Sent, Table, codes_by_page, sent_by_page, short, tables_by_page, turned_to
from samspill.conferences.squares import square
from samspill.conferences.stage_pages import StagePage
from samspill.conferences.stage_queries import groups_in, handed_over
from samspill.people.asking import Asked, number


class ProjectorPage(StagePage):
    """The control view's knowledge of the day, as a hall reads it."""

    def __init__(self, request: Asked, conference: Conference, now: datetime) -> None:
        super().__init__(request, conference, now)
        self.held = number(request, "page")

    @property
    def url(self) -> str:
        return reverse("conferences:projector", args=[self._pk])

    @property
    def state(self) -> str:
        return f"{super().state}-{self.turn}"

    @property
    def poll_url(self) -> str:
        held = f"&page={self.held}" if self.held else ""
        return f"{self.url}?seen={self.state}{held}"

    @property
    def showing(self) -> str:
        """What is shown: before the day and after it a word; a clock only where one runs."""
        if self.meeting.begun_at is None:
            return "welcome" if self.conference.shows != Showing.GROUPS else Showing.GROUPS
        if self.meeting.ended_at:
            return "thanks" if self.conference.shows != Showing.PULSE else Showing.PULSE
        if self.conference.shows == Showing.COUNTDOWN and self.ends_at is None:
            return Showing.QUESTION
        return self.conference.shows

    @cached_property
    def tables(self) -> list[Table]:
        """The groups of the round that runs, else of the next; codes only of one that runs."""
        runs = self.runs and self.current is not None and self.current.kind == SessionKind.GROUPS
        shown = self.current if runs else self.next_round
        return [_table(one, with_code=runs) for one in groups_in(shown)] if shown else []

    @property
    def table_round(self) -> str:
        runs = self.runs and self.current is not None and self.current.kind == SessionKind.GROUPS
        shown = self.current if runs else self.next_round
        return shown.theme if shown else ""

    @cached_property
    def pages(self) -> list[Any]:
        if self.showing == Showing.GROUPS:
            return tables_by_page(self.tables)
        if self.showing == Showing.JOIN:
            return codes_by_page([one for one in self.tables if one.code])
        return list(sent_by_page(self._sent())) if self.showing == Showing.BOARD else []

    def _sent(self) -> list[Sent]:
        groups = [self.speaking] if self.speaking else self.groups
        points: dict[int, list[Point]] = {}
        for one in handed_over(groups):
            points.setdefault(one.group_id, []).append(one)
        return [
            Sent(one.number, one.session.theme, tuple(point.text for point in points.get(one.pk, ())))
            for one in groups
            if one.pk in points or one == self.speaking
        ]

    @property
    def turn(self) -> int:
        return turned_to(self.now, len(self.pages), self.held)

    @property
    def shown(self) -> Any:
        return self.pages[self.turn] if self.pages else None

    @property
    def place(self) -> int:
        return self.turn + 1

    @property
    def before_page(self) -> int:
        return (self.turn - 1) % len(self.pages) + 1

    @property
    def after_page(self) -> int:
        return (self.turn + 1) % len(self.pages) + 1

    @property
    def question(self) -> str:
        return (self.current.question or self.current.theme) if self.current else ""

    @property
    def address(self) -> str:
        """As one types it: without the scheme."""
        return self._way.split("://", 1)[-1].rstrip("/")

    @property
    def way(self) -> SafeString:
        return square(self._way, _("Square code that leads to %(address)s") % {"address": self.address})

    @property
    def _way(self) -> str:
        pulse = self.showing == Showing.PULSE
        path = reverse("conferences:pulse", args=[self._pk]) if pulse else reverse("conferences:live_enter")
        return self.request.build_absolute_uri(path)


def _table(group: Group, *, with_code: bool) -> Table:
    # Prefetched to `there` by groups_in.
    names = tuple(short(seat.participant.person.name) for seat in group.there)  # type: ignore[attr-defined]
    return Table(group.number, group.room, spoken(group.code) if with_code else "", names)
