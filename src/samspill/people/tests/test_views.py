from __future__ import annotations

import struct
import zlib
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from samspill.journal.models import Entry
from samspill.people import actions
from samspill.people.models import Logo, Municipality, Person, Position, Unit
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import AT, BEGAN, Cast

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def thing(cast: Cast, name: str) -> Any:
    """The municipality, unit, person or position of the teacher, whichever the page is about."""
    if name in ("municipality", "municipality_people", "change_municipality") or name.startswith("set_up"):
        return cast.municipality
    if name.startswith(("unit", "school_", "change_unit", "add_person")):
        return cast.school
    return cast.teacher.positions.get() if name.endswith("_position") and name != "add_position" else cast.teacher


def opened(client: Client, cast: Cast, part: str, name: str, query: str = "") -> Any:
    url = reverse(f"people:{name}", args=[thing(cast, name).pk])
    return sign_in(client, cast.people[part]).get(url + query)


def sent(client: Client, cast: Cast, part: str, name: str, query: str = "", /, **data: Any) -> Any:
    url = reverse(f"people:{name}", args=[thing(cast, name).pk])
    return sign_in(client, cast.people[part]).post(url + query, data)


OWNERS = ("owner", "nurse", 403)
LEADERS = ("leader", "teacher", 403)
PAGES = {
    "municipality": ("nurse", None, None),
    "municipality_people": ("nurse", None, None),
    "change_municipality": OWNERS,
    "set_up_details": OWNERS,
    "set_up_services": OWNERS,
    "set_up_schools": OWNERS,
    "set_up_people": OWNERS,
    "set_up_done": OWNERS,
    "unit": ("nurse", None, None),
    "unit_people": ("teacher", "nurse", 403),
    "unit_history": LEADERS,
    "change_unit": LEADERS,
    "add_person": LEADERS,
    "school_grades": LEADERS,
    "school_leader": LEADERS,
    "school_teachers": LEADERS,
    "school_coordinator": LEADERS,
    "school_services": LEADERS,
    "school_done": LEADERS,
    "person": ("coordinator", "nurse", 403),
    "person_history": ("leader", "coordinator", 403),
    "change_person": ("leader", "coordinator", 403),
    "add_position": ("leader", "coordinator", 403),
    "invite": ("leader", "coordinator", 403),
    "change_position": ("leader", "teacher", 403),
    "end_position": ("leader", "teacher", 403),
}


@pytest.mark.parametrize("name", PAGES)
def test_who_may_open_which_page(client: Client, cast: Cast, name: str) -> None:
    may, may_not, status = PAGES[name]

    assert opened(client, cast, may, name).status_code == 200
    assert may_not is None or opened(client, cast, may_not, name).status_code == status
    assert opened(client, cast, "outsider", name).status_code == 404


def test_the_municipality_page_names_schools_leaders_and_their_part(client: Client, cast: Cast) -> None:
    body = opened(client, cast, "nurse", "municipality").content.decode()

    assert "Fjellheim skole" in body
    assert "Ingrid Berge" in body
    assert "takes part in" in body


def test_what_is_missing_is_said_with_a_way_to_mend_it(client: Client, cast: Cast) -> None:
    body = opened(client, cast, "owner", "municipality").content.decode()

    assert "No teacher is registered at Strandvik skule for grade 1, 2, 3, 4, 6, 7." in body
    assert reverse("people:school_teachers", args=[cast.other_school.pk]) in body


def test_the_unit_page_shows_its_arenas_and_what_they_lack(client: Client, cast: Cast) -> None:
    said = opened(client, cast, "leader", "unit")

    assert "No deputy is named for Erik Foss" in said.content.decode()


def test_people_outside_the_school_see_no_list_of_its_staff(client: Client, cast: Cast) -> None:
    assert "Samir Aziz" not in opened(client, cast, "nurse", "unit").content.decode()


def test_the_list_of_people_shows_only_those_one_may_see(client: Client, cast: Cast) -> None:
    shown = {person.name for person in opened(client, cast, "nurse", "municipality_people").context["page"]}

    assert shown == {"Randi Moen", "Geir Holm"}


def test_searching_by_name_and_profession(client: Client, cast: Cast) -> None:
    by_name = opened(client, cast, "owner", "municipality_people", "?q=samir")
    by_profession = opened(client, cast, "owner", "municipality_people", "?profession=ppt_adviser")

    assert [person.name for person in by_name.context["page"]] == ["Samir Aziz"]
    assert [person.name for person in by_profession.context["page"]] == ["Erik Foss"]


def test_reading_a_person_is_written_down_but_not_reading_oneself(client: Client, cast: Cast) -> None:
    opened(client, cast, "coordinator", "person")
    opened(client, cast, "teacher", "person")

    entry = Entry.objects.get(verb="person.read")
    assert (entry.person, entry.thing_id) == (cast.coordinator.pk, cast.teacher.pk)


def test_adding_a_person_with_a_position(client: Client, cast: Cast) -> None:
    given = {"name": "Ny Lærer", "profession": "teacher", "grades": "5-7", "since": "2026-09-01"}

    said = sent(client, cast, "leader", "add_person", **given)

    position = Position.objects.get(person__name="Ny Lærer")
    assert said.status_code == 302
    assert (position.unit, position.grades) == (cast.school, [5, 6, 7])
    assert Entry.objects.get(verb="person.added", thing_id=position.person_id).unit == cast.school.pk


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("email", "SAMIR", "Somebody is already registered with this e-mail address."),
        ("profession", "wizard", "We do not know the profession “wizard” here."),
        ("profession", "school_owner", "We do not know the profession “school_owner” here."),
        ("grades", "five", "We cannot read “five” as grades."),
        ("since", "32.13.2026", "We cannot read this as a date."),
    ],
)
def test_what_cannot_be_added_is_said_at_its_field_and_kept(
    client: Client, cast: Cast, field: str, value: str, words: str
) -> None:
    value = cast.teacher.email.upper() if value == "SAMIR" else value
    given = {"name": "Ny Lærer", "profession": "teacher", "since": "2026-09-01", field: value}

    said = sent(client, cast, "leader", "add_person", **given)

    assert said.status_code == 422
    assert field in said.context["form"].errors
    assert words in said.content.decode()
    assert 'value="Ny Lærer"' in said.content.decode()


def test_two_people_with_one_address_stay_two_people(client: Client, cast: Cast) -> None:
    given = {"version": 1, "name": cast.teacher.name, "email": cast.leader.email}

    said = sent(client, cast, "leader", "change_person", **given)

    assert said.status_code == 422
    assert "email" in said.context["form"].errors


def test_keeping_ones_own_address_is_no_double(client: Client, cast: Cast) -> None:
    given = {"version": 1, "name": "Samir A. Aziz", "email": cast.teacher.email, "phone": "", "language": "nn"}

    assert sent(client, cast, "teacher", "change_person", **given).status_code == 302
    assert Person.objects.get(pk=cast.teacher.pk).language == "nn"


def test_a_position_that_ends_before_it_begins_is_refused_at_the_last_day(client: Client, cast: Cast) -> None:
    said = sent(client, cast, "leader", "end_position", version=1, until="2026-01-01")

    assert said.status_code == 422
    assert said.context["form"].errors["until"] == ["The last day is before the first day."]


def test_a_stale_change_of_a_position_is_told(client: Client, cast: Cast) -> None:
    actions.change_position(cast.teacher.positions.get(), version=1, grades=[6], acting=cast.leader, at=AT)
    given = {"profession": "teacher", "grades": "7", "since": BEGAN.isoformat()}

    said = sent(client, cast, "leader", "change_position", version=1, **given)

    assert said.status_code == 409
    assert "How it stands now" in said.content.decode()


def test_one_more_position_where_one_may_set_up(client: Client, cast: Cast) -> None:
    query = f"?unit={cast.school.pk}"
    given = {"profession": "social_teacher", "since": "2026-09-01"}

    assert sent(client, cast, "leader", "add_position", query, **given).status_code == 302
    assert cast.teacher.positions.count() == 2


def test_nobody_makes_themselves_school_owner(client: Client, cast: Cast) -> None:
    query = f"?unit={cast.school.pk}"

    sent(client, cast, "teacher", "add_position", query, profession="school_owner", since="2026-09-01")

    assert cast.teacher.positions.count() == 1


def test_an_invitation_shows_its_code_once_and_is_mailed_in_the_persons_language(
    client: Client, cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        said = sent(client, cast, "leader", "invite", mail="on")

    code = said.context["code"]
    assert code in said.content.decode()
    assert [(letter.to, code in letter.body) for letter in mail.outbox] == [([cast.teacher.email], True)]
    assert code not in opened(client, cast, "leader", "invite").content.decode()


def test_an_invitation_on_paper_sends_nothing(
    client: Client, cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sent(client, cast, "leader", "invite", csrf="")

    assert mail.outbox == []


def png(width: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * (width + 1))) + chunk(b"IEND", b"")


LOOKS = {"version": 1, "name": "Sundvik", "language": "nb", "colour": "#0b5394"}


def test_a_logo_is_kept_and_shown_with_a_cache_header(client: Client, cast: Cast) -> None:
    logo = SimpleUploadedFile("logo.png", png())

    sent(client, cast, "owner", "change_municipality", **LOOKS, logo=logo)

    shown = client.get(reverse("people:logo", args=[cast.municipality.pk]))
    assert (shown.content, shown["Content-Type"]) == (png(), "image/png")
    assert "max-age" in shown["Cache-Control"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<svg onload='alert(1)'/>", "This is not a PNG picture."),
        (png()[:-1], "This is not a PNG picture."),
        (png(5000), "This is not a PNG picture."),
        (png() + b"\0" * 210_000, "it may be at most 200 kB"),
    ],
)
def test_a_logo_of_another_kind_or_size_is_refused(client: Client, cast: Cast, data: bytes, words: str) -> None:
    logo = SimpleUploadedFile("logo.png", data, content_type="image/png")

    said = sent(client, cast, "owner", "change_municipality", **LOOKS, logo=logo)

    assert said.status_code == 422
    assert words in " ".join(said.context["form"].errors["logo"])
    assert not Logo.objects.filter(municipality=cast.municipality).exists()


def test_a_change_without_a_new_logo_keeps_the_old_one(client: Client, cast: Cast) -> None:
    actions.change_municipality(cast.municipality, version=1, logo=png(), acting=cast.owner, at=AT)

    sent(client, cast, "owner", "change_municipality", **{**LOOKS, "version": 2, "name": "Sundvik kommune"})

    changed = Municipality.objects.get(pk=cast.municipality.pk)
    assert (changed.name, bytes(changed.logo.png)) == ("Sundvik kommune", png())


def more(cast: Cast, count: int) -> None:
    for n in range(count):
        school = actions.add_unit(cast.municipality, kind="school", name=f"Skole {n}", acting=None, at=AT)
        for unit in (school, cast.school):
            person = actions.add_person(name=f"Ny {n} {unit.pk}", acting=None, at=AT)
            actions.take_position(person, unit, profession="teacher", since=BEGAN, acting=None, at=AT)


@pytest.mark.parametrize("name", ["municipality", "municipality_people", "unit", "unit_people", "set_up_schools"])
def test_more_schools_and_people_cost_no_more_queries(client: Client, cast: Cast, name: str) -> None:
    opened(client, cast, "owner", name)
    with counted() as few:
        client.get(reverse(f"people:{name}", args=[thing(cast, name).pk]))
    more(cast, 8)

    with counted() as many:
        client.get(reverse(f"people:{name}", args=[thing(cast, name).pk]))

    assert len(many) == len(few)


def test_the_way_back_from_a_unit_leads_to_its_municipality(client: Client, cast: Cast) -> None:
    body = opened(client, cast, "nurse", "unit").content.decode()

    assert reverse("people:municipality", args=[cast.municipality.pk]) in body
    assert Unit.objects.get(pk=cast.school.pk).name in body
