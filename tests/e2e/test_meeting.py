"""A meeting from end to end: a matter handed in on a phone, and its minutes opened by a teacher of a grade team.

Everybody has a browser of her own; the leader has no mouse. The words on the page are in the reader's language, so
that what is pressed is found by where it leads.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect

from samspill.meetings.models import Forward, Item, Meeting, Receipt
from samspill.notes.queries import lines
from samspill.people.models import Person
from samspill.projects.models import Participation
from samspill.queue.running import run_due
from samspill.wheel.actions import lay_plan
from tests.browser import Complaints
from tests.cast import AT, Cast, adopt, assemble
from tests.e2e.keys import follow, go, skip, tab_to, to_the_end
from tests.meeting import resource_meeting

pytestmark = pytest.mark.e2e
PHONE = {"viewport": {"width": 375, "height": 740}, "has_touch": True, "is_mobile": True}
MATTER, DECISION, WHY, PROMISE = "Bråk i garderoben", "Vi prøver to grupper", "Det virket i fjor", "Dele klassen i to"
AWAY = 10  # seconds without network
TAPS = 4  # that handing in may take
SUBMIT = "main form.ss-form button[type=submit]"


@dataclass
class Stage:
    """The resource team of Fjellheim on the day it meets, and what axe found on the pages that were seen."""

    cast: Cast
    meeting: Meeting
    outbox: Path
    enter: Callable[..., Page]
    axe: Callable[..., list[str]]
    found: list[str] = field(default_factory=list)

    def look(self, page: Page) -> None:
        """A page must stand before it is looked at; axe finds the same in each language."""
        expect(page.locator("h1")).to_be_visible()
        if page.locator("html").get_attribute("lang") == "nb":
            self.found += [f"{page.url}: {problem}" for problem in self.axe(page)]

    def path(self, rest: str = "") -> str:
        return f"/meeting/{self.meeting.pk}/{rest}"


@pytest.fixture
def stage(
    live: str, enter: Callable[..., Page], axe: Callable[..., list[str]], settings: object, tmp_path: Path
) -> Stage:
    settings.OUTBOX = tmp_path / "outbox"  # type: ignore[attr-defined]
    cast = adopt(assemble())
    lay_plan(cast.project, cast.school, acting=cast.leader, at=AT)
    return Stage(cast, resource_meeting(cast, timezone.localdate()), tmp_path / "outbox", enter, axe)


@pytest.mark.parametrize("language", ["nb", "da"])
def test_from_a_matter_to_minutes_that_are_read(language: str, stage: Stage, complaints: Complaints) -> None:
    # Without network requests fail, and leaving the meeting cuts its poll off.
    complaints.expect("ERR_INTERNET_DISCONNECTED|Failed to fetch|WebSocket|/run/.*ERR_ABORTED")
    Person.objects.update(language=language)

    hand_in(stage)
    lead = stage.enter(stage.cast.leader, locale=language)
    accept(stage, lead)
    send_agenda(stage, lead)
    begin(stage, lead)
    write_together(stage, lead)
    write_what_came_of_it(stage, lead)
    end_and_share(stage, lead)
    read_in_the_grade_team(stage)
    see_who_opened(stage, lead)
    see_it_on_the_board(stage, lead)

    assert stage.found == []


def hand_in(stage: Stage) -> None:
    """The school nurse has a matter: from her page, on her phone, in four acts at the most."""
    phone = stage.enter(stage.cast.nurse, **PHONE)
    stage.look(phone)
    acts = [
        lambda: leads_to(phone, f"/arena/{stage.meeting.arena_id}/inbox/new/").first.tap(),
        lambda: phone.locator("[name=title]").tap(),
        lambda: phone.keyboard.type(MATTER),
        lambda: phone.locator(SUBMIT).tap(),
    ]
    for act in acts:
        act()

    assert len(acts) <= TAPS
    phone.wait_for_url("**/item/*/")
    stage.look(phone)
    assert Item.objects.get(title=MATTER).submitted_by == stage.cast.nurse


def accept(stage: Stage, lead: Page) -> None:
    """What waits stands on the leader's page; one press takes it on the agenda."""
    inbox = leads_to(lead, f"/arena/{stage.meeting.arena_id}/inbox/")
    stage.look(lead)
    skip(lead)
    if not inbox.first.is_visible():
        open_with(lead, lead.locator("#waiting summary"))
    follow(lead, inbox)
    stage.look(lead)
    go(lead, lead.locator("form[action*='/accept/'] button"))
    go(lead, leads_to(lead, stage.path()))
    expect(lead.locator("[data-list=agenda]")).to_contain_text(MATTER)
    stage.look(lead)


def send_agenda(stage: Stage, lead: Page) -> None:
    """One act, and everybody invited has the agenda in the text and as PDF, and the entry for the calendar."""
    go(lead, leads_to(lead, stage.path("agenda/send/")))
    stage.look(lead)
    go(lead, lead.locator(SUBMIT))
    run_due(timezone.now())

    letters = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in stage.outbox.glob("*.eml")]
    invited = set(stage.meeting.presences.values_list("person__email", flat=True))
    assert {letter["To"].addresses[0].addr_spec for letter in letters} == invited
    for letter in letters:
        carries_the_agenda(letter)


def carries_the_agenda(letter: EmailMessage) -> None:
    parts = {part.get_content_type(): part for part in letter.walk()}
    assert MATTER in parts["text/plain"].get_content()
    assert parts["application/pdf"].get_content().startswith(b"%PDF-")
    asked = Calendar.from_ical(parts["text/calendar"].get_content())
    assert parts["text/calendar"].get_param("method") == asked["METHOD"] == "REQUEST"
    assert len(asked.walk("VEVENT")) == 1


def begin(stage: Stage, lead: Page) -> None:
    """All are here; the meeting begins, and takes up the matter."""
    go(lead, leads_to(lead, stage.path("run/")))
    skip(lead)
    press(lead, lead.locator("#tick-all-button"))
    expect(lead.locator("#tick-all-button")).to_have_count(0)
    stage.look(lead)
    follow(lead, lead.locator("form[action$='/begin/'] button"))
    go(lead, lead.locator("a.ss-stop-link", has_text=MATTER))
    item = Item.objects.get(title=MATTER)
    go(lead, lead.locator(f"form[action$='/go/'] button[value='{item.pk}']"))
    expect(lead.locator("li[data-status=now]")).to_contain_text(MATTER)


def write_together(stage: Stage, lead: Page) -> None:
    """Two write the minutes of one matter; the network of one is gone for ten seconds, and both go on."""
    kari = stage.enter(stage.cast.grade_leader_5, stage.path("run/"))
    skip(lead)
    tab_to(lead, minutes(lead))
    lead.keyboard.type("Ingrid begynner.\n")
    expect(minutes(kari)).to_contain_text("Ingrid begynner.")
    to_the_end(minutes(kari))
    kari.keyboard.type("Kari også.\n")
    expect(minutes(lead)).to_contain_text("Kari også.")
    stands(kari, "saved")
    written = write_on_without_network(kari, lead)
    stands(kari, "saved")
    stands(lead, "saved")

    for page in (lead, kari):
        for words in ("Ingrid begynner.", "Kari også.", *written):
            expect(minutes(page)).to_contain_text(words)
    expect(minutes(kari)).to_have_text(minutes(lead).inner_text(), use_inner_text=True)
    stage.look(lead)


def write_on_without_network(kari: Page, lead: Page) -> list[str]:
    """Kari's network goes; both write for ten seconds, at the speed of a hand."""
    kari.context.set_offline(True)
    stands(kari, "waiting")
    until, written = time.monotonic() + AWAY, list[str]()
    while time.monotonic() < until:
        for page, who in ((kari, "Kari"), (lead, "Ingrid")):
            written.append(f"{who} skriver linje {len(written)}.")
            page.keyboard.type(f"{written[-1]}\n", delay=60)
    stands(kari, "waiting")
    kari.context.set_offline(False)
    return written


def write_what_came_of_it(stage: Stage, lead: Page) -> None:
    """A decision with its reason, and a follow-up for a teacher who is not in the room."""
    choose_kind(lead, "decision", "Tab")
    fill(lead, "text", DECISION)
    fill(lead, "why", WHY)
    add(lead, DECISION)
    choose_kind(lead, "followup", "Shift+Tab")
    fill(lead, "text", PROMISE)
    fill(lead, "who", stage.cast.teacher.name)
    add(lead, PROMISE)
    stage.look(lead)


def end_and_share(stage: Stage, lead: Page) -> None:
    """The meeting ends; its minutes go to the team, and on to the grade teams because the method says so."""
    follow(lead, lead.locator("form[action$='/end/'] button"), "Shift+Tab")
    stage.look(lead)
    go(lead, leads_to(lead, stage.path("minutes/")))
    expect(lead.locator(".ss-minutes")).to_contain_text("Kari også.")
    stage.look(lead)
    go(lead, leads_to(lead, stage.path("share/")))
    stage.look(lead)
    go(lead, lead.locator(SUBMIT))

    went = set(Forward.objects.filter(meeting=stage.meeting, by_default=True).values_list("to__kind", "to__group"))
    assert went >= {("grade-team", "5"), ("grade-team", "6"), ("grade-team", "7")}
    note = Meeting.objects.get(pk=stage.meeting.pk).note
    assert note
    assert {line.author for line in lines(note)} == {stage.cast.leader, stage.cast.grade_leader_5}


def read_in_the_grade_team(stage: Stage) -> None:
    """A teacher of grade 5, who is not in the resource team, finds the minutes and what she is asked for."""
    teacher = stage.enter(stage.cast.teacher)
    stage.look(teacher)
    leads_to(teacher.locator("#minutes"), stage.path("minutes/")).click()
    for words in (MATTER, "Ingrid begynner.", "Kari også.", DECISION, WHY, PROMISE):
        expect(teacher.locator(".ss-minutes")).to_contain_text(words)
    stage.look(teacher)
    teacher.goto(teacher.url.replace(stage.path("minutes/"), "/followups/"))
    stage.look(teacher)
    teacher.get_by_role("link", name=PROMISE, exact=True).click()
    teacher.locator(f"a[href^='{stage.path('minutes/')}']").click()

    expect(teacher.locator(".ss-minutes")).to_contain_text(PROMISE)


def see_who_opened(stage: Stage, lead: Page) -> None:
    """The leader sees that the minutes were opened, by whom and when."""
    lead.reload()
    opened = Receipt.objects.get(meeting=stage.meeting, person=stage.cast.teacher).opened_at
    assert opened
    skip(lead)
    team = lead.locator("#delivered details", has_text=stage.cast.teacher.name)
    open_with(lead, team.locator("summary"))

    expect(team.locator("li", has_text=stage.cast.teacher.name).locator("time")).to_be_visible()
    stage.look(lead)


def see_it_on_the_board(stage: Stage, lead: Page) -> None:
    """The board asks whether the teams exchange their minutes, and answers from this very meeting."""
    own = Participation.objects.get(unit=stage.cast.school)
    lead.goto(lead.url.replace(stage.path("minutes/"), f"/board/{own.pk}/"))
    row = lead.locator(".ss-item", has=lead.locator("h3#L18"))
    skip(lead)
    open_with(lead, row.locator("summary"))
    stage.look(lead)
    follow(lead, row.locator(f"a[href^='{stage.path()}']"))

    expect(lead.locator("h1")).to_be_visible()
    assert lead.url.partition("#")[0].endswith((stage.path(), stage.path("minutes/")))


def leads_to(page: Page | Locator, path: str) -> Locator:
    return page.locator(f"a[href='{path}']")


def minutes(page: Page) -> Locator:
    return page.locator("[data-live-note] [contenteditable=true]")


def stands(page: Page, state: str) -> None:
    """What the sentence beside the text says: saved, or waiting for the network."""
    place = page.locator("[data-live-note]")
    expect(place).to_have_attribute("data-state", state, timeout=15_000)
    expect(place.locator("[data-standing]")).to_have_text(place.get_attribute(f"data-says-{state}") or "")


def press(page: Page, wanted: Locator) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def open_with(page: Page, summary: Locator) -> None:
    press(page, summary)
    expect(summary.locator("xpath=..").first).to_have_attribute("open", "")


def choose_kind(page: Page, kind: str, key: str) -> None:
    """Go into the kinds of outcome, back from the button where one was, and through them with the arrow."""
    kinds, wanted = page.locator("#outcome-form [name=kind]"), page.locator(f"#outcome-form [name=kind][value={kind}]")
    tab_to(page, page.locator("#outcome-form [name=kind]:checked"), key)
    for _step in range(kinds.count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"The arrows do not reach {kind}.")


def fill(page: Page, name: str, text: str) -> None:
    tab_to(page, page.locator(f"#outcome-form [name={name}]"))
    page.keyboard.type(text)


def add(page: Page, text: str) -> None:
    press(page, page.locator("#outcome-form button[type=submit]"))
    expect(page.locator("#outcome-add")).to_be_focused()
    expect(page.locator("#run-outcomes")).to_contain_text(text)
