from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.followups.actions import finish
from samspill.meetings.actions.approving import correct, put_to
from samspill.meetings.actions.sharing import share
from samspill.meetings.models import Away, Forward, Here, Item, Meeting, Presence, Receipt
from samspill.meetings.paper import minutes_paper
from samspill.meetings.queries import agenda_of
from samspill.meetings.record import record_of
from samspill.notes.actions import append, open_note
from samspill.people.versions import change, save_new
from tests.after import AFTER, decision, given_follow_up, held_meeting, matter
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast
from tests.meeting import DAY, NOW, resource_meeting
from tests.remembered import remembered

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@remembered
def shared(cast: Cast) -> Meeting:
    meeting = held_meeting(cast)
    share(meeting, acting=cast.leader, at=AFTER)
    return meeting


def address(name: str, meeting: Meeting) -> str:
    return reverse(f"meetings:{name}", args=[meeting.pk])


def body(client: Client, cast: Cast, part: str, meeting: Meeting, query: str = "") -> str:
    sign_in(client, cast.people[part])
    return client.get(address("minutes", meeting) + query).content.decode()


@pytest.mark.parametrize(
    ("name", "part", "status"),
    [
        ("minutes", "nurse", 200),
        ("minutes", "teacher", 200),  # through the grade team
        ("minutes", "other_teacher", 403),
        ("minutes", "outsider", 404),
        *((name, "leader", 200) for name in ("share", "forward", "put_to", "correct", "carry_over", "remark")),
        *((name, "teacher", 403) for name in ("share", "forward", "put_to", "correct", "carry_over")),
        *((name, "outsider", 404) for name in ("share", "forward", "put_to", "correct", "carry_over", "remark")),
    ],
)
def test_who_may_open_which_page(client: Client, cast: Cast, name: str, part: str, status: int) -> None:
    meeting = shared(cast)
    sign_in(client, cast.people[part])

    assert client.get(address(name, meeting)).status_code == status


@pytest.mark.parametrize("name", ["approve", "settle", "approve_together"])
@pytest.mark.parametrize(("part", "status"), [("leader", 302), ("other_teacher", 403), ("outsider", 404)])
def test_who_may_press_which_button(client: Client, cast: Cast, name: str, part: str, status: int) -> None:
    meeting = shared(cast)
    sign_in(client, cast.people[part])

    assert client.post(address(name, meeting)).status_code == status


def test_the_first_view_is_noticed(client: Client, cast: Cast) -> None:
    meeting = shared(cast)

    body(client, cast, "nurse", meeting)

    assert Receipt.objects.get(meeting=meeting, person=cast.nurse).opened_at


def test_a_follow_up_is_shown_as_it_stands_today(client: Client, cast: Cast) -> None:
    meeting = held_meeting(cast)
    outcome = given_follow_up(cast, matter(cast, meeting))
    finish(outcome.followup, on=DAY, word="De var glade.", version=1, acting=cast.nurse, at=AFTER)

    said = body(client, cast, "nurse", meeting)

    assert "De var glade." in said


def test_substitutes_absentees_and_who_left_are_in_the_facts(client: Client, cast: Cast) -> None:
    meeting = held_meeting(cast)
    save_new(Presence(meeting=meeting, person=cast.head_of_ppt, stands_in_for=cast.ppt_adviser, here=Here.PRESENT))
    Away.objects.create(item=matter(cast, meeting), presence=meeting.presences.get(person=cast.nurse))

    said = body(client, cast, "leader", meeting)

    assert "Bente Aas for Erik Foss" in said
    assert "Not in the room: Randi Moen" in said


def test_a_guest_does_not_read_the_item_they_left_the_room_for(client: Client, cast: Cast) -> None:
    meeting = held_meeting(cast)
    item = matter(cast, meeting, "En lønnssak")
    guest = meeting.presences.get(person=cast.nurse)
    change(guest, version=None, fields={"guest": True})
    Away.objects.create(item=item, presence=guest)

    said = body(client, cast, "nurse", meeting)

    assert "En lønnssak" not in said
    assert "One item is left out" in said


def test_members_see_who_has_opened_and_sister_arenas_see_their_own(client: Client, cast: Cast) -> None:
    meeting = shared(cast)

    seen = {part: body(client, cast, part, meeting) for part in ("leader", "teacher")}

    assert "Erik Foss" in seen["leader"]
    assert [one.arena for one in client.get(address("minutes", meeting)).context["deliveries"]] == ["Grade team 5"]


def test_minutes_tell_where_they_went_and_what_came_of_them_there(client: Client, cast: Cast) -> None:
    meeting = shared(cast)
    there = held_meeting(cast, DAY + timedelta(days=1), "grade-team-5", ("grade_leader_5", "teacher"))
    source = {"source": "minutes", "source_id": meeting.arena_id}
    item = agenda_of(there).get(**source)
    decision(cast, item, "Vi prøver det samme.")

    went, came = body(client, cast, "leader", meeting), body(client, cast, "teacher", there)

    assert "Vi prøver det samme." in went
    assert f"{address('minutes', there)}#item-{item.pk}" in went
    assert address("minutes", meeting) in came


def test_the_preview_says_who_gets_them_before_anything_is_sent(client: Client, cast: Cast) -> None:
    meeting = held_meeting(cast)
    sign_in(client, cast.leader)

    said = client.get(address("share", meeting)).content.decode()

    assert "Erik Foss" in said
    assert "Grade team 5" in said
    assert not Receipt.objects.exists()


def test_sharing_sends_them_on_by_default(client: Client, cast: Cast) -> None:
    meeting = held_meeting(cast)
    sign_in(client, cast.leader)
    to = [arena.pk for name, arena in cast.arenas.items() if name.startswith("grade-team")]

    said = client.post(address("share", meeting), {"version": meeting.version, "to": to, "reason": ""})

    assert (said.status_code, Forward.objects.filter(meeting=meeting).count()) == (302, 3)


def test_unticking_without_a_reason_keeps_the_form(client: Client, cast: Cast) -> None:
    meeting = held_meeting(cast)
    sign_in(client, cast.leader)

    said = client.post(address("share", meeting), {"version": meeting.version, "to": [], "reason": ""})

    assert said.status_code == 422
    assert "Write why Grade team 5" in said.content.decode()


def test_two_who_share_at_once_share_once(client: Client, cast: Cast) -> None:
    meeting = held_meeting(cast)
    stale = meeting.version
    change(meeting, version=None, fields={"place": "Rom 4"})
    sign_in(client, cast.leader)

    said = client.post(address("share", meeting), {"version": stale, "to": [], "reason": "Bare for oss"})

    assert said.status_code == 409
    assert "Bare for oss" in said.content.decode()


def test_what_is_not_shared_cannot_be_sent_on_and_the_page_says_why(client: Client, cast: Cast) -> None:
    meeting = held_meeting(cast)
    sign_in(client, cast.leader)

    assert "The minutes are not shared yet." in client.get(address("forward", meeting)).content.decode()


def test_minutes_sent_on_by_mistake_are_taken_back_with_a_reason(client: Client, cast: Cast) -> None:
    sent = Forward.objects.filter(meeting=shared(cast)).first()
    sign_in(client, cast.leader)
    url = reverse("meetings:take_back", args=[sent.pk])

    empty, done = (client.post(url, {"reason": reason}).status_code for reason in ("", "Feil team"))

    assert (empty, done) == (422, 302)
    assert not Forward.objects.filter(pk=sent.pk).exists()


def test_a_remark_is_shown_with_the_minutes(client: Client, cast: Cast) -> None:
    meeting = shared(cast)
    sign_in(client, cast.nurse)

    client.post(address("remark", meeting), {"remark": "Sak 2 mangler."})

    assert "Sak 2 mangler." in body(client, cast, "leader", meeting)


def test_an_act_that_is_refused_says_why_on_the_minutes(client: Client, cast: Cast) -> None:
    meeting = shared(cast)
    change(meeting, version=None, fields={"shared_at": timezone.now()})
    sign_in(client, cast.leader)

    said = client.post(address("settle", meeting), follow=True)

    assert "Those who were there have until" in said.content.decode()


def test_a_correction_needs_words_and_is_shown_with_its_number(client: Client, cast: Cast) -> None:
    meeting = shared(cast)
    change(meeting, version=None, fields={"approved_at": AFTER})
    sign_in(client, cast.nurse)

    empty = client.post(address("correct", meeting), {"text": ""})
    client.post(address("correct", meeting), {"text": "Det var uke 40."})

    assert empty.status_code == 422
    assert "Correction 1" in body(client, cast, "leader", meeting)


def test_text_that_came_too_late_is_offered_as_a_correction(client: Client, cast: Cast) -> None:
    meeting = shared(cast)
    change(meeting, version=None, fields={"approved_at": AFTER})
    sign_in(client, cast.nurse)

    said = client.get(address("correct", meeting), {"text": "Skrevet uten nett"})

    assert "Skrevet uten nett" in said.content.decode()


def test_matters_are_carried_to_the_coming_meeting(client: Client, cast: Cast) -> None:
    meeting = held_meeting(cast)
    item, coming = matter(cast, meeting), resource_meeting(cast, timezone.localdate() + timedelta(days=7))
    sign_in(client, cast.leader)

    said = client.post(address("carry_over", meeting), {"items": [item.pk], "to": coming.pk, "how": "copied"})

    assert said.status_code == 302
    assert Item.objects.get(came_from=item).meeting == coming


def test_carrying_nothing_is_refused_in_words(client: Client, cast: Cast) -> None:
    sign_in(client, cast.leader)

    said = client.post(address("carry_over", held_meeting(cast)), {"to": "", "how": "copied"})

    assert said.status_code == 422
    assert "Choose at least one matter." in said.content.decode()


def test_many_items_take_as_many_queries_as_one(client: Client, cast: Cast) -> None:
    meeting = shared(cast)
    coming = resource_meeting(cast, timezone.localdate() + timedelta(days=7))
    put_to(meeting, to=coming, acting=cast.leader, at=AFTER)
    given_follow_up(cast, matter(cast, meeting))
    body(client, cast, "leader", meeting)
    with counted() as few:
        client.get(address("minutes", meeting))
    for number in range(6):
        item = matter(cast, meeting, f"Sak {number}")
        decision(cast, item)
        given_follow_up(cast, item)

    with counted() as many:
        client.get(address("minutes", meeting))

    assert len(many) == len(few)


@pytest.mark.parametrize(("fmt", "status"), [("pdf", 200), ("docx", 200), ("odt", 200), ("exe", 404)])
def test_minutes_are_files_that_everybody_can_open(client: Client, cast: Cast, fmt: str, status: int) -> None:
    meeting = shared(cast)
    sign_in(client, cast.nurse)

    said = client.get(reverse("meetings:minutes_file", args=[meeting.pk, fmt]))

    assert said.status_code == status


@pytest.mark.parametrize(("part", "status"), [("other_teacher", 403), ("outsider", 404)])
def test_a_file_is_no_way_round_the_gate(client: Client, cast: Cast, part: str, status: int) -> None:
    meeting = shared(cast)
    sign_in(client, cast.people[part])

    assert client.get(reverse("meetings:minutes_file", args=[meeting.pk, "pdf"])).status_code == status


def test_the_paper_holds_outcomes_and_corrections(cast: Cast) -> None:
    meeting = held_meeting(cast)
    given_follow_up(cast, matter(cast, meeting))
    change(meeting, version=None, fields={"shared_at": AFTER, "approved_at": AFTER})
    correct(meeting, text="Det var uke 40.", acting=cast.nurse, at=AFTER)

    paper = minutes_paper(record_of(meeting, cast.nurse, DAY))

    said = str(paper.blocks)
    assert "Ringe foreldrene" in said
    assert "Det var uke 40." in said
    assert paper.letterhead.unit == "Fjellheim skole"


def test_the_lines_of_the_live_text_stand_under_their_item(client: Client, cast: Cast) -> None:
    meeting = held_meeting(cast)
    item = matter(cast, meeting)
    note = open_note(meeting.arena, read_word="minutes.write", write_word="minutes.write", acting=cast.leader, at=NOW)
    change(meeting, version=None, fields={"note": note})
    append(note, item.field, "Alle er enige om uke 40.", author=cast.nurse, at=NOW)

    plain, signed = (body(client, cast, "leader", meeting, query) for query in ("", "?authors=1"))

    assert "Alle er enige om uke 40." in plain
    assert "ss-minutes-author" in signed
    assert "ss-minutes-author" not in plain
