from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspill.core.registers.tests.files import workbook
from samspill.imports import people
from samspill.imports.preview import Preview
from samspill.people.actions import add_person, change_person, take_position
from samspill.people.models import Person, Position, Unit
from tests.asking import assembled_once, fresh
from tests.cast import AT, BEGAN, Cast

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 2)
HEADER = "navn;e-post;telefon;skole;stilling;trinn;fra;til"


standing = pytest.fixture(scope="module")(assembled_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def staff(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *rows)).encode()


def look(cast: Cast, data: bytes, answers: Mapping[str, str] | None = None) -> Preview:
    return people.preview(data, answers=answers or {}, municipality=cast.municipality, today=TODAY)


def do(cast: Cast, data: bytes) -> None:
    look(cast, data).carry_out(None, AT)


def codes(preview: Preview) -> list[str]:
    return [problem.code for problem in preview.problems]


def changes(preview: Preview) -> dict[str, tuple[object, object]]:
    return {one.field: (one.before, one.after) for change in preview.diff.changed for one in change.fields}


def test_somebody_new_gets_a_position(cast: Cast) -> None:
    do(cast, staff("Ola Ny;ola@sundvik.example;22 11 00 00;Fjellheim skole;lærer;5-6;01.08.2026;"))

    position = Position.objects.get(person__email="ola@sundvik.example")
    assert (position.unit, position.profession, position.grades) == (cast.school, "teacher", [5, 6])
    assert (position.since, position.person.phone) == (date(2026, 8, 1), "22 11 00 00")
    assert not position.person.has_usable_password()


def test_a_workbook_with_two_positions_of_one_person(cast: Cast) -> None:
    rows = [["Navn", "E-post", "Skole", "Stilling", "Fra"]]
    rows += [["Ola Ny", "ola@sundvik.example", cast.school.name, "Lærer", date(2026, 8, 1)]]  # type: ignore[list-item]
    rows += [["Ola Ny", "ola@sundvik.example", cast.other_school.name, "Sosiallærer", date(2026, 9, 1)]]  # type: ignore[list-item]

    do(cast, workbook(rows))

    assert Person.objects.filter(name="Ola Ny").count() == 1
    assert list(Position.objects.filter(person__name="Ola Ny").values_list("unit", "since")) == [
        (cast.other_school.pk, date(2026, 9, 1)),
        (cast.school.pk, date(2026, 8, 1)),
    ]


def test_a_line_for_each_class_is_one_position(cast: Cast) -> None:
    do(cast, staff("Ola Ny;;;Fjellheim skole;lærer;5;;", "ola ny;;;Fjellheim skole;lærer;7;;"))

    assert Position.objects.get(person__name="Ola Ny").grades == [5, 7]


def test_somebody_known_gets_a_new_position_and_a_new_phone(cast: Cast) -> None:
    preview = look(cast, staff(f"Randi Moen;{cast.nurse.email};22 99 99 99;Strandvik skule;helsesykepleier;;;"))

    preview.carry_out(None, AT)

    cast.nurse.refresh_from_db()
    assert (cast.nurse.phone, cast.nurse.positions.count()) == ("22 99 99 99", 2)
    assert (len(preview.diff.new), changes(preview)) == (1, {"phone": ("+47 22 00 00 00", "22 99 99 99")})


def test_changed_grades_and_last_day_of_a_position_that_stands(cast: Cast) -> None:
    preview = look(cast, staff(f"Samir Aziz;{cast.teacher.email};;Fjellheim skole;lærer;6;;18.06.2027"))

    preview.carry_out(None, AT)

    assert changes(preview) == {"grades": ([5], [6]), "until": (None, date(2027, 6, 18))}
    assert cast.teacher.positions.get().until == date(2027, 6, 18)


def test_people_missing_from_the_file_are_told_and_stay(cast: Cast) -> None:
    preview = look(cast, staff(f"Samir Aziz;{cast.teacher.email};;Fjellheim skole;lærer;5;;"))

    assert "Randi Moen, school nurse, Skolehelsetjenesten i Sundvik" in {
        preview.title(key).replace("helsesykepleier", "school nurse") for key in preview.diff.gone
    }
    assert not preview.ready
    assert Position.objects.filter(until=None).count() == 20


def test_a_file_without_emails_meets_people_by_their_names(cast: Cast) -> None:
    preview = look(cast, staff("randi moen;;22 99 99 99;Skolehelsetjenesten i Sundvik;helsesykepleier;;;"))

    assert not preview.diff.new
    assert changes(preview)["phone"] == ("+47 22 00 00 00", "22 99 99 99")


def test_two_people_of_one_name_are_not_guessed_between(cast: Cast) -> None:
    twin = add_person(name="Randi Moen", acting=None, at=AT)
    take_position(twin, cast.health, profession="assistant", since=BEGAN, acting=None, at=AT)

    preview = look(cast, staff("Randi Moen;;;Skolehelsetjenesten i Sundvik;helsesykepleier;;;"))

    assert codes(preview) == ["person.two-of-one-name"]


def test_an_email_comes_to_somebody_who_had_none(cast: Cast) -> None:
    change_person(cast.nurse, version=None, acting=None, at=AT, email=None)

    do(cast, staff("Randi Moen;Randi@Sundvik.example;;Skolehelsetjenesten i Sundvik;helsesykepleier;;;"))

    cast.nurse.refresh_from_db()
    assert cast.nurse.email == "randi@sundvik.example"


def test_a_namesake_with_another_email_is_worth_a_look(cast: Cast) -> None:
    preview = look(cast, staff("Randi Moen;ny@sundvik.example;;Fjellheim skole;lærer;;;"))

    assert codes(preview) == ["person.namesake"]
    assert len(preview.diff.new) == 1


def test_an_email_of_somebody_elsewhere_does_not_tell_whose_it_is(cast: Cast) -> None:
    preview = look(cast, staff(f"Ola Ny;{cast.outsider.email};;Fjellheim skole;lærer;;;"))

    assert codes(preview) == ["person.email-taken"]
    assert cast.outsider.name not in str([problem.holes() for problem in preview.problems])
    assert not preview.ready


def test_somebody_who_also_works_elsewhere_gets_a_position_and_nothing_else(cast: Cast) -> None:
    do(cast, staff(f"Lars Holmen;{cast.outsider.email};99 99 99 99;PPT Sundvik;PP-rådgiver;;;"))

    cast.outsider.refresh_from_db()
    assert (cast.outsider.phone, cast.outsider.positions.count()) == ("+47 22 00 00 00", 2)


def test_a_line_without_school_or_profession_is_left_out(cast: Cast) -> None:
    assert codes(look(cast, staff("Ola Ny;;;;lærer;;;"))) == ["person.no-unit"]
    assert codes(look(cast, staff("Ola Ny;Fjellheim skole", header="navn;skole"))) == ["person.no-profession"]


def test_a_list_without_professions_still_speaks_of_those_who_have_one(cast: Cast) -> None:
    preview = look(cast, staff("Samir Aziz;Fjellheim skole;6", header="navn;skole;trinn"))

    assert changes(preview) == {"grades": ([5], [6])}


def test_more_than_a_tenth_of_the_positions_ending_stops(cast: Cast) -> None:
    parts = ("grade_leader_5", "grade_leader_6", "teacher")
    rows = [f"{cast.people[p].name};{cast.people[p].email};;Fjellheim skole;lærer;;;01.12.2026" for p in parts]

    preview = look(cast, staff(*rows[:1]))
    stopped = look(cast, staff(*rows))

    assert (preview.stop, preview.ready) == (None, True)
    assert stopped.stop
    assert (stopped.stop.would_end, stopped.stop.standing, stopped.ready) == (3, 19, False)


def test_a_later_last_day_ends_nothing(cast: Cast) -> None:
    Position.objects.filter(unit=cast.school).update(until=date(2026, 12, 1))
    parts = ("grade_leader_5", "grade_leader_6", "teacher")
    rows = [f"{cast.people[p].name};{cast.people[p].email};;Fjellheim skole;lærer;;;01.12.2027" for p in parts]

    assert look(cast, staff(*rows)).stop is None


def test_a_name_that_does_not_fit_stops_everything_and_says_whose(cast: Cast) -> None:
    preview = look(cast, staff("Ola Ny;;;Fjellheim skole;lærer;;;", f"{'Lang ' * 40};;;Fjellheim skole;lærer;;;"))

    with pytest.raises(ValidationError, match="Lang Lang"):
        preview.carry_out(None, AT)
    assert not Person.objects.filter(name="Ola Ny").exists()


ROWS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "Ola Ny;",
                "ola ny;ola@sundvik.example",
                "Siv Ny;",
                "SAMIR AZIZ;",
                "Samir Aziz;samir.aziz@sundvik.example",
                "Randi Moen;",
                "Randi Moen;ny@sundvik.example",
            ]
        ),
        st.sampled_from(["", "22 11 00 00", "22 33 00 00"]),
        st.sampled_from(["Fjellheim skole", "Strandvik skule"]),
        st.sampled_from(["lærer", "assistent"]),
        st.sampled_from(["", "5", "6-7"]),
        st.sampled_from(["", "01.08.2025", "01.01.2027"]),
        st.sampled_from(["", "01.02.2026", "01.02.2028"]),
    ).map(";".join),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_the_second_time_nothing_changes(cast: Cast, rows: list[str]) -> None:
    with transaction.atomic():
        do(cast, staff(*rows))
        again = look(cast, staff(*rows))
        transaction.set_rollback(True)

    assert (dict(again.diff.new), again.diff.changed) == ({}, ())
    assert Unit.objects.filter(municipality=cast.municipality).count() == 6
