from __future__ import annotations

import pytest
from django.db import DatabaseError, connection

from samspill.journal.actions import note, note_reading
from samspill.journal.models import Entry
from samspill.journal.queries import acts_on
from tests.cast import AT, assemble

pytestmark = pytest.mark.django_db


def test_a_line_knows_who_what_where_and_why() -> None:
    cast = assemble()

    line = note("unit.changed", cast.school, acting=cast.leader, at=AT, why="Ny leder.")

    assert (line.person_name, line.thing_name, line.why) == ("Ingrid Berge", "Fjellheim skole", "Ny leder.")
    assert (line.municipality, line.unit) == (cast.municipality.pk, cast.school.pk)


def test_readings_are_kept_apart_from_acts() -> None:
    cast = assemble()

    note_reading("person.read", cast.nurse, acting=cast.leader, at=AT)

    assert Entry.objects.filter(reading=True).count() == 1
    assert not acts_on(cast.nurse).filter(verb="person.read").exists()


@pytest.mark.parametrize("tamper", ["update journal_entry set verb = 'other'", "delete from journal_entry"])
def test_lines_cannot_be_changed_or_removed_even_by_sql(tamper: str) -> None:
    assemble()

    with pytest.raises(DatabaseError, match="added, never changed"), connection.cursor() as cursor:
        cursor.execute(tamper)
