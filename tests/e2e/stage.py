"""A municipality with something on every page, and the list of all pages: who opens which."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from samspill.arenas.actions import seat
from samspill.clarifications.actions import raise_case
from samspill.clarifications.models import Clarification
from samspill.conferences.actions.code import make_theme
from samspill.conferences.codes import new_code
from samspill.conferences.models import Conference, Group, Suggestions
from samspill.conferences.queries import rounds_of
from samspill.delivery.actions import Recipient, send
from samspill.delivery.letter import Paragraph, compose
from samspill.delivery.receiving import receive as receive_mail
from samspill.documents.actions import Place, take_in
from samspill.documents.jobs import convert as read_file
from samspill.documents.models import Upload as HandedIn
from samspill.followups.models import Followup
from samspill.guidance import actions as guidance
from samspill.guidance.conferences import conferences_of
from samspill.guidance.models import Conversation
from samspill.guidance.models import Invitation as Guided
from samspill.imports.actions import receive
from samspill.imports.models import Upload
from samspill.insight.actions import ask_support, depart, judge, release_board
from samspill.insight.models import Departure, SupportNeed
from samspill.measures.actions.hearing import ask_teams
from samspill.measures.actions.log import write as write_log
from samspill.measures.models import Measure, Milestone
from samspill.meetings.actions.attendance import join, mark_rest_present
from samspill.meetings.actions.inbox import submit
from samspill.meetings.actions.outcomes import add_outcome
from samspill.meetings.actions.running import begin_meeting
from samspill.meetings.actions.series import call_series
from samspill.meetings.actions.sharing import share
from samspill.meetings.models import Item, Meeting, Outcome, Series
from samspill.meetings.queries import agenda_of
from samspill.people.actions import invite
from samspill.projects.actions import adapt
from samspill.projects.models import Participation
from samspill.queue.models import Job
from samspill.wheel.actions import lay_plan
from samspill.wheel.activity_actions import add_activity, new_activity
from samspill.wheel.models import Occasion
from tests.after import AFTER, given_follow_up, held_meeting, matter
from tests.agreed import overall_pages
from tests.cast import AT, BEGAN, Cast, adopt, assemble
from tests.conferring import conference, say, seated, with_people
from tests.e2e.planning import plan_next_year, year_plans
from tests.e2e.visiting import Visit, visit
from tests.measures import at_stage, said
from tests.meeting import grade_meeting, resource_meeting

PEOPLE_FILE = (
    "navn;e-post;enhet;yrke\nNy Lærer;ny@example.org;Fjellheim skole;lærer\nUten Yrke;;Fjellheim skole;gartner\n"
)


def set_up() -> Cast:
    """Sundvik in its first autumn, with one of everything."""
    cast = adopt(assemble())
    own = Participation.objects.get(project=cast.project, unit=cast.school)
    for unit, leader in ((cast.school, cast.leader), (cast.office, cast.owner)):
        lay_plan(cast.project, unit, acting=leader, at=AT)
    judge(own, requirement="L07", value=1, reason="Vi møtes, men snakker lite.", on=BEGAN, acting=cast.leader, at=AT)
    depart(own, requirement="L10", reason="Nitti minutter holder.", since=BEGAN, acting=cast.leader, at=AT)
    release_board(own, acting=cast.leader, at=AT)
    ask_support(own, requirement="L05", text="Ingen vara fra PPT.", acting=cast.leader, at=AT)
    adapt(cast.project, path="requirements.L19.params.days", value=200, reason="Ofte.", acting=cast.owner, at=AT)
    team = cast.arenas["resource-team"]
    seat(team, cast.researcher, guest=True, since=BEGAN, until=BEGAN + timedelta(days=300), acting=cast.leader, at=AT)
    meeting = held_meeting(cast)
    given_follow_up(cast, matter(cast, meeting))
    share(meeting, acting=cast.leader, at=AFTER)
    resource_meeting(cast, timezone.localdate() + timedelta(days=14))
    _in_a_meeting(cast)
    for stage in ("proposed", "analysed", "planned", "trying", "practice"):
        at_stage(cast, stage, title=f"Tiltak, {stage}")
    ask_teams([_measure("analysed")], acting=cast.leader, at=AT)
    said(cast, "Vi trenger en rolig start på dagen.", _measure("practice"))
    Milestone.objects.create(measure=_measure("trying"), text="Alle klassene er i gang", by=BEGAN + timedelta(days=90))
    receive(
        cast.municipality,
        kind="people",
        file=ContentFile(PEOPLE_FILE.encode(), "ansatte.csv"),
        acting=cast.owner,
        at=datetime.now(UTC),
    )
    submit(team, title="Overgang til 5. trinn", acting=cast.nurse, at=AT)
    hand_in(cast)
    asked = {"unit": cast.school, "arena": team, "title": "Hvem betaler tolken?", "text": "Vi er uenige."}
    raise_case(cast.project, **asked, at_once=True, acting=cast.leader, at=AT)
    seated(with_people(cast, on=timezone.localdate() + timedelta(days=40)))
    _talked(cast)
    _followed(cast)
    plan_next_year(cast)
    _trouble(cast)
    return cast


def _measure(stage: str) -> Measure:
    return Measure.objects.get(title=f"Tiltak, {stage}")


def _measures() -> Iterator[Visit]:
    yield visit("measures:measure", "leader", _measure("proposed").pk)
    yield visit("measures:measure", "nurse", _measure("trying").pk)
    yield visit("measures:measure", "owner", _measure("practice").pk)
    yield visit("measures:step", "leader", _measure("analysed").pk, "discussed")
    yield from _proposals(_measure("proposed"))
    yield from _planning()
    yield from _closing()


def _proposals(measure: Measure) -> Iterator[Visit]:
    """Making one, and what the deciding body does with it."""
    matter = Item.objects.filter(meeting__isnull=False).order_by("pk")[0]
    yield visit("measures:propose", "nurse")
    yield Visit("measures:several", "leader", reverse("measures:several") + f"?item={matter.pk}")
    yield visit("measures:proposals", "leader", measure.unit_id)
    for name in ("reword", "analyse", "merge", "split"):
        yield visit(f"measures:{name}", "leader", measure.pk)
    heard = _measure("analysed")
    yield visit("measures:measure", "leader", heard.pk)
    yield visit("measures:ask", "leader", heard.pk)
    yield visit("measures:ask_all", "leader", heard.unit_id)
    yield visit("measures:answer", "leader", heard.answers.all()[0].pk)
    yield visit("measures:answer_all", "leader", heard.answers.all()[0].arena_id)


def _planning() -> Iterator[Visit]:
    """The plan and who is in it, and all measures side by side."""
    planned, trying = _measure("planned"), _measure("trying")
    for name in ("plan", "coordinator", "step_down", "participants", "add_milestone"):
        yield visit(f"measures:{name}", "leader", planned.pk)
    yield visit("measures:part", "nurse", trying.participants.all()[0].pk)
    yield visit("measures:milestone", "leader", trying.milestones.all()[0].pk)
    yield visit("measures:school", "leader", planned.unit_id)
    for view in ("list", "timeline&year=2026", "pyramid"):
        yield Visit("measures:school", "nurse", f"{reverse('measures:school', args=[planned.unit_id])}?view={view}")
    yield visit("measures:start", "outsider")
    yield visit("measures:of_project", "owner", planned.project_id)


def _logs(cast: Cast) -> Iterator[Visit]:
    """The log of the one in try-out, with an entry that can still be changed and answered, and the leader's own."""
    measure = _measure("trying")
    said = {"done": "Vi møtte klassen ute.", "adjusted": "Fem minutter før.", "question": "Hvem åpner døra?"}
    key, now = uuid4(), timezone.now()
    entry = write_log(measure, key=key, on=measure.phase_on, **said, acting=cast.teacher, at=now)
    yield visit("measures:new_entry", "teacher", measure.pk)
    yield visit("measures:log", "nurse", measure.pk)
    for name in ("entry", "change_entry", "withdraw_entry", "add_to_entry", "answer_entry"):
        yield visit(f"measures:{name}", "teacher", entry.pk)
    yield Visit("measures:log_choose", "teacher", reverse("measures:log_choose") + "?choose=1")
    yield visit("measures:log_reminder", "coordinator")
    yield visit("measures:project_log", "leader", cast.school.pk)
    yield visit("measures:new_project_entry", "leader", cast.school.pk)


def _closing() -> Iterator[Visit]:
    """What ends a try-out, and what comes after it."""
    trying, practice = _measure("trying").pk, _measure("practice")
    for name in ("evaluate", "evaluate_with_coordinator"):
        yield visit(f"measures:{name}", "leader", trying)
    yield visit("measures:decide", "leader", _measure("analysed").pk)
    yield visit("measures:decide", "nurse", practice.pk)
    yield visit("measures:practices", "teacher", practice.unit_id)
    for name in ("practice", "change_practice"):
        yield visit(f"measures:{name}", "leader", practice.pk)
    yield visit("measures:recheck", "leader", practice.rechecks.all()[0].pk)
    yield visit("measures:change_evaluation", "leader", practice.evaluations.all()[0].pk)
    yield visit("measures:thread", "nurse", _measure("practice").pk)
    yield visit("measures:why", "owner", _measure("practice").pk)
    yield visit("measures:funnel", "owner")
    yield visit("measures:school_funnel", "leader", _measure("practice").unit_id)
    yield visit("measures:statement", "leader", _measure("practice").statements.get().pk)


def _in_a_meeting(cast: Cast) -> None:
    """The grade team sits together just now, somebody stands in, and something came of the first matter."""
    meeting = grade_meeting(cast, on=timezone.localdate())
    begin_meeting(meeting, acting=cast.leader, at=timezone.now())
    mark_rest_present(meeting, acting=cast.leader, at=timezone.now())
    join(meeting, cast.nurse, acting=cast.leader, at=timezone.now())
    item = agenda_of(meeting)[0]
    add_outcome(item, kind="decision", text="Vi prøver kritt.", acting=cast.leader, at=timezone.now())


def hand_in(cast: Cast) -> None:
    """A document at the resource team, read by the queue's job."""
    team, text = cast.arenas["resource-team"], ContentFile(b"Rutine\n\nVi ringer hjem.", "rutine.txt")
    ids = {"municipality_id": cast.municipality.pk, "unit_id": cast.school.pk, "arena_id": team.pk}
    words = {"read_word": "arena.read", "write_word": "arena.change", "home": team.get_absolute_url()}
    place = Place(thing_kind="arenas.arena", thing_id=team.pk, **ids, **words)  # type: ignore[arg-type]
    read_file.run(upload=take_in(text, place=place, acting=cast.leader, at=AT).pk, at=AT)


def _followed(cast: Cast) -> None:
    """The guidance team is invited, has commented on a plan and is asked for help; a conference was led together."""
    now = timezone.now()
    last, who = now.date() + timedelta(days=90), {"acting": cast.leader, "at": now}
    invitation = {"person": cast.guidance, "topic": "Morgenene", "until": last, "opens": [_measure("trying")]}
    guidance.invite(cast.school, cast.project, **invitation, **who)  # type: ignore[arg-type]
    words = {"part": "goal", "text": "Hvem møter dem som kommer sent?"}
    guidance.comment(_measure("trying"), **words, acting=cast.guidance, at=now)
    guidance.ask(cast.school, reason="conference", text="Hvordan deler vi gruppene?", **who)  # type: ignore[arg-type]
    mark = Occasion.objects.get(activity="conference-1-school", unit=cast.school)
    Occasion.objects.filter(pk=mark.pk).update(held_on=mark.on)
    one = conferences_of(cast.project)[0]
    said = {"designed_by": "guidance", "led_by": "together", "version": None}
    about = {"key": one.key, "name": one.name, "on": one.on}
    guidance.note_lead(cast.project, cast.school, **about, **said, **who)  # type: ignore[arg-type]


def _guidance(cast: Cast) -> Iterator[Visit]:
    comment, school, measure = Conversation.objects.get(kind="comment"), cast.school.pk, _measure("trying").pk
    yield visit("guidance:following", "guidance")
    yield visit("guidance:comment", "guidance", measure)
    yield visit("guidance:conversation", "guidance", comment.pk)
    yield visit("guidance:rewrite", "guidance", comment.remarks.get().pk)
    yield visit("measures:measure", "guidance", measure)
    for name in ("school", "invite", "ask"):
        yield visit(f"guidance:{name}", "leader", school)
    for name in ("change_invitation", "end_invitation"):
        yield visit(f"guidance:{name}", "leader", Guided.objects.get().pk)
    yield visit("guidance:ask_about", "leader", measure)
    yield visit("guidance:settle", "leader", comment.pk)
    yield visit("guidance:handing_over", "leader", cast.project.pk)
    yield visit("guidance:note_lead", "leader", cast.project.pk, conferences_of(cast.project)[0].key)


def _trouble(cast: Cast) -> None:
    """A mail to nobody, a mail nobody understands, and work that failed."""
    letter = compose("Saklisten", [Paragraph("Hei.")], language="nb", municipality="Sundvik", why="Du er medlem.")
    to = Recipient(cast.nurse.pk, "", cast.nurse.name, "nb")
    send(letter, to=to, kind="agenda", key="nobody", municipality_id=cast.municipality.pk, at=AT)
    receive_mail(b"From: a@example.org\nSubject: Hei\n\nNaar er moetet?", at=AT)
    failed = {"state": "failed", "error": "No such file.", "attempts": 3}
    Job.objects.create(task="samspill.delivery.jobs.read_mail", run_at=AT, created=AT, **failed)


def visits(cast: Cast) -> Iterator[Visit]:
    """Every page of the product, opened by somebody who may."""
    yield from _door(cast)
    yield from _people(cast)
    yield from _arenas(cast)
    yield from _method(cast)
    yield from _rhythm(cast)
    yield from _agendas()
    yield from _in_meetings()
    yield from _after_meetings()
    yield from _clarifications(cast)
    yield from _measures()
    yield from _logs(cast)
    yield from _conferences(cast)
    yield from _analysis()
    yield from _guidance(cast)
    yield from year_plans(cast)
    yield visit("home:my_page", "nurse")
    yield visit("home:digest", "nurse")
    yield visit("home:my_page", "owner")
    yield visit("home:my_page", "outsider")
    yield visit("wheel:start", "nurse")
    yield visit("insight:start", "nurse")
    yield visit("delivery:operations", "owner")
    yield visit("journal:journal", "owner")
    yield visit("search:search", "owner")
    yield Visit("search:search", "nurse", reverse("search:search") + "?q=team")
    yield visit("imports:start", "owner")
    yield visit("documents:file", "leader", HandedIn.objects.get().pk)
    yield visit("documents:withdraw", "leader", HandedIn.objects.get().pk)
    yield visit("imports:preview", "owner", Upload.objects.get().pk)


def _conferences(cast: Cast) -> Iterator[Visit]:
    """A conference that is being planned."""
    made = Conference.objects.latest("meeting__on")
    yield visit("conferences:of_unit", "teacher", cast.school.pk)
    yield visit("conferences:new", "leader", cast.school.pk)
    yield Visit("conferences:new", "leader", reverse("conferences:new", args=[cast.school.pk]) + "?from=own")
    yield visit("conferences:conference", "leader", made.pk)
    yield visit("conferences:programme", "leader", made.pk)
    yield visit("conferences:change_session", "leader", made.sessions.all()[1].pk)
    for name in ("change", "move", "call_off", "prepared", "add_task", "print"):
        yield visit(f"conferences:{name}", "leader", made.pk)
    yield visit("conferences:every", "teacher")
    yield visit("conferences:live_enter", "")
    for name in ("report", "report_back"):
        yield visit(f"conferences:{name}", "leader", made.pk)
    for name in ("participants", "add_participants", "choose_participant", "add_guest", "invite"):
        yield visit(f"conferences:{name}", "leader", made.pk)
    for name in ("stage", "projector", "stage_ready", "stage_here", "close_day", "complete_minutes", "pulse"):
        yield visit(f"conferences:{name}", "leader", made.pk)
    yield visit("conferences:stage_minutes", "leader", made.sessions.all()[0].pk)
    yield from _groups(made)


def _groups(made: Conference) -> Iterator[Visit]:
    """Who sits where, with one person chosen, and what is asked on the day."""
    one = made.participants.all()[0]
    board = reverse("conferences:groups", args=[made.pk])
    yield Visit("conferences:groups", "leader", f"{board}?person={one.pk}")
    for name in ("groups_table", "groups_mix", "group_wishes", "group_weights", "arrived"):
        yield visit(f"conferences:{name}", "leader", made.pk)
    yield visit("conferences:is_absent", "leader", made.pk, one.pk)
    yield visit("conferences:is_here", "leader", made.pk, one.pk)
    yield visit("conferences:change_group", "leader", rounds_of(made)[0].groups.all()[0].pk)


def _talked(cast: Cast) -> None:
    """A conference that was held: one group has written, two of its statements are in a theme, one may follow."""
    held = conference(cast, title="Overgangene", on=timezone.localdate() - timedelta(days=12))
    group = Group.objects.create(session=rounds_of(held)[0], number=1, code=new_code())
    points = say(group, "Besøk i ny klasse", "Besøk før sommeren", "Ro i gangen")
    who = {"acting": cast.leader, "at": timezone.now()}
    make_theme(held, name="Besøk", points=[one.pk for one in points[:2]], **who)  # type: ignore[arg-type]
    lonely = {"key": "new:ro", "words": ["ro", "gangen"], "points": [points[2].pk]}
    Suggestions.objects.create(conference=held, asked_at=AT, made_at=AT, found={"new": [lonely]})


def _analysis() -> Iterator[Visit]:
    """What was said, in themes."""
    held = Conference.objects.earliest("meeting__on")
    for name in ("coding", "coverage", "suggestions", "themes", "add_theme", "finish_analysis", "hand_on", "export"):
        yield visit(f"conferences:{name}", "leader", held.pk)
    for name in ("theme", "change_theme", "merge_theme", "propose"):
        yield visit(f"conferences:{name}", "leader", held.themes.get().pk)


def _door(cast: Cast) -> Iterator[Visit]:
    for name in ("account_login", "account_reset_password", "account_reset_password_done"):
        yield visit(name, "")
    for name in ("door:code", "door:who_may", "door:about", "door:accessibility"):
        yield visit(name, "")
    yield visit("door:welcome", "", invite(cast.teacher, acting=cast.leader, at=datetime.now(UTC)))
    for name in ("account_set_password", "mfa_index", "account_logout"):
        yield visit(name, "teacher")
    cast.nurse.set_password("en lang setning om fjell")
    cast.nurse.save(update_fields=["password"])
    yield visit("account_change_password", "nurse")


def _people(cast: Cast) -> Iterator[Visit]:
    municipality, school, person = cast.municipality.pk, cast.school.pk, cast.teacher.pk
    for name in ("municipality", "change_municipality", "municipality_people"):
        yield visit(f"people:{name}", "owner", municipality)
    for step in ("details", "services", "schools", "people", "done"):
        yield visit(f"people:set_up_{step}", "owner", municipality)
    for name in ("unit", "unit_history", "change_unit", "unit_people", "add_person"):
        yield visit(f"people:{name}", "leader", school)
    for step in ("grades", "leader", "teachers", "coordinator", "services", "done"):
        yield visit(f"people:school_{step}", "leader", school)
    for name in ("person", "person_history", "change_person", "add_position", "invite"):
        yield visit(f"people:{name}", "leader", person)
    for name in ("change_position", "end_position"):
        yield visit(f"people:{name}", "leader", cast.teacher.positions.get().pk)


def _arenas(cast: Cast) -> Iterator[Visit]:
    team = cast.arenas["resource-team"]
    for name in ("arena", "change", "history", "contacts", "seat", "guest"):
        yield visit(f"arenas:{name}", "leader", team.pk)
    yield visit("arenas:representative", "head_of_ppt", team.pk)
    place = team.memberships.get(person=cast.nurse).pk
    for name in ("change_seat", "end_seat", "deputy"):
        yield visit(f"arenas:{name}", "leader", place)
    yield visit("arenas:open", "leader", cast.school.pk)
    yield visit("wheel:arena_occasions", "leader", team.pk)


def _rhythm(cast: Cast) -> Iterator[Visit]:
    """Calling and moving: a series of the resource team, beside which the school nurse is away on some days."""
    team = cast.arenas["resource-team"]
    rows = Series(arena=team, weekday=3, starts=date(2027, 3, 3), until=date(2027, 3, 31), begins=time(13), minutes=90)
    first = call_series(rows, acting=cast.leader, at=AT)[0]
    for name in ("meetings:call", "meetings:call_series", "wheel:call_half"):
        yield visit(name, "leader", team.pk)
    for name in ("change", "move", "call_off", "duplicate", "change_rest", "end_rest"):
        yield visit(f"meetings:{name}", "leader", first.pk)
    yield visit("meetings:reply", "nurse", first.pk)
    for name in ("feeds", "busy_address", "busy_file"):
        yield visit(f"wheel:{name}", "nurse")


def _agendas() -> Iterator[Visit]:
    """The coming meeting, and what waits in its inbox."""
    meeting, waiting = Meeting.objects.order_by("pk").last(), Item.objects.get(state="waiting", meeting=None, treats="")
    assert meeting, "the stage calls one"
    for name in ("meeting", "add_item", "plan", "send_agenda"):
        yield visit(f"meetings:{name}", "leader", meeting.pk)
    for name in ("arena", "inbox", "submit"):
        yield visit(f"meetings:{name}", "leader", meeting.arena_id)
    for name in ("item", "change_item", "postpone", "give_back", "send_on"):
        yield visit(f"meetings:{name}", "leader", waiting.pk)


def _in_meetings() -> Iterator[Visit]:
    meeting = Meeting.objects.get(begun_at__isnull=False, ended_at=None)
    for name in ("run", "wall", "attendance", "join", "length", "minute_taker", "evaluate"):
        yield visit(f"meetings:{name}", "leader", meeting.pk)
    outcome = Outcome.objects.get(item__meeting=meeting).pk
    for name in ("change_outcome", "remove_outcome"):
        yield visit(f"meetings:{name}", "leader", outcome)


def _after_meetings() -> Iterator[Visit]:
    meeting, followup = Meeting.objects.order_by("pk")[0], Followup.objects.get()
    for name in ("minutes", "share", "forward", "put_to", "correct", "carry_over", "remark"):
        yield visit(f"meetings:{name}", "leader", meeting.pk)
    yield visit("meetings:take_back", "leader", meeting.forwards.all()[0].pk)
    yield visit("followups:mine", "nurse")
    yield visit("followups:add", "nurse")
    for name in ("followup", "done", "change", "drop"):
        yield visit(f"followups:{name}", "nurse", followup.pk)
    for name in ("of_arena", "ask"):
        yield visit(f"followups:{name}", "nurse", meeting.arena_id)


def _clarifications(cast: Cast) -> Iterator[Visit]:
    yield visit("clarifications:of_municipality", "owner", cast.municipality.pk)
    yield visit("clarifications:of_unit", "nurse", cast.school.pk)
    yield visit("clarifications:raise", "head_of_ppt", cast.ppt.pk)
    case = Clarification.objects.get().pk
    forms = ("report", "put_on_agenda", "call_services", "clarify", "answer_back", "change_due", "withdraw")
    for name in ("case", *forms):
        yield visit(f"clarifications:{name}", "owner", case)


def _method(cast: Cast) -> Iterator[Visit]:
    project = cast.project.pk
    own = Participation.objects.get(project=cast.project, unit=cast.school).pk
    office = Participation.objects.get(project=cast.project, unit=cast.office).pk
    for name in ("projects:project", "projects:adaptation", "projects:contact", "wheel:municipality_plan"):
        yield visit(name, "owner", project)
    yield visit("projects:adapt", "owner", project, "requirements/L10/minutes")
    yield visit("projects:leave", "owner", own)
    yield visit("insight:overview", "owner", project)
    yield visit("insight:answer_support", "owner", SupportNeed.objects.get().pk)
    yield visit("wheel:begin", "owner", cast.municipality.pk)
    yield visit("wheel:join", "owner", project)
    for who, participation in (("leader", own), ("owner", office)):
        yield visit("insight:board", who, participation)
        yield visit("wheel:plan", who, participation)
    yield visit("insight:depart", "leader", own, "L07")
    yield visit("insight:ask_support", "leader", own, "L07")
    yield visit("insight:judge", "leader", own, "L07")
    yield visit("insight:extent", "leader", own)
    yield visit("insight:otherwise", "owner", own)
    yield visit("insight:end_departure", "leader", Departure.objects.get().pk)
    yield visit("wheel:add", "leader", own)
    occasion = Occasion.objects.filter(unit=cast.school, arena__isnull=False).order_by("on")[0].pk
    for name in ("occasion", "held", "move", "call_off", "responsible"):
        yield visit(f"wheel:{name}", "leader", occasion)
    yield from _years(cast)
    yield from (visit(name, "leader", pk) for name, pk in overall_pages(cast, occasion))


def _years(cast: Cast) -> Iterator[Visit]:
    """The year as a wheel, with an activity of the school's own."""
    new = new_activity(ring="school", unit=cast.school)
    days = {"starts": BEGAN + timedelta(days=60), "until": BEGAN + timedelta(days=64)}
    added = add_activity(new, title="Temauke om havet", **days, acting=cast.leader, at=AT)
    year = reverse("wheel:year", args=["unit", cast.school.pk])
    yield Visit("wheel:year", "leader", f"{year}?year={BEGAN.year}")
    yield Visit("wheel:year", "nurse", f"{year}?year={BEGAN.year}&view=table&part=2")
    yield visit("wheel:my_year", "nurse")
    yield visit("wheel:add_activity", "owner", "municipality", cast.municipality.pk)
    yield visit("wheel:my_add", "nurse")
    yield visit("wheel:bring", "leader", "unit", cast.school.pk)
    for name in ("activity", "change_activity"):
        yield visit(f"wheel:{name}", "leader", added.pk)
    yield visit("wheel:public", "leader", cast.school.pk)
