"""The papers of the day: what they say, who gets them, and that strange names stay letters."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from samspill.conferences.actions import conferring
from samspill.conferences.models import Conference, Group, Participant, Session
from samspill.conferences.print_pages import PRINTABLE, printable
from samspill.conferences.print_papers import handout, modules_of
from samspill.conferences.print_queries import laid_out
from samspill.documents.handouts import handout_pdf
from samspill.documents.tests.samples import opened, roles, words
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast
from tests.conferring import NOW, conference, seated, staff, with_people

standing = pytest.fixture(scope="module")(adopted_once)
CLOSED = [one.key for one in PRINTABLE if not one.open]
STRANGE = '#eval("1") *Kari* $x$ @ref <b> 👋 \\'


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def composed(cast: Cast, number: int = 12) -> Conference:
    made = with_people(cast, number)
    seated(made)
    Group.objects.filter(session__conference=made, number=2).update(room="Room B")
    return made


def drawn(made: Conference, key: str) -> bytes:
    paper = printable(key)
    return handout_pdf(handout(made, paper.title, paper.make, laid_out(made)), at=NOW)


def page(client: Client, made: Conference) -> str:
    return client.get(reverse("conferences:print", args=[made.pk])).content.decode()


def fetched(client: Client, made: Conference, key: str) -> int:
    return client.get(reverse("conferences:print_file", args=[made.pk, key])).status_code


def test_a_door_says_group_room_and_names(cast: Cast) -> None:
    made = composed(cast)

    found = words(drawn(made, "doors"))

    assert len(found) == 6
    assert "Room B" in found[1]
    assert "How it is now" in found[0]
    assert "What we could do" in found[3]
    assert sum("Person 004" in text for text in found) == 2


def test_everybody_finds_their_groups_by_alphabet(cast: Cast) -> None:
    made = composed(cast)
    Participant.objects.filter(conference=made, person__name="Person 003").update(absent=True)

    found = "".join(words(drawn(made, "seats")))

    assert found.index("Person 000") < found.index("Person 001") < found.index("Person 011")
    assert "2 (Room B)" in found
    assert "Person 003" not in found


def test_a_tag_says_name_work_and_groups(cast: Cast) -> None:
    made = composed(cast)

    sheets = words(drawn(made, "tags"))

    assert len(sheets) == 2  # fourteen people, ten on a sheet
    assert "Person 000" in "".join(sheets)
    assert "(Room B)" in "".join(sheets)
    assert cast.school.name in sheets[0]


def test_a_card_carries_question_tasks_and_code(cast: Cast) -> None:
    made = composed(cast)
    group = Group.objects.filter(session__conference=made).first()
    assert group
    assert group.note_taker

    first = words(drawn(made, "cards"))[0]

    assert "What works?" in first
    assert group.note_taker.person.name in first
    assert f"{group.code[:3]} {group.code[3:]}" in first


def test_a_groups_own_question_comes_first_and_who_is_absent_leaves_a_line(cast: Cast) -> None:
    made = composed(cast)
    group = Group.objects.filter(session__conference=made).first()
    assert group
    assert group.note_taker
    Group.objects.filter(pk=group.pk).update(question="What of the youngest?")
    Participant.objects.filter(pk=group.note_taker_id).update(absent=True)

    first = words(drawn(made, "cards"))[0]

    assert "What of the youngest?" in first
    assert "What works?" not in first
    assert group.note_taker.person.name not in first


def test_the_square_code_is_a_matrix_with_its_three_corners() -> None:
    rows = modules_of("https://samspill.example/k/ABCDEF/")

    assert {len(row) for row in rows} == {len(rows)}
    assert rows[0][:8] == rows[0][:-9:-1] == rows[-1][:8] == "11111110"


def test_the_sign_in_list_has_a_page_number_and_the_programme_one_page(cast: Cast) -> None:
    made = composed(cast, 40)
    long = "Why is it so? " * 60
    for _part in range(6):
        Session.objects.create(conference=made, kind="plenary", theme="More", question=long, minutes=10, place=9)

    signing, day = words(drawn(made, "sign-in")), words(drawn(made, "programme"))

    assert len(signing) > 1
    assert "2" in signing[1]
    assert len(day) == 1
    assert "12:15–13:00" in day[0]


@pytest.mark.parametrize("key", [one.key for one in PRINTABLE])
def test_each_paper_is_archived_and_read_aloud_like_the_others(cast: Cast, key: str) -> None:
    made = composed(cast, 6)
    person = made.participants.exclude(person=cast.leader).select_related("person").first()
    assert person
    type(person.person).objects.filter(pk=person.person_id).update(name=STRANGE)

    with opened(drawn(made, key)) as file, file.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfuaid:part"]) == ("2", "1")
        assert str(file.Root.Lang) == "nb-NO"
        assert file.Root.MarkInfo.Marked
        found = roles(file)

    assert {"seats": "TH", "sign-in": "TH", "programme": "TH", "doors": "H1", "cards": "Figure"}.get(key, "P") in found


def test_strange_names_stay_letters(cast: Cast) -> None:
    made = composed(cast, 6)
    one = made.participants.exclude(person=cast.leader).select_related("person").first()
    assert one
    type(one.person).objects.filter(pk=one.person_id).update(name=STRANGE)

    found = "".join(words(drawn(made, "sign-in")))

    assert '#eval("1") *Kari* $x$ @ref <b>' in found
    assert "waving hand sign" in found


def test_codes_and_lists_are_for_those_who_run_the_day(cast: Cast, client: Client) -> None:
    made = composed(cast, 9)

    assert {fetched(sign_in(client, cast.teacher), made, key) for key in CLOSED} == {403}
    assert {fetched(sign_in(client, cast.outsider), made, key) for key in CLOSED} == {404}


def test_readers_get_the_programme_and_hear_of_nothing_else(cast: Cast, client: Client) -> None:
    made = composed(cast, 9)
    sign_in(client, cast.teacher)

    text = page(client, made)

    assert fetched(client, made, "programme") == 200
    assert "print/programme.pdf" in text
    assert "print/cards.pdf" not in text
    assert fetched(sign_in(client, cast.outsider), made, "programme") == 404
    assert fetched(sign_in(client, cast.leader), made, "posters") == 404


def test_the_leader_fetches_a_named_file(cast: Cast, client: Client) -> None:
    made = composed(cast, 9)

    answer = sign_in(client, cast.leader).get(reverse("conferences:print_file", args=[made.pk, "doors"]))

    assert answer.content.startswith(b"%PDF")
    assert "2026-09-23.pdf" in answer["Content-Disposition"]
    assert "Calm mornings" in answer["Content-Disposition"]


def test_the_page_says_what_is_missing(cast: Cast, client: Client) -> None:
    made = conference(cast)
    sign_in(client, cast.leader)
    empty = page(client, made)
    conferring.add_participants(made, staff(cast, 4), acting=cast.leader, at=NOW)

    listed = page(client, made)

    assert "Nobody is on the list of participants yet." in empty
    assert "The groups are not composed yet." in listed
    assert "print/sign-in.pdf" in listed
    assert "print/doors.pdf" not in listed
    assert fetched(client, made, "doors") == 302


def test_the_page_says_what_to_look_at_before_printing(cast: Cast, client: Client) -> None:
    made = composed(cast)
    Conference.objects.filter(pk=made.pk).update(groups_set_at=None)

    text = page(sign_in(client, cast.leader), made)

    assert "not announced yet" in text
    assert "4 groups have no room yet" in text
    assert "tasks in the groups have nobody yet" in text


def test_many_cost_no_more_queries_than_few(cast: Cast, client: Client) -> None:
    made = composed(cast, 12)
    made.participants.exclude(person=cast.leader).update(absent=True)
    sign_in(client, cast.leader)
    page(client, made)
    with counted() as few:
        page(client, made)
    made.participants.update(absent=False)

    with counted() as many:
        page(client, made)

    assert len(many) == len(few)


def test_the_conference_leads_to_its_papers(cast: Cast, client: Client) -> None:
    made = composed(cast, 9)

    runs = sign_in(client, cast.leader).get(made.get_absolute_url()).content.decode()
    reads = sign_in(client, cast.teacher).get(made.get_absolute_url()).content.decode()

    assert reverse("conferences:print", args=[made.pk]) in runs
    assert reverse("conferences:print_file", args=[made.pk, "programme"]) in reads
