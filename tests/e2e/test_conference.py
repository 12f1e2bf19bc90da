"""A conference from end to end: planned from the method's script, and two weeks later read by those who took part.

Ten browsers: the leader, the hall's projector, seven phones without an account, a participant. The clock is set. What
is pressed is found by where it leads, since the words are in the reader's language. Axe weighs the first language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import cycle

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser, Locator, Page, expect

from samspill.conferences.models import Conference, Group, Participant, Point, Session, Theme
from samspill.conferences.queries import rounds_of
from samspill.measures.models import Measure, Source
from samspill.people.models import Person
from tests.browser import Complaints
from tests.cast import Cast, adopt, assemble
from tests.clock import Clock, clock
from tests.conferring import staff
from tests.e2e.hall import too_small
from tests.e2e.keys import skip, tab_to
from tools import session

__all__ = ["clock"]
pytestmark = pytest.mark.e2e
PHONE = {"viewport": {"width": 375, "height": 760}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 900}}
WALL = {"viewport": {"width": 1280, "height": 720}}
SUBMIT = "main form.ss-form button[type=submit]"
PATIENCE = 30_000  # ten browsers and a server share what the machine has
PHONES, AWAY = 7, 2  # phones of the first round, and how many of them lose the net
MORE = 6  # people at the school besides the cast
TITLE, QUESTION, PURPOSE = "Trygge morgener", "Hva virker når dagen begynner?", "Alle elever begynner dagen godt."
FIRST, SECOND = "En voksen i døra", "Rolig overgang"
PROPOSAL, WHY = "En voksen møter klassen i døra", "Mange grupper sier det samme."
OPENING, COMING = "Takk for alt dere sa.", "Ressursteamet gjør forslagene konkrete i oktober."


@dataclass
class Stage:
    """The school of Fjellheim around its conference, and what axe found on the pages that were seen."""

    cast: Cast
    clock: Clock
    language: str
    enter: Callable[..., Page]
    join: Callable[[str], Page]
    axe: Callable[..., list[str]]
    complaints: Complaints
    phones: list[Page] = field(default_factory=list)
    screens: dict[Person, Page] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    found: list[str] = field(default_factory=list)

    def day(self, month: int, day: int, hour: int = 10) -> None:
        self.clock.set(datetime(2026, month, day, hour, 0, tzinfo=UTC))

    def look(self, page: Page, name: str) -> None:
        """Each page once, in the state that says most; none is wider than its screen. Axe finds the same in each."""
        expect(page.locator("h1").first).to_be_attached()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} scrolls sideways"
        if self.language == "nb" and name not in self.seen:
            self.seen.add(name)
            self.found += [f"{page.url}: {problem}" for problem in self.axe(page)]

    def at(self, person: Person, path: str, **device: object) -> Page:
        """A browser takes longer to open than a page: a person's is opened once, and signed in again on later days."""
        if person in self.screens:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.key_for(person)}
            self.screens[person].context.add_cookies([{**cookie, "url": url(self.screens[person], "/")}])  # type: ignore[list-item]
            to(self.screens[person], path)
        else:
            self.screens[person] = self.enter(person, path, locale=self.language, **device)
            self.screens[person].context.set_default_timeout(PATIENCE)
        return self.screens[person]

    def words(self, msgid: str) -> str:
        with translation.override(self.language):
            return gettext(msgid)

    @property
    def conference(self) -> Conference:
        return Conference.objects.select_related("meeting").get()

    def path(self, rest: str = "") -> str:
        return f"/conference/{self.conference.pk}/{rest}"

    def session(self, place: int) -> Session:
        return list(self.conference.sessions.order_by("place"))[place]


@pytest.fixture
def join(browser: Browser, live: str, complaints: Complaints, language: str) -> Iterator[Callable[[str], Page]]:
    """Another phone without an account."""
    contexts = []

    def phone(path: str) -> Page:
        context = browser.new_context(locale=language, timezone_id="Europe/Oslo", reduced_motion="reduce", **PHONE)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        complaints.listen(page, live)
        page.goto(f"{live}{path}")
        return page

    yield phone
    for context in contexts:
        context.close()


@pytest.fixture
def patience() -> Iterator[None]:
    """Playwright gives every expectation five seconds otherwise."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def stage(
    patience: None,
    language: str,
    clock: Clock,
    join: Callable[[str], Page],
    enter: Callable[..., Page],
    axe: Callable[..., list[str]],
    complaints: Complaints,
) -> Stage:
    clock.set(datetime(2026, 9, 7, 10, 0, tzinfo=UTC))
    cast = adopt(assemble())
    staff(cast, MORE)
    Person.objects.update(language=language)
    return Stage(cast, clock, language, enter, join, axe, complaints)


@pytest.mark.parametrize("language", ["nb", "da"])
def test_from_a_plan_to_an_answer_that_everybody_reads(stage: Stage) -> None:
    desk = plan(stage)
    put_on_the_list(stage, desk)
    compose(stage, desk)
    somebody_is_absent(stage, desk)
    announce(stage, desk)

    hold_the_day(stage)
    come_too_late(stage)

    analyse(stage)
    propose(stage)
    hand_on(stage)
    read_the_answer(stage)

    assert stage.found == []


# Before the day


def plan(stage: Stage) -> Page:
    """From the method's own script; the question of the first round is the school's."""
    desk = stage.at(stage.cast.leader, f"/unit/{stage.cast.school.pk}/conferences/new/", **DESK)
    go(desk, desk.locator("a[href*='from=script:two-rounds']").first)
    desk.locator("[name=title]").fill(TITLE)
    desk.locator("[name=purpose]").fill(PURPOSE)
    desk.locator("[name=on]").fill("2026-09-23")
    desk.locator("[name=facilitator]").select_option(str(stage.cast.coordinator.pk))
    send(desk)

    assert stage.conference.sessions.count() == 6
    first = rounds_of(stage.conference)[0]
    to(desk, stage.path("programme/"))
    desk.locator(f"#change-{first.pk}").click()
    desk.locator("#part-form [name=question]").fill(QUESTION)
    desk.locator("#part-form button[type=submit]").click()
    expect(desk.locator(f"#session-{first.pk}")).to_contain_text(QUESTION)
    return desk


def put_on_the_list(stage: Stage, desk: Page) -> None:
    """Everybody at the school and in its resource team in one act, then the invitation."""
    to(desk, stage.path("participants/add/"))
    desk.locator(f"[name=arenas][value=arena-{stage.cast.arenas['resource-team'].pk}]").check()
    desk.locator(f"[name=units][value=unit-{stage.cast.school.pk}]").check()
    send(desk)
    to(desk, stage.path("invite/"))
    send(desk)

    assert stage.conference.participants.count() == stage.conference.meeting.presences.count() == 10 + MORE


def compose(stage: Stage, desk: Page) -> None:
    to(desk, stage.path("groups/"))
    desk.locator(f"form[action='{stage.path('groups/compose/')}'] button").click()

    # The composer may have to be compiled first.
    expect(desk.locator(".ss-group").first).to_be_visible(timeout=2 * PATIENCE)
    stage.look(desk, "composer")
    for one in rounds_of(stage.conference):
        assert one.seats.count() == 10 + MORE
        assert not one.groups.filter(leader=None).exists()


def somebody_is_absent(stage: Stage, desk: Page) -> None:
    """Two taps, and a proposal that is read before it counts."""
    away = Participant.objects.get(person=stage.cast.nurse)
    desk.locator(f"#seat-{away.pk}").click()
    stage.look(desk, "composer-person")
    go(desk, desk.locator(f"a[href='{stage.path(f'groups/absent/{away.pk}/')}']"))
    stage.look(desk, "absence")
    go(desk, desk.locator("main form:has([name=key]) button"))

    assert not away.seats.exists()
    expect(desk.locator(f"#seat-{away.pk}")).to_have_count(0)


def announce(stage: Stage, desk: Page) -> None:
    expect(desk.locator(".ss-group").first).to_be_visible()
    desk.locator("[commandfor=announce][command=show-modal]").click()
    go(desk, desk.locator(f"dialog form[action='{stage.path('groups/announce/')}'] button"))

    assert stage.conference.groups_set_at


# The day


def hold_the_day(stage: Stage) -> None:
    """One laptop, one projector, and phones over a bad net."""
    stage.complaints.expect("ERR_INTERNET_DISCONNECTED|status of 422")
    stage.day(9, 23, 7)
    desk = stage.at(stage.cast.leader, stage.path("stage/"), **DESK)
    tap(desk, stage.path("begin/"))
    hall = stage.at(stage.cast.coordinator, stage.path("projector/"), **WALL)
    begin(stage, desk, hall, 0)
    write_in_the_first_round(stage, desk, hall)
    report_to_the_hall(stage, desk, hall)
    if stage.language == "nb":
        write_in_the_second_round(stage, desk, hall)
    close(stage, desk, hall)
    hall.context.close()


def begin(stage: Stage, desk: Page, hall: Page, place: int) -> Session:
    """Take up a part; the hall follows by itself, and is legible."""
    part = stage.session(place)
    tap(desk, f"/session/{part.pk}/begin/")
    expect(desk.locator("[data-status=now]")).to_contain_text(part.theme)
    expect(hall.locator(".ss-beamer-head")).to_contain_text(part.theme)
    assert too_small(hall) == []
    return part


def write_in_the_first_round(stage: Stage, desk: Page, hall: Page) -> None:
    """Two statements from each phone; some of them are without a net meanwhile, and nothing is lost."""
    part = begin(stage, desk, hall, 1)
    groups = list(part.groups.order_by("number"))
    desk.locator("button[name=what][value=join]").click()
    expect(hall.locator(".ss-beamer-codes")).to_contain_text(f"{groups[0].code[:3]} {groups[0].code[3:]}")
    assert too_small(hall) == []
    stage.look(hall, "projector")
    for _number, group in zip(range(PHONES), cycle(groups), strict=False):
        stage.phones.append(joined(stage, group))
    stage.look(stage.phones[0], "phone")
    lost = stage.phones[-AWAY:]
    for page in lost:
        page.context.set_offline(True)
    for number, page in enumerate(stage.phones):
        write(page, *said_by(number))
    for page in lost:
        expect(page.locator("[data-standing=waiting]")).to_have_count(2)
        page.context.set_offline(False)
    for number, page in enumerate(stage.phones):
        kept(page, *said_by(number))

    assert Point.objects.filter(group__session=part, removed_at=None).count() == 2 * PHONES
    stage.look(desk, "control")
    for page, group in zip(stage.phones, groups, strict=False):
        hand_in(page, group)


def joined(stage: Stage, group: Group) -> Page:
    """The first phone types its code, wrong to begin with; the others follow the square code on the wall."""
    if stage.phones:
        page = stage.join(f"/k/{group.code}/")
    else:
        page = stage.join("/k/")
        mistype(stage, page)
        page.locator("[name=code]").fill(group.code.lower())
        send(page)
    expect(page).to_have_url(url(page, f"/k/note/{group.pk}/"))
    return page


def mistype(stage: Stage, page: Page) -> None:
    page.locator("[name=code]").fill("AAA AAA")
    send(page)
    expect(page.locator("[name=code]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[name=code]")).to_have_value("AAA AAA")
    stage.look(page, "wrong-code")


def said_by(number: int) -> tuple[str, str]:
    return f"En voksen står i døra, gruppe {number}.", f"Rolig musikk når klassen kommer, sier {number}."


def write(page: Page, *texts: str) -> None:
    for text in texts:
        page.locator("#say [name=text]").fill(text)
        page.locator("#say [name=text]").press("Enter")
        expect(page.locator("[data-points]")).to_contain_text(text)


def kept(page: Page, *texts: str) -> None:
    expect(page.locator("[data-points] [data-standing=waiting]")).to_have_count(0)
    for text in texts:
        row = page.locator(".ss-point", has_text=text)
        expect(row.locator("[data-standing=saved]")).to_be_visible()


def hand_in(page: Page, group: Group) -> None:
    """Up to three of what the group has said; it was asked for no more."""
    for box in page.locator("[data-points] .ss-point-choose input").all()[:3]:
        box.tap()
        expect(box).to_be_checked()
    page.locator("#hand-in button[type=submit]").click()
    expect(page.locator("[data-handed-in]")).to_be_visible()
    assert Group.objects.get(pk=group.pk).handed_in_at


def report_to_the_hall(stage: Stage, desk: Page, hall: Page) -> None:
    """Each group has the floor in its turn; its points stand on the wall."""
    groups = list(stage.session(1).groups.order_by("number"))
    begin(stage, desk, hall, 2)
    for number, group in enumerate(groups):
        if number == 0:
            tap(desk, f"/group/{group.pk}/floor/")
        wall = hall.locator("#beamer[data-shows=board]")
        for point in group.points.filter(removed_at=None, plenary__isnull=False):
            expect(wall).to_contain_text(point.text)
        assert too_small(hall) == []
        stage.look(desk, "plenary")
        stage.look(hall, "board")
        tap(desk, f"/group/{group.pk}/heard/")
        expect(desk.locator(f"form[action='/group/{group.pk}/heard/']")).to_have_count(0)

    assert not Group.objects.filter(session=stage.session(1), heard_at=None).exists()


def write_in_the_second_round(stage: Stage, desk: Page, hall: Page) -> None:
    """The phones are told that the next round has begun, and go on with the next code."""
    part = begin(stage, desk, hall, 4)
    for page, group in zip(stage.phones, part.groups.order_by("number"), strict=False):
        expect(page.locator("[data-next]")).to_be_visible()
        go(page, page.locator("[data-next] a"))
        to(page, f"/k/{group.code}/")
        write(page, f"Vi begynner likt hver dag, bord {group.number}.")
        kept(page)
        hand_in(page, group)


def close(stage: Stage, desk: Page, hall: Page) -> None:
    """Every group has handed in, so the minutes are in as soon as the day is closed."""
    to(desk, stage.path("close/"))
    send(desk)
    expect(hall.locator("#beamer[data-shows=thanks]")).to_be_visible()
    assert too_small(hall) == []

    assert stage.conference.state == "minutes-in"


def come_too_late(stage: Stage) -> None:
    """The day after a code opens nothing, and the page says why."""
    stage.day(9, 24)
    page, code = stage.phones[0], rounds_of(stage.conference)[0].groups.first().code  # type: ignore[union-attr]
    to(page, "/k/")
    page.locator("[name=code]").fill(code)
    send(page)

    expect(page.locator("main")).to_contain_text(TITLE)
    expect(page.locator("[name=code]")).to_have_attribute("aria-invalid", "true")
    for one in stage.phones:
        one.context.close()


# After the day


def analyse(stage: Stage) -> None:
    """A theme by keyboard alone, another in bulk."""
    stage.day(10, 5)
    desk = stage.at(stage.cast.leader, stage.path("statements/"), **DESK)
    skip(desk)
    tab_to(desk, desk.locator(".ss-said input"))
    desk.keyboard.press("Space")
    for _step in range(4):
        desk.keyboard.press("Shift+ArrowDown")
    desk.keyboard.press("n")
    desk.keyboard.type(FIRST)
    desk.keyboard.press("Enter")
    expect(desk.locator(".ss-coding-theme", has_text=FIRST)).to_be_visible()
    assert themed(FIRST) == 5

    desk.locator("#code-filter [name=state]").select_option("uncoded")
    expect(desk.locator(".ss-said:visible")).to_have_count(Point.objects.count() - 5)
    desk.locator("[data-choose-shown]").click()
    desk.locator("#code-name").fill(SECOND)
    desk.locator("#code-form button[value=new]").click()
    expect(desk.locator(".ss-coding-theme", has_text=SECOND)).to_be_visible()
    stage.look(desk, "coding")

    assert themed(SECOND) == Point.objects.count() - 5


def themed(name: str) -> int:
    return Theme.objects.get(name=name).codings.values("point").distinct().count()


def propose(stage: Stage) -> None:
    """The proposal keeps the statements it grew from, word for word, and is nobody's."""
    theme = Theme.objects.get(name=FIRST)
    desk = stage.at(stage.cast.leader, f"/theme/{theme.pk}/propose/", **DESK)
    desk.locator("[name=title]").fill(PROPOSAL)
    desk.locator("[name=reason]").fill(WHY)
    for box in desk.locator("[name=points]").all():
        box.check()
    stage.look(desk, "propose")
    send(desk)

    measure = Measure.objects.get(title=PROPOSAL)
    said = Point.objects.filter(codings__theme=theme).values_list("text", flat=True)
    assert sorted(measure.statements.values_list("text", flat=True)) == sorted(said)
    assert (measure.source, measure.proposed_by) == (Source.CONFERENCE, None)


def hand_on(stage: Stage) -> None:
    """The analysis stands, the teams get it, the participants get their answer."""
    desk = stage.at(stage.cast.leader, stage.path("finish-analysis/"), **DESK)
    if desk.locator("[name=reason]").count():
        desk.locator("[name=reason]").fill("Second round: nobody wrote.")
    send(desk)
    to(desk, stage.path("hand-on/"))
    send(desk)
    assert stage.conference.handed_on_at
    go(desk, desk.locator(f"main a[href='{stage.path('report/write/')}']").first)
    desk.locator("[name=opening]").fill(OPENING)
    desk.locator("[name=coming]").fill(COMING)
    send(desk)

    expect(desk).to_have_url(url(desk, stage.path("report/")))
    assert stage.conference.reported_at


def read_the_answer(stage: Stage) -> None:
    """A participant reads what was said and what became of it, and nobody's name."""
    phone = stage.at(stage.cast.teacher, stage.path("report/"), **PHONE)
    page = phone.locator("main")

    for text in (OPENING, COMING, FIRST, SECOND, PROPOSAL, *said_by(0), *said_by(len(stage.phones) - 1)):
        expect(page).to_contain_text(text)
    read = page.inner_text()
    names = Participant.objects.values_list("person__name", flat=True)
    assert [name for name in names if name in read] == []
    stage.look(phone, "report")


def send(page: Page) -> None:
    go(page, page.locator(SUBMIT).first)


def tap(page: Page, path: str) -> None:
    page.locator(f"form[action='{path}'] button").first.click()


def go(page: Page, wanted: Locator) -> None:
    with page.expect_navigation():
        wanted.click()


def to(page: Page, path: str) -> None:
    page.goto(url(page, path))


def url(page: Page, path: str) -> str:
    """The same server as the page is on."""
    return "/".join(page.url.split("/")[:3]) + path
