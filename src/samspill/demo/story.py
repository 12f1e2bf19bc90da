"""What has happened in Sundvik so far: two schools well into the second year, one just begun, two to compare with.

Every state of the board appears somewhere, and every row is written by the verb a person would have used.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, OuterRef

from samspill.arenas import actions as arenas
from samspill.arenas.models import Arena
from samspill.calendars.actions import set_calendar
from samspill.demo import cast
from samspill.demo.route import first_monday, school_year_of, spans
from samspill.demo.town import Town
from samspill.insight import actions as insight
from samspill.meetings.models import Meeting
from samspill.people.models import Person, Unit
from samspill.projects import actions as projects
from samspill.projects.models import Participation, Project
from samspill.wheel import actions as wheel
from samspill.wheel.models import Occasion
from samspill.wheel.queries import occasions_at

METHOD = "log"
LONG_ENOUGH = 487  # days: a term for the first measure's way, a year in use, and the question that follows


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def project_start(today: date) -> date:
    """The first Monday of a September at least sixteen months ago: long enough for a practice to be a year old."""
    starts = [first_monday(date(today.year - back, 9, 1)) for back in (1, 2, 3)]
    return next(day for day in starts if (today - day).days >= LONG_ENOUGH)


@dataclass
class Story:
    town: Town
    project: Project
    start: date
    today: date

    def whose(self, part: str) -> Person:
        return self.town.cast[part]

    def somebody(self, part: str) -> Person:
        """One of the cast, or somebody of the crowd: `school:teacher:2` is the third teacher there."""
        if ":" not in part:
            return self.whose(part)
        place, profession, number = part.split(":")
        return self.town.some(place, profession)[int(number)]

    def unit(self, key: str) -> Unit:
        return self.town.units[key]

    def participation(self, key: str) -> Participation:
        return Participation.objects.get(project=self.project, unit=self.unit(key))


def set_calendars(town: Town, today: date) -> None:
    for year in range(project_start(today).year, school_year_of(today) + 3):
        set_calendar(
            town.municipality,
            None,
            starts=date(year, 8, 1),
            ends=date(year + 1, 7, 31),
            spans=spans(year),
            source=f"Skolerute for Sundvik {year}–{year + 1}",
            acting=town.cast["administrator"],
            at=noon(date(year, 3, 1)) if date(year, 3, 1) < today else noon(today),
        )


def begin(town: Town, today: date) -> Story:
    """Start the project: services are told, two schools take part, two are compared with, one joins a year later."""
    start = project_start(today)
    owner = town.cast["owner"]
    project = projects.start_project(town.municipality, method=METHOD, starts=start, acting=owner, at=noon(start))
    story = Story(town, project, start, today)
    for number, service in enumerate(("ppt", "health", "welfare")):
        told = start + timedelta(days=3 + 4 * number)
        projects.record_service_contact(project, story.unit(service), on=told, acting=owner, at=noon(told))
    for key in ("school", "other_school"):
        projects.join(project, story.unit(key), joined=start, acting=owner, at=noon(start))
    for key in ("compared", "also_compared"):
        projects.join(project, story.unit(key), joined=start, takes_part=False, acting=owner, at=noon(start))
    return story


def open_office(story: Story) -> None:
    owner, office = story.whose("owner"), story.unit("office")
    forum = _open(story, "office", level="municipality", since=story.start, acting=owner)["strategy-forum"]
    for seating in cast.SEATS:
        if seating.arena == "strategy-forum":
            _seat(story, forum, seating.part, seating.role, leads=seating.leads, since=story.start, acting=owner)
    arenas.seat(
        forum, story.whose("other_leader"), role="school-leader", since=story.start, acting=owner, at=noon(story.start)
    )
    wheel.lay_plan(story.project, office, acting=owner, at=noon(story.start))


def open_fjellheim(story: Story) -> None:
    """The school that came far: everybody has a deputy, and shorter meetings are a reasoned choice."""
    leader = story.whose("leader")
    opened = _open(story, "school", level="school", since=story.start, acting=leader)
    deputies = {
        "nurse": story.town.some("health", "school_nurse")[0],
        "ppt_adviser": story.town.some("ppt", "ppt_adviser")[0],
        "welfare_adviser": story.town.some("welfare", "child_welfare_adviser")[0],
    }
    for seating in cast.SEATS:
        if seating.arena != "strategy-forum":
            _seat(
                story,
                opened[seating.arena],
                seating.part,
                seating.role,
                leads=seating.leads,
                since=story.start,
                acting=leader,
                deputy=deputies.get(seating.part) if seating.arena == "resource-team" else None,
                weekdays=DAYS_AT_SCHOOL.get(seating.part, []) if seating.arena == "resource-team" else [],
            )
    _fill_teams(story, "school", opened, acting=leader)
    _guest(story, opened["resource-team"], story.whose("researcher"), acting=leader)
    wheel.lay_plan(story.project, story.unit("school"), acting=leader, at=noon(story.start))


# Wednesday is the day they have in common: without one the team could never meet as a whole.
DAYS_AT_SCHOOL = {"nurse": [1, 3], "ppt_adviser": [2, 3], "welfare_adviser": [3, 4]}


def open_strandvik(story: Story) -> None:
    """The school that struggles: shared specialists without deputies, a steering group with an empty seat."""
    leader, since = story.whose("other_leader"), story.start
    opened = _open(story, "other_school", level="school", since=since, acting=leader)
    teachers = {teacher.positions.get().grades[0]: teacher for teacher in story.town.some("other_school")[:3]}
    steering, team = opened["steering-group"], opened["resource-team"]
    arenas.change_arena(team, version=None, name="Tverrfagleg team", acting=leader, at=noon(since))
    for arena in (steering, team):
        arenas.seat(arena, leader, role="school-leader", leads=True, since=since, acting=leader, at=noon(since))
    arenas.seat(steering, teachers[5], role="grade-leader-representative", since=since, acting=leader, at=noon(since))
    for grade, teacher in teachers.items():
        arenas.seat(team, teacher, role="grade-team-leader", since=since, acting=leader, at=noon(since))
        own = opened[f"grade-team-{grade}"]
        arenas.seat(own, teacher, role="grade-team-leader", leads=True, since=since, acting=leader, at=noon(since))
    _seat(story, team, "nurse", "school-nurse", since=since, acting=leader, weekdays=[2, 4])
    coordinator = story.town.some("other_school", "special_needs_coordinator")[0]
    arenas.seat(team, coordinator, role="special-needs-coordinator", since=since, acting=leader, at=noon(since))
    _seat(story, team, "ppt_adviser", "ppt-adviser", since=since, acting=leader, weekdays=[4])
    _fill_teams(story, "other_school", opened, acting=leader)
    wheel.lay_plan(story.project, story.unit("other_school"), acting=leader, at=noon(since))


def open_nordberg(story: Story) -> None:
    """The school that has just begun: arenas are open, most seats are still to be filled."""
    joined = story.today - timedelta(days=24)
    owner, leader = story.whose("owner"), story.town.some("starting", "school_leader")[0]
    projects.join(story.project, story.unit("starting"), joined=joined, acting=owner, at=noon(joined))
    opened = _open(story, "starting", level="school", since=joined, acting=leader)
    for kind in ("steering-group", "resource-team"):
        arenas.seat(
            opened[kind], leader, role="school-leader", leads=True, since=joined, acting=leader, at=noon(joined)
        )
    _seat(story, opened["resource-team"], "welfare_adviser", "child-welfare-adviser", since=joined, acting=leader)
    wheel.lay_plan(story.project, story.unit("starting"), acting=leader, at=noon(joined))


def _open(story: Story, key: str, *, level: str, since: date, acting: Person) -> dict[str, Arena]:
    opened = arenas.open_arenas(story.project, story.unit(key), level=level, since=since, acting=acting, at=noon(since))
    return {f"{arena.kind}-{arena.group}".rstrip("-"): arena for arena in opened}


def _seat(story: Story, arena: Arena, part: str, role: str, *, since: date, acting: Person, **fields: object) -> None:
    arenas.seat(arena, story.whose(part), role=role, since=since, acting=acting, at=noon(since), **fields)


def _fill_teams(story: Story, key: str, opened: dict[str, Arena], *, acting: Person) -> None:
    """Every teacher of grades 5 to 7 sits in the team of the grade."""
    for teacher in story.town.some(key):
        for grade in teacher.positions.get().grades:
            team = opened.get(f"grade-team-{grade}")
            if team and not team.memberships.filter(person=teacher).exists():
                arenas.seat(team, teacher, role="teacher", since=story.start, acting=acting, at=noon(story.start))


def _guest(story: Story, arena: Arena, person: Person, *, acting: Person) -> None:
    since = story.today - timedelta(days=30)
    arenas.seat(
        arena,
        person,
        guest=True,
        since=since,
        until=story.today + timedelta(days=45),
        acting=acting,
        at=noon(since),
    )


def live(story: Story) -> None:
    """Let the months pass: what was held is ticked off, what was not is left standing or called off."""
    _hold(story, "office", story.whose("owner"), missed=("strategy-forum",), minutes=150)
    _hold(story, "school", story.whose("leader"), minutes=90)
    _hold(story, "other_school", story.whose("other_leader"), missed=("steering-group", "resource-team"), minutes=120)
    _hold(story, "starting", story.town.some("starting", "school_leader")[0], minutes=120)


def _hold(story: Story, key: str, acting: Person, *, minutes: int, missed: tuple[str, ...] = ()) -> None:
    """Tick off what lies behind; of the kinds in `missed` every third was never held, and one was called off."""
    count = 0
    for occasion in _past(story, key):
        if occasion.arena and occasion.arena.kind in missed:
            count += 1
            if count == 2:
                _call_off(occasion, acting)
            if count % 3 == 2:
                continue
        length = minutes if occasion.arena and occasion.arena.kind == "resource-team" else None
        wheel.record_held(occasion, on=occasion.on, minutes=length, version=None, acting=acting, at=noon(occasion.on))


def _past(story: Story, key: str) -> list[Occasion]:
    """What lies behind and no meeting in Samspill tells of."""
    behind = occasions_at(story.project, story.unit(key)).filter(on__lt=story.today - timedelta(days=4))
    met = Meeting.objects.filter(
        arena=OuterRef("arena"), on__gte=OuterRef("earliest"), on__lte=OuterRef("latest"), ended_at__isnull=False
    )
    return list(behind.exclude(Exists(met)).select_related("project", "unit", "arena").order_by("on"))


def _call_off(occasion: Occasion, acting: Person) -> None:
    wheel.call_off(
        occasion,
        reason="Influensa i personalet, ny dato ikke funnet.",
        version=None,
        acting=acting,
        at=noon(occasion.on),
    )


# How Fjellheim's resource team judges itself, beside what the traces say.
OWN_WORDS = (
    ("dialogue", 1, "Vi lytter godt, men noen få bruker det meste av tida."),
    ("L12", 2, "Ja, på alle møter. Noen ganger burde vi stanse lenger ved hvert tiltak."),
    ("L18", 1, "Referatene kommer fram. Vi vet ikke alltid om de blir snakket om."),
)


def speak_up(story: Story) -> None:
    """Deviations with reason, an adaptation, the contact list reviewed, a released board and a call for support."""
    leader, other, owner = story.whose("leader"), story.whose("other_leader"), story.whose("owner")
    recently = story.today - timedelta(days=12)
    fjellheim, strandvik = story.participation("school"), story.participation("other_school")
    insight.depart(
        fjellheim,
        requirement="L10",
        reason="Vi møtes nitti minutter, men hver tredje uke. Da rekker helsesykepleieren neste skole.",
        since=story.start,
        acting=leader,
        at=noon(story.start),
    )
    insight.depart(
        strandvik,
        requirement="L36",
        reason="Vi har aldri hatt eit rettleiingsteam, så det er ingenting å ta over.",
        not_applicable=True,
        since=story.start,
        acting=other,
        at=noon(story.start),
    )
    insight.depart(
        strandvik,
        requirement="L15",
        reason="Vi tok opp erfaringane på eit fellesmøte i juni, medan alle hugsa dei.",
        since=story.start,
        acting=other,
        at=noon(story.start),
    )
    for key, acting in (("school", leader), ("other_school", other)):
        _review_contacts(story, key, acting, years_ago=int(key == "other_school"))
    projects.adapt(
        story.project,
        path="requirements.L19.params.days",
        value=200,
        reason="Tjenestene bytter folk oftere enn en gang i året, så listen ses gjennom hvert halvår.",
        acting=owner,
        at=noon(recently),
    )
    _judge(story, fjellheim, leader, recently)
    insight.release_board(fjellheim, acting=leader, at=noon(recently))
    insight.release_board(strandvik, acting=other, at=noon(recently))
    _ask_and_answer(story, recently)


def _judge(story: Story, fjellheim: Participation, leader: Person, recently: date) -> None:
    """What the team thinks of itself, beside what the traces say."""
    team = Arena.objects.get(project=story.project, unit=story.unit("school"), kind="resource-team")
    for requirement, value, reason in OWN_WORDS:
        insight.judge(
            fjellheim,
            requirement=requirement,
            value=value,
            reason=reason,
            on=recently,
            arena=team,
            acting=leader,
            at=noon(recently),
        )


def _ask_and_answer(story: Story, recently: date) -> None:
    """A call for support that waits, and one that was answered."""
    leader, other, owner = story.whose("leader"), story.whose("other_leader"), story.whose("owner")
    fjellheim, strandvik = story.participation("school"), story.participation("other_school")
    insight.ask_support(
        strandvik,
        requirement="L05",
        text="Barnevernet har ikkje peika ut nokon til oss, og PPT har ingen vara. Kan skuleeigaren ta det opp?",
        acting=other,
        at=noon(recently),
    )
    need = insight.ask_support(
        fjellheim,
        requirement="L09",
        text="Vi mangler vikar når trinnlederne er i ressursteamet.",
        acting=leader,
        at=noon(recently - timedelta(days=30)),
    )
    insight.answer_support(
        need,
        answer="Fra januar dekker vi to vikartimer i måneden for hver av de tre trinnlederne.",
        acting=owner,
        at=noon(recently),
    )


def _review_contacts(story: Story, key: str, acting: Person, *, years_ago: int) -> None:
    team = Arena.objects.get(project=story.project, unit=story.unit(key), kind="resource-team")
    on = max(story.start, story.today - timedelta(days=20 + 340 * years_ago))
    arenas.review_contacts(team, on=on, acting=acting, at=noon(on))
