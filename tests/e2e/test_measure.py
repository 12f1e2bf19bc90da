"""A measure from end to end: handed in on a phone, and looked at again twelve months after it became daily practice.

Two meetings, three roles, a year and a half; the clock is set. What the page says is found by the reader's own words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Locator, Page, expect

from samspill.core.schoolyear.periods import add_months
from samspill.measures.actions.analysing import merge
from samspill.measures.actions.hearing import give_answer
from samspill.measures.actions.planning import appoint, take_part
from samspill.measures.actions.stepping import step
from samspill.measures.bridge import phase_at, stage_of
from samspill.measures.models import Chosen, LogEntry, Measure, Recheck, Statement, Verdict
from samspill.measures.queries import method_of
from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.actions.running import begin_meeting, end_meeting
from samspill.meetings.models import Meeting
from samspill.people.models import Person
from tests.cast import Cast, adopt, assemble
from tests.clock import Clock, clock
from tests.measures import proposal, said

__all__ = ["clock"]
pytestmark = pytest.mark.e2e
PHONE = {"viewport": {"width": 375, "height": 740}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 900}}
SUBMIT = "main form.ss-form button[type=submit]"
SAID, EARLIER, TITLE = "Mandagene begynner med bråk.", "To voksne i første time på mandager", "To voksne i første time"
WHY, WORD = "Det er uro når uka begynner.", "Vi vil vite hva som skal til."
CONCLUSION, KEPT = "Vi prøver det på sjette trinn.", "Vi gjør det på hele skolen."
DONE = ("Vi møtte klassen i døra.", "Vi var to i alle mandagens timer.")
PAGE = "To voksne tar imot klassen klokka 8.15 hver mandag."


@dataclass
class Stage:
    """The school of Fjellheim through a year and a half, and what axe found on the pages that were seen."""

    cast: Cast
    clock: Clock
    language: str
    enter: Callable[..., Page]
    axe: Callable[..., list[str]]
    statement: Statement
    earlier: Measure
    seen: set[str] = field(default_factory=set)
    found: list[str] = field(default_factory=list)

    def day(self, year: int, month: int, day: int) -> None:
        self.clock.set(datetime.combine(date(year, month, day), time(12, 0), tzinfo=UTC))

    def look(self, page: Page, name: str) -> None:
        """Each page once, in the state that says most; none is wider than its screen. Axe finds the same in each."""
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} scrolls sideways"
        if self.language == "nb" and name not in self.seen:
            self.seen.add(name)
            self.found += [f"{page.url}: {problem}" for problem in self.axe(page)]

    def at(self, person: Person, path: str, **device: object) -> Page:
        return self.enter(person, path, locale=self.language, **device)

    def words(self, msgid: str) -> str:
        with translation.override(self.language):
            return gettext(msgid)

    @property
    def measure(self) -> Measure:
        return Measure.objects.get(title=TITLE)

    def path(self, rest: str = "") -> str:
        return f"/measure/{self.measure.pk}/{rest}"

    def by(self, person: Person) -> dict[str, object]:
        return {"acting": person, "at": self.clock.now()}

    def goes_to(self, stage: str) -> None:
        """A step that is not the point of this test."""
        one = self.measure
        phase = phase_at(method_of(one), stage)
        assert phase
        step(one, to=phase.id, on=self.clock.now().date(), version=one.version, **self.by(self.cast.leader))  # type: ignore[arg-type]

    def meeting(self, arena: str, on: date) -> Meeting:
        team = self.cast.arenas[arena]
        return call_meeting(team, on=on, begins=time(13), minutes=90, **self.by(self.cast.leader))  # type: ignore[arg-type]


@pytest.fixture
def stages(
    live: str, enter: Callable[..., Page], axe: Callable[..., list[str]], clock: Clock
) -> Callable[[str], Stage]:
    def of(language: str) -> Stage:
        clock.set(datetime(2026, 9, 7, 12, 0, tzinfo=UTC))
        cast = adopt(assemble())
        Person.objects.update(language=language)
        earlier = proposal(cast, EARLIER)
        return Stage(cast, clock, language, enter, axe, said(cast, SAID, earlier), earlier)

    return of


@pytest.mark.parametrize("language", ["nb", "sv"])
def test_from_a_proposal_to_a_practice_that_is_alive_after_a_year(
    language: str, stages: Callable[[str], Stage]
) -> None:
    stage = stages(language)

    propose(stage)
    put_forward(stage)
    hear_at_the_resource_team(stage)
    plan(stage)
    decide_at_the_steering_group(stage)
    log(stage)
    evaluate(stage)
    make_it_daily_practice(stage)
    tell_who_proposed(stage)
    look_again(stage)
    follow_the_thread(stage)
    count_it(stage)

    assert stage.found == []


def propose(stage: Stage) -> None:
    """A teacher on her phone: something alike is shown, and she proposes hers all the same."""
    phone = stage.at(stage.cast.teacher, "/proposal/new/", **PHONE)
    phone.locator("[name=title]").fill(TITLE)
    phone.locator("[name=reason]").tap()
    hint = phone.locator("#alike")
    expect(hint).to_contain_text(stage.words("These say something alike"))
    expect(hint.get_by_role("link", name=EARLIER)).to_be_visible()
    phone.keyboard.type(WHY)
    stage.look(phone, "propose")
    send(phone)

    assert stage.measure.proposed_by == stage.cast.teacher
    stage.look(phone, "proposed")


def put_forward(stage: Stage) -> None:
    """The leader lets the earlier one go on in it, puts it forward and asks the teams."""
    merge(stage.measure, [stage.earlier], **stage.by(stage.cast.leader))  # type: ignore[arg-type]
    stage.meeting("resource-team", date(2026, 9, 16))
    desk = stage.at(stage.cast.leader, stage.path("analyse/"), **DESK)
    desk.locator("[name=reason]").fill(WORD)
    stage.look(desk, "analyse")
    go(desk, desk.get_by_role("button", name=stage.words("Put it forward")))
    desk.goto(url(desk, stage.path("ask/")))
    stage.look(desk, "ask")
    send(desk)

    expect(desk.locator("#hearing")).to_be_visible()
    assert stage.measure.answers.count() == 4


def hear_at_the_resource_team(stage: Stage) -> None:
    """It is on the agenda by itself; the team answers while it meets, the grade teams have answered in theirs."""
    stage.day(2026, 9, 16)
    meeting = Meeting.objects.get(arena=stage.cast.arenas["resource-team"])
    desk = stage.at(stage.cast.leader, f"/meeting/{meeting.pk}/", **DESK)
    expect(desk.locator("[data-list=agenda]")).to_contain_text(TITLE)
    begin_meeting(meeting, **stage.by(stage.cast.leader))  # type: ignore[arg-type]
    for answer in stage.measure.answers.exclude(arena=meeting.arena):
        give_answer(answer, stance="for", reason="", version=answer.version, **stage.by(stage.cast.grade_leader_6))  # type: ignore[arg-type]
    asked = stage.measure.answers.get(arena=meeting.arena)
    desk.goto(url(desk, f"/answer/{asked.pk}/"))
    desk.locator("[name=stance][value=changes]").check()
    desk.locator("[name=reason]").fill(WORD)
    stage.look(desk, "answer")
    send(desk)

    hearing = desk.locator("#hearing")
    expect(hearing).to_contain_text(WORD)
    expect(hearing).not_to_contain_text(stage.words("No answer yet"))
    stage.look(desk, "heard")
    end_meeting(Meeting.objects.get(pk=meeting.pk), **stage.by(stage.cast.leader))  # type: ignore[arg-type]
    go_on(desk, stage, "heard")


def plan(stage: Stage) -> None:
    """Six fields: four of words and an arena on the page, who coordinates and who takes part."""
    stage.day(2026, 9, 23)
    cast, since = stage.cast, date(2026, 9, 23)
    desk = stage.at(cast.leader, stage.path("plan/"), **DESK)
    for name in ("goal", "content", "time_frame", "signs"):
        desk.locator(f"[name={name}]").fill(WHY)
    desk.locator("[name=main_arena]").select_option(str(cast.arenas["grade-team-6"].pk))
    desk.locator("[name=level]").select_option("prevention")
    stage.look(desk, "plan")
    send(desk)
    appoint(stage.measure, cast.coordinator, since=since, version=None, **stage.by(cast.leader))  # type: ignore[arg-type]
    people = [cast.teacher, cast.grade_leader_6]
    take_part(stage.measure, people, chosen=Chosen.NAMED, since=since, **stage.by(cast.leader))  # type: ignore[arg-type]
    part = stage.measure.participants.get(person=cast.grade_leader_6)
    desk.goto(url(desk, f"/measure/participant/{part.pk}/"))
    desk.locator("[name=chosen][value=elected]").check()
    desk.locator("[name=represents]").check()
    stage.look(desk, "part")
    send(desk)

    go_on(desk, stage, "planned")
    stage.look(desk, "planned")


def decide_at_the_steering_group(stage: Stage) -> None:
    """To be decided, it is on the agenda by itself; the decision stands in the minutes as an outcome."""
    meeting = stage.meeting("steering-group", date(2026, 10, 14))
    stage.day(2026, 10, 14)
    leader = stage.cast.leader
    desk = stage.at(leader, f"/meeting/{meeting.pk}/", **DESK)
    expect(desk.locator("[data-list=agenda]")).to_contain_text(TITLE)
    begin_meeting(meeting, **stage.by(leader))  # type: ignore[arg-type]
    item = meeting.items.get(source="measure", source_id=stage.measure.pk)
    desk.goto(url(desk, stage.path(f"decide/?item={item.pk}")))
    conclude(desk, Verdict.START, CONCLUSION)
    stage.look(desk, "decide")
    send(desk)
    expect(desk).to_have_url(url(desk, f"/meeting/{meeting.pk}/run/?item={item.pk}"))
    end_meeting(Meeting.objects.get(pk=meeting.pk), **stage.by(leader))  # type: ignore[arg-type]

    desk.goto(url(desk, f"/meeting/{meeting.pk}/minutes/"))
    expect(desk.locator(".ss-minutes")).to_contain_text(CONCLUSION)
    stage.look(desk, "minutes")
    assert stage_of(stage.measure, method_of(stage.measure)) == "decided"
    desk.goto(url(desk, stage.path()))
    go_on(desk, stage, "trying")


def log(stage: Stage) -> None:
    """The coordinator on her phone, twice."""
    for text, day in zip(DONE, ((2026, 10, 26), (2026, 11, 9)), strict=True):
        stage.day(*day)
        phone = stage.at(stage.cast.coordinator, stage.path("log/new/"), **PHONE)
        phone.locator("[name=done]").fill(text)
        stage.look(phone, "log")
        phone.locator("#log-form button[type=submit]").tap()
        expect(phone.locator("main")).to_contain_text(text)

    assert list(LogEntry.objects.order_by("on").values_list("done", flat=True)) == list(DONE)
    stage.look(phone, "logged")


def evaluate(stage: Stage) -> None:
    """The team with whoever they elected, then the leader with the coordinator."""
    stage.day(2026, 12, 7)
    cast = stage.cast
    phone = stage.at(cast.coordinator, stage.path("evaluate/"), **PHONE)
    phone.locator("[name=arena]").select_option(str(cast.arenas["grade-team-6"].pk))
    part = stage.measure.participants.get(person=cast.grade_leader_6)
    phone.locator("[name=representative]").select_option(str(part.pk))
    find(phone, "tried", "experience", "worked", "did_not_work")
    stage.look(phone, "evaluate")
    send(phone)
    desk = stage.at(cast.leader, stage.path("evaluate-with-coordinator/"), **DESK)
    find(desk, "worked", "did_not_work")
    stage.look(desk, "evaluate-with-coordinator")
    send(desk)

    assert stage.measure.evaluations.count() == 2
    go_on(desk, stage, "evaluated")
    stage.look(desk, "evaluated")


def make_it_daily_practice(stage: Stage) -> None:
    desk = stage.at(stage.cast.leader, stage.path("decide/"), **DESK)
    conclude(desk, Verdict.PRACTICE, KEPT)
    desk.locator("[name=owner]").select_option(str(stage.cast.coordinator.pk))
    desk.locator("[name=description]").fill(PAGE)
    stage.look(desk, "decide-practice")
    send(desk)
    stage.look(desk, "practised")
    desk.goto(url(desk, stage.path("practice/")))

    expect(desk.locator("main")).to_contain_text(PAGE)
    stage.look(desk, "practice")
    assert not stage.measure.steps.filter(deviates=True).exists()


def tell_who_proposed(stage: Stage) -> None:
    """Her own page says what became of it, and why."""
    phone = stage.at(stage.cast.teacher, "/", **PHONE)
    line = f"{TITLE}: {stage.words('it is daily practice')}"

    expect(phone.locator("#became")).to_contain_text(line)
    expect(phone.locator("#became")).to_contain_text(WHY)
    stage.look(phone, "home")


def look_again(stage: Stage) -> None:
    """Whoever answers for it says after six months and after twelve how many do it."""
    since = stage.measure.practice_on
    assert since
    for months, using in ((6, 7), (12, 8)):
        assert stage.measure.alive_on is None
        due = add_months(since, months) + timedelta(1)
        stage.day(due.year, due.month, due.day)
        row = Recheck.objects.get(measure=stage.measure, months=months)
        phone = stage.at(stage.cast.coordinator, f"/measure/recheck/{row.pk}/", **PHONE)
        phone.locator("[name=using]").fill(str(using))
        phone.locator("[name=concerned]").fill("8")
        stage.look(phone, "recheck")
        send(phone)

    assert stage.measure.alive_on == due
    stage.look(phone, "rechecked")


def follow_the_thread(stage: Stage) -> None:
    """From what was said forward to the practice, and from the practice back to what was said."""
    reader = stage.at(stage.cast.nurse, f"/statement/{stage.statement.pk}/", **DESK)
    stations = reader.locator("#stations")
    for text in (EARLIER, TITLE, CONCLUSION, KEPT):
        expect(stations).to_contain_text(text)
    stage.look(reader, "statement")
    go(reader, reader.locator("#became").get_by_role("link", name=TITLE, exact=True))
    reader.goto(url(reader, stage.path("thread/")))

    for text in (SAID, EARLIER, CONCLUSION, KEPT):
        expect(reader.locator("main")).to_contain_text(text)
    back = reader.locator(f"main a[href='/statement/{stage.statement.pk}/']").first
    stage.look(reader, "thread")
    go(reader, back)
    expect(reader.locator("blockquote[data-large]")).to_have_text(SAID)


def count_it(stage: Stage) -> None:
    """The funnel of the school: one is alive after a year."""
    desk = stage.at(stage.cast.leader, f"/school/{stage.cast.school.pk}/funnel/", **DESK)
    name = stage.words("Alive after a year")
    row = desk.locator("#funnel table tr").filter(has=desk.locator("th", has_text=name))

    expect(row.locator("td").first).to_have_text("1")
    stage.look(desk, "funnel")


def send(page: Page) -> None:
    go(page, page.locator(SUBMIT).first)


def go(page: Page, wanted: Locator) -> None:
    with page.expect_navigation():
        wanted.click()


def url(page: Page, path: str) -> str:
    """The same server as the page is on."""
    return "/".join(page.url.split("/")[:3]) + path


def go_on(page: Page, stage: Stage, to: str) -> None:
    """The step that the measure's page offers, without any reason to deviate."""
    phase = phase_at(method_of(stage.measure), to)
    assert phase
    page.goto(url(page, stage.path()))
    go(page, page.locator(f"main a[href='{stage.path(f'to/{phase.id}/')}']").first)
    stage.look(page, "step")
    send(page)
    assert stage_of(stage.measure, method_of(stage.measure)) == to


def conclude(page: Page, verdict: str, words: str) -> None:
    page.locator(f"[name=verdict][value={verdict}]").check()
    page.locator("[name=conclusion]").fill(words)
    page.locator("[name=reasons]").fill(WHY)


def find(page: Page, *names: str) -> None:
    for name in names:
        page.locator(f"[name={name}]").fill(WHY)
    page.locator("[name=proposal][value=keep]").check()
