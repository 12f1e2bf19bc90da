"""What every section of a conference's page is handed, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from samspill.access.gate import may
from samspill.conferences.models import Conference, Session, SessionKind
from samspill.conferences.queries import method_of
from samspill.conferences.rights import steer
from samspill.methods.schema import Method
from samspill.people.asking import Asked
from samspill.people.pages import unit_crumbs
from samspill.people.panels import Crumb


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next for whoever looks: one sentence and one button."""

    said: str
    label: str
    url: str


@dataclass(frozen=True)
class Shown:
    """A conference, who looks at it, and on which day."""

    request: Asked
    conference: Conference

    @property
    def today(self) -> date:
        return self.request.today

    @cached_property
    def method(self) -> Method:
        return method_of(self.conference)

    @cached_property
    def may_plan(self) -> bool:
        return may(self.request, steer(self.today)(self.conference), "conference.plan")

    @cached_property
    def may_analyse(self) -> bool:
        return may(self.request, steer(self.today)(self.conference), "conference.analyse")

    @cached_property
    def sessions(self) -> list[Session]:
        return list(self.conference.sessions.select_related("responsible"))

    @property
    def rounds(self) -> list[Session]:
        return [one for one in self.sessions if one.kind == SessionKind.GROUPS]

    @cached_property
    def participants(self) -> int:
        return self.conference.participants.filter(absent=False).count()


def frame(conference: Conference, title: str) -> dict[str, Any]:
    """What a page below the conference needs: its title, the way back, the crumbs."""
    crumbs = (*unit_crumbs(conference.unit), Crumb(conference.title, conference.get_absolute_url()))
    return {"conference": conference, "title": title, "back": conference.get_absolute_url(), "crumbs": crumbs}
