import pytest
from datetime import timedelta
from django.urls import reverse
from django.utils import timezone
from samspill.meetings.models import Meeting
from samspill.meetings.actions.sharing import share
from samspill.meetings.actions.approving import approve, correct
from samspill.followups.actions import promise, finish
from samspill.people.models import Person
from samspill.notes.actions import open_note, append
from samspill.people.versions import change
from tests.after import *
from tests.cast import adopt, assemble
from tests.meeting import NOW, resource_meeting
pytestmark = pytest.mark.e2e

def test_shots(page, live, context, sign_in, axe):
    cast = adopt(assemble())
    Person.objects.update(language="nb")
    meeting = held_meeting(cast)
    item = matter(cast, meeting)
    decision(cast, item); given_follow_up(cast, item)
    note = open_note(meeting.arena, read_word="minutes.write", write_word="minutes.write", acting=cast.leader, at=NOW)
    change(meeting, version=None, fields={"note": note, "place": "Rom 214", "minute_taker": cast.special_needs})
    append(note, item.field, "Alle er enige om at faddergruppene skal begynne i uke 40.\nPPT er med fra uke 41.", author=cast.nurse, at=NOW)
    done = given_follow_up(cast, matter(cast, meeting, "Kontaktlista"), "leader")
    finish(done.followup, on=timezone.localdate(), word="Hengt opp på personalrommet.", version=1, acting=cast.leader, at=NOW)
    before = page
    today = timezone.localdate()
    for n, by in enumerate((-9, -1, 0, 1, 20, None)):
        promise(meeting.arena, text=f"Ring helsestasjonen om tidspunkt for samtale nummer {n}", who=cast.nurse, by=None if by is None else today + timedelta(days=by), acting=cast.leader, at=NOW, origin=("meeting", meeting.pk, str(meeting), f"/meeting/{meeting.pk}/minutes/"))
    resource_meeting(cast, today + timedelta(days=2))
    bad = []
    def look(who, path, name):
        context.clear_cookies(); sign_in(cast.people[who])
        page.goto(live + path)
        for w in (375, 1280):
            page.set_viewport_size({"width": w, "height": 900})
            bad.extend(f"{name} {w} {p}" for p in axe(page))
            side = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if side > 0: bad.append(f"{name} {w} sideways {side}")
            page.screenshot(path=f"/tmp/after-shots/{name}-{w}.png", full_page=True)
    url = lambda name: reverse(f"meetings:{name}", args=[meeting.pk])
    look("leader", url("share"), "share")
    share(meeting, acting=cast.leader, at=AFTER)
    look("nurse", url("minutes"), "minutes-nurse")
    look("leader", url("minutes") + "?authors=1", "minutes-leader")
    look("leader", url("carry_over"), "carry")
    look("leader", url("forward"), "forward")
    for part in THERE: approve(meeting, acting=cast.people[part], at=AFTER)
    meeting.refresh_from_db()
    correct(meeting, text="Sak 6: Det var uke 41.", acting=cast.nurse, at=AFTER)
    look("teacher", url("minutes"), "minutes-teacher")
    look("nurse", reverse("followups:mine"), "mine")
    look("researcher", reverse("followups:mine"), "mine-none")
    look("nurse", reverse("followups:of_arena", args=[meeting.arena_id]), "of-arena")
    look("nurse", reverse("followups:followup", args=[done.followup.pk]), "followup")
    look("nurse", reverse("home:digest"), "digest")
    look("nurse", reverse("home:my_page"), "home")
    assert bad == []
