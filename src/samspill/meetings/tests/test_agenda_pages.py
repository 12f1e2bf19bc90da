"""Whole requests: who opens which page of agenda and inbox, and what forms answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from samspill.arenas.actions import open_arena
from samspill.meetings.actions.agenda import add_item
from samspill.meetings.actions.inbox import accept, submit
from samspill.meetings.models import Item, ItemState, Meeting
from samspill.meetings.queries import split
from samspill.people.models import Person
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast
from tests.meeting import DAY, NOW, resource_meeting

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return resource_meeting(cast)


@pytest.fixture
def waiting(cast: Cast) -> Item:
    return submit(cast.arenas["resource-team"], title="Overgang til 5. trinn", acting=cast.nurse, at=NOW)


def get(client: Client, person: Person, name: str, thing: object) -> object:
    return sign_in(client, person).get(reverse(f"meetings:{name}", args=[thing.pk]))


def post(client: Client, person: Person, name: str, thing: object, **data: object) -> object:
    return sign_in(client, person).post(reverse(f"meetings:{name}", args=[thing.pk]), data)


@pytest.mark.parametrize("name", ["arena", "inbox", "meeting", "item"])
@pytest.mark.parametrize(("part", "status"), [("nurse", 200), ("other_teacher", 403), ("outsider", 404)])
def test_members_read_and_others_do_not(
    name: str, part: str, status: int, client: Client, cast: Cast, meeting: Meeting, waiting: Item
) -> None:
    things = {"arena": meeting.arena, "inbox": meeting.arena, "meeting": meeting, "item": waiting}

    answer = get(client, cast.people[part], name, things[name])

    assert answer.status_code == status


@pytest.mark.parametrize("name", ["postpone", "give_back", "send_on", "change_item", "add_item", "plan", "send_agenda"])
@pytest.mark.parametrize(("part", "status"), [("leader", 200), ("nurse", 403), ("outsider", 404)])
def test_only_the_lead_sorts(
    name: str, part: str, status: int, client: Client, cast: Cast, meeting: Meeting, waiting: Item
) -> None:
    thing = meeting if name in ("add_item", "plan", "send_agenda") else waiting

    answer = get(client, cast.people[part], name, thing)

    assert answer.status_code == status


@pytest.mark.parametrize("name", ["accept", "take_off", "restore", "arrange", "add_point"])
@pytest.mark.parametrize(("part", "status"), [("nurse", 403), ("outsider", 404)])
def test_nobody_else_does_the_leads_verbs(
    name: str, part: str, status: int, client: Client, cast: Cast, meeting: Meeting, waiting: Item
) -> None:
    thing = meeting if name in ("arrange", "add_point") else waiting

    answer = post(client, cast.people[part], name, thing)

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("part", "status"), [("nurse", 200), ("teacher", 200), ("other_teacher", 403), ("outsider", 404)]
)
def test_everybody_at_the_school_may_hand_in(part: str, status: int, client: Client, cast: Cast) -> None:
    answer = get(client, cast.people[part], "submit", cast.arenas["resource-team"])

    assert answer.status_code == status


def test_a_title_is_enough(client: Client, cast: Cast) -> None:
    answer = post(client, cast.teacher, "submit", cast.arenas["resource-team"], title="Uro i garderoben")

    item = Item.objects.get()
    assert (answer.status_code, answer.url) == (302, item.get_absolute_url())
    assert (item.title, item.state, item.submitted_by) == ("Uro i garderoben", ItemState.WAITING, cast.teacher)


def test_without_a_title_the_rest_is_kept(client: Client, cast: Cast) -> None:
    answer = post(client, cast.nurse, "submit", cast.arenas["resource-team"], text="Mye å si", minutes="mange")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write in a few words" in page
    assert "Mye å si" in page
    assert "mange" in page


def test_the_sender_follows_a_matter_without_being_a_member(client: Client, cast: Cast) -> None:
    item = submit(cast.arenas["resource-team"], title="Fra en lærer", acting=cast.teacher, at=NOW)

    page = get(client, cast.teacher, "item", item).content.decode()

    assert "waits for an answer" in page
    assert "Take it back" in page


def test_a_sender_takes_back_what_nobody_has_answered(client: Client, cast: Cast, waiting: Item) -> None:
    answer = post(client, cast.nurse, "withdraw", waiting, version=waiting.version)

    waiting.refresh_from_db()
    assert answer.status_code == 302
    assert waiting.state == ItemState.WITHDRAWN


def test_the_lead_does_not_withdraw_for_others(client: Client, cast: Cast, waiting: Item) -> None:
    answer = post(client, cast.leader, "withdraw", waiting, version=waiting.version)

    assert answer.status_code == 403


def test_a_matter_is_accepted_with_one_button(client: Client, cast: Cast, meeting: Meeting, waiting: Item) -> None:
    answer = post(client, cast.leader, "accept", waiting, version=waiting.version, meeting=meeting.pk)

    waiting.refresh_from_db()
    assert answer.status_code == 302
    assert (waiting.state, waiting.meeting) == (ItemState.AGENDA, meeting)


def test_an_answer_to_a_changed_matter_is_refused_first(
    client: Client, cast: Cast, meeting: Meeting, waiting: Item
) -> None:
    answer = post(client, cast.leader, "accept", waiting, version=waiting.version + 1, meeting=meeting.pk)

    assert answer.status_code == 409
    assert "Somebody else changed this" in answer.content.decode()


def test_returning_needs_a_reason(client: Client, cast: Cast, waiting: Item) -> None:
    answer = post(client, cast.leader, "give_back", waiting, version=waiting.version, reason=" ")

    assert answer.status_code == 422


def test_a_stale_change_keeps_what_was_typed(client: Client, cast: Cast, waiting: Item) -> None:
    answer = post(client, cast.leader, "change_item", waiting, version=waiting.version + 1, title="Min tittel")

    assert answer.status_code == 409
    assert "Min tittel" in answer.content.decode()


def test_the_order_is_saved_and_said(client: Client, cast: Cast, meeting: Meeting) -> None:
    ids = list(meeting.items.values_list("pk", flat=True))
    data = {"seen": ",".join(map(str, ids)), "move": f"{ids[1]}:up"}

    answer = sign_in(client, cast.leader).post(
        reverse("meetings:arrange", args=[meeting.pk]), data, headers={"HX-Request": "true"}
    )

    assert "is now number 1 of" in answer.content.decode()
    assert list(meeting.items.values_list("pk", flat=True))[:2] == [ids[1], ids[0]]


def test_an_order_over_another_one_moves_nothing(client: Client, cast: Cast, meeting: Meeting) -> None:
    ids = list(meeting.items.values_list("pk", flat=True))

    answer = post(client, cast.leader, "arrange", meeting, seen=str(ids[0]), move=f"{ids[1]}:up")

    assert answer.status_code == 409
    assert "nothing was moved" in answer.content.decode()


def test_dragging_from_the_inbox_accepts_in_that_place(
    client: Client, cast: Cast, meeting: Meeting, waiting: Item
) -> None:
    ids = list(meeting.items.values_list("pk", flat=True))
    order = [ids[0], waiting.pk, *ids[1:]]

    answer = post(
        client, cast.leader, "arrange", meeting, seen=",".join(map(str, ids)), order=",".join(map(str, order))
    )

    assert answer.status_code == 302
    assert list(meeting.items.filter(state=ItemState.AGENDA).values_list("pk", flat=True)) == order


def test_a_paper_is_put_to_a_matter_and_read_on_the_agenda(
    client: Client, cast: Cast, meeting: Meeting, waiting: Item
) -> None:
    accept(waiting, meeting=meeting, version=None, acting=cast.leader, at=NOW)

    answer = post(client, cast.nurse, "attach", waiting, file=ContentFile(b"Skjema", "skjema.txt"))

    assert answer.status_code == 302
    assert "skjema.txt" in get(client, cast.leader, "meeting", meeting).content.decode()


@pytest.mark.parametrize(("part", "status"), [("nurse", 422), ("other_teacher", 403), ("outsider", 404)])
def test_no_file_is_said_at_the_field(part: str, status: int, client: Client, cast: Cast, waiting: Item) -> None:
    answer = post(client, cast.people[part], "attach", waiting)

    assert answer.status_code == status


def test_many_items_get_minutes_at_once(client: Client, cast: Cast, meeting: Meeting) -> None:
    items = list(meeting.items.all())
    data = {f"minutes_{item.pk}": "20" for item in items} | {f"version_{item.pk}": item.version for item in items}

    answer = post(client, cast.leader, "plan", meeting, **data)

    assert answer.status_code == 302
    assert set(meeting.items.values_list("minutes", flat=True)) == {20}


def test_too_many_minutes_are_said_in_words(client: Client, cast: Cast, meeting: Meeting) -> None:
    add_item(meeting, title="Lang sak", minutes=150, acting=cast.leader, at=NOW)

    page = get(client, cast.nurse, "meeting", meeting).content.decode()

    assert "30 minutes too many" in page


def test_after_the_closing_time_the_page_names_the_next_meeting(client: Client, cast: Cast, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(inbox_closes=NOW - timedelta(days=400))
    later = resource_meeting(cast, DAY + timedelta(days=365 * 40))
    Meeting.objects.filter(pk=meeting.pk).update(on=later.on - timedelta(days=20))

    page = get(client, cast.nurse, "submit", meeting.arena).content.decode()

    assert "takes in no more matters" in page


@pytest.mark.parametrize("name", ["arena", "inbox", "meeting"])
def test_pages_ask_as_often_with_many_rows_as_with_one(
    name: str, client: Client, cast: Cast, meeting: Meeting, waiting: Item
) -> None:
    thing = meeting if name == "meeting" else meeting.arena
    get(client, cast.nurse, name, thing)
    with counted() as one:
        get(client, cast.nurse, name, thing)
    for number in range(5):
        submit(meeting.arena, title=f"Sak {number}", acting=cast.teacher, owner=cast.teacher, at=NOW)
        add_item(meeting, title=f"Punkt {number}", owner=cast.nurse, acting=cast.leader, at=NOW)
        resource_meeting(cast, DAY + timedelta(days=number + 1))

    with counted() as many:
        get(client, cast.nurse, name, thing)

    assert len(many) == len(one)


def test_what_is_sent_on_is_followed_by_its_sender(client: Client, cast: Cast, waiting: Item) -> None:
    forum = cast.arenas["strategy-forum"]

    answer = post(client, cast.leader, "send_on", waiting, version=waiting.version, arena=forum.pk, reason="Høyere opp")

    new = Item.objects.get(arena=forum)
    page = get(client, cast.nurse, "item", waiting).content.decode()
    assert answer.status_code == 302
    assert (new.submitted_by, new.treats) == (cast.nurse, "clarification")
    assert "Sent on to Strategy forum" in page
    assert "Høyere opp" in page


def test_a_matter_is_not_sent_to_another_school(client: Client, cast: Cast, waiting: Item) -> None:
    elsewhere = open_arena(cast.other_school, kind="team", name="Team", since=DAY, acting=cast.owner, at=NOW)

    answer = post(client, cast.leader, "send_on", waiting, version=waiting.version, arena=elsewhere.pk)

    assert answer.status_code == 422


def test_a_matter_is_postponed_to_a_meeting_by_name(client: Client, cast: Cast, waiting: Item) -> None:
    later = resource_meeting(cast, date(2066, 9, 15))

    answer = post(client, cast.leader, "postpone", waiting, version=waiting.version, meeting=later.pk)

    waiting.refresh_from_db()
    assert answer.status_code == 302
    assert (waiting.state, waiting.meeting) == (ItemState.WAITING, later)
    assert "waits for" in get(client, cast.nurse, "inbox", waiting.arena).content.decode()


def test_the_lead_adds_a_matter_and_a_point_of_the_method(client: Client, cast: Cast, meeting: Meeting) -> None:
    done = post(client, cast.leader, "add_item", meeting, title="Ny sak")
    also = post(client, cast.leader, "add_point", meeting, point="conference-proposals")
    wrong = post(client, cast.leader, "add_point", meeting, point="nothing")

    assert [answer.status_code for answer in (done, also, wrong)] == [302, 302, 422]
    assert meeting.items.filter(title="Ny sak").exists()
    assert meeting.items.filter(point="conference-proposals").exists()


def test_a_point_of_the_method_speaks_the_readers_language(client: Client, cast: Cast, meeting: Meeting) -> None:
    page = get(client, cast.nurse, "meeting", meeting).content.decode()

    assert "Round the table: first thoughts" in page


def test_a_title_changed_by_hand_stays_as_written(client: Client, cast: Cast, meeting: Meeting) -> None:
    point = meeting.items.get(point="round")
    post(client, cast.leader, "change_item", point, version=point.version, title="Runden, to minutter hver")

    page = get(client, cast.nurse, "meeting", meeting).content.decode()

    assert "Runden, to minutter hver" in page


@pytest.mark.parametrize(("minutes", "tryout", "planned"), [(10, True, True), (10, False, False), (None, True, False)])
def test_time_is_split_when_every_item_has_minutes_and_both_parts_some(
    minutes: int | None, tryout: bool, planned: bool
) -> None:
    items = [Item(minutes=20), Item(minutes=minutes, tryout=tryout)]

    assert split(items).planned is planned
