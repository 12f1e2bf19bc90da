"""The invented municipality of the demo, built through the verbs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from samspill.demo.cast import PARTS


def build(*, at: datetime, say: Callable[[str], None], copy: int = 0) -> None:
    """Build Sundvik as it stands on the day of `at`, with everything that has happened until then.

    One transaction: a demo is whole or not there at all. `copy` makes one more municipality like it, for measuring.
    """
    from django.db import transaction
    from django.utils import timezone
    from django.utils.translation import override

    from samspill.demo import (
        dialogue,
        guiding,
        meetings,
        others,
        overall_plan,
        own_year,
        questions,
        steering,
        story,
        town,
        year,
    )
    from samspill.demo.chronicle import Chronicle
    from samspill.demo.telling import Teller

    today = timezone.localdate(at)
    since = story.project_start(today)
    with transaction.atomic(), override("nb"):
        say("  schools, services and a hundred people …")
        place = town.build(since=since, at=story.noon(since), copy=copy)
        story.set_calendars(place, today)
        say("  arenas and the activity plan …")
        tale = story.begin(place, today)
        for chapter in (story.open_office, story.open_fjellheim, story.open_strandvik, story.open_nordberg):
            chapter(tale)
        say("  what has been held since …")
        teller = Teller(Chronicle(tale))
        for theme in (meetings, dialogue, steering, questions, guiding, others, overall_plan, own_year):
            theme.lay(teller)
        teller.chronicle.tell()
        meetings.follow_up(tale)
        meetings.before_us(teller)
        dialogue.before_us(teller)
        others.open_nesoy(tale)
        story.live(tale)
        guiding.handed_over(tale.project, tale.whose("owner"), today)
        story.speak_up(tale)
        say("  the year that lies ahead …")
        year.lay_ahead(tale)


def sign_in_guide() -> list[tuple[str, str]]:
    """Who is there to be, and as what: (name, part)."""
    from samspill.people.models import Profession

    return [(part.name, str(Profession(part.profession).label)) for part in PARTS]
