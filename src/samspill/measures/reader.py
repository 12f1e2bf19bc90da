"""What whoever reads of a measure may see of its people, its log and its meetings."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.access.gate import may
from samspill.measures.models import Measure
from samspill.meetings.models import Item
from samspill.people.models import Person


@dataclass(frozen=True, slots=True)
class Matter:
    """The matter of a meeting at which something happened; without an address for those who may not read it."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """What whoever reads may see: names for those who work there, texts of the log for those who read it."""

    request: HttpRequest
    _seen: dict[tuple[int, str], bool] = field(default_factory=dict)

    def may(self, measure: Measure, word: str) -> bool:
        asked = (measure.pk, word)
        if asked not in self._seen:
            self._seen[asked] = may(self.request, measure, word)
        return self._seen[asked]

    def log(self, measure: Measure) -> bool:
        return self.may(measure, "log.read")

    def names(self, measure: Measure | None) -> bool:
        return measure is not None and (self.may(measure, "measure.propose") or self.log(measure))

    def name(self, person: Person | None, measure: Measure | None) -> str:
        return person.name if person is not None and self.names(measure) else ""

    def matter(self, item: Item | None) -> Matter | None:
        if item is None:
            return None
        url = item.get_absolute_url() if may(self.request, item, "item.read") else ""
        if item.meeting is None:
            return Matter(item.title, url)
        holes = {"arena": item.arena, "day": date_format(item.meeting.on)}
        return Matter(_("%(arena)s, meeting on %(day)s") % holes, url)
