from __future__ import annotations

from collections.abc import Sequence

import pytest

from samspill.core.registers.tests.files import shared
from samspill.imports import schools
from samspill.imports.preview import Preview
from samspill.people.actions import add_unit, change_unit, make_municipality
from samspill.people.models import Municipality, Unit, UnitKind
from tests.cast import AT, Cast, assemble

pytestmark = pytest.mark.django_db

HEADER = "kommunenr,kommune,navn,orgnr,laveste_trinn,hoyeste_trinn,eierforhold,adresse"
ABEL, ABILD, AJER = "975283046", "974589648", "875270532"


@pytest.fixture
def cast() -> Cast:
    return assemble()


def register(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *rows)).encode()


def look(data: bytes, municipality: Municipality | None = None, named: str = "") -> Preview:
    return schools.preview(data, answers={}, municipality=municipality, named=named)


def do(data: bytes, municipality: Municipality | None = None, named: str = "") -> None:
    look(data, municipality, named).carry_out(None, AT)


def codes(preview: Preview) -> Sequence[str]:
    return [problem.code for problem in preview.problems]


def names(municipality: Municipality) -> list[str]:
    return list(Unit.objects.filter(municipality=municipality, kind=UnitKind.SCHOOL).values_list("name", flat=True))


def test_only_schools_of_ones_own_municipality_count(cast: Cast) -> None:
    data = register(f"9901,Sundvik,Ny skole,{ABEL},1,10,Offentlig,Vei 1", f"9902,Nesøy,Annen skole,{ABILD},1,7,Privat,")

    do(data, cast.municipality)

    assert names(cast.municipality) == ["Fjellheim skole", "Ny skole", "Strandvik skule"]
    assert names(cast.neighbour) == []


def test_a_file_without_municipalities_speaks_of_ones_own(cast: Cast) -> None:
    data = register(f"Ny skole,{ABEL}", header="navn,orgnr")

    assert [look(data, cast.municipality).title(key) for key in look(data, cast.municipality).diff.new] == ["Ny skole"]


def test_what_the_file_leaves_out_is_told_and_kept(cast: Cast) -> None:
    preview = look(register(f"9901,Sundvik,Ny skole,{ABEL},1,10,Offentlig,Vei 1"), cast.municipality)

    assert [preview.title(key) for key in preview.diff.gone] == ["Fjellheim skole", "Strandvik skule"]
    preview.carry_out(None, AT)
    assert Unit.objects.filter(pk=cast.school.pk, closed=None).exists()


def test_a_school_added_by_hand_is_met_by_its_name_and_gets_its_number(cast: Cast) -> None:
    data = register(f"9901,Sundvik,Fjellheim skole,{ABEL},1,10,Offentlig,Fjellveien 3")

    do(data, cast.municipality)

    cast.school.refresh_from_db()
    assert (cast.school.organisation_number, cast.school.highest_grade) == (ABEL, 10)
    assert cast.school.address == "Fjellveien 3"


def test_an_empty_cell_overwrites_nothing(cast: Cast) -> None:
    do(register("9901,Sundvik,Fjellheim skole,,,,,", header=HEADER.replace("orgnr", "merke")), cast.municipality)

    cast.school.refresh_from_db()
    assert (cast.school.lowest_grade, cast.school.highest_grade) == (1, 7)


def test_without_numbers_a_school_is_known_by_municipality_and_name(cast: Cast) -> None:
    header = "kommunenr,kommune,navn,laveste_trinn,hoyeste_trinn"
    preview = look(register("9901,Sundvik,FJELLHEIM SKOLE,1,10", "9901,Sundvik,Ny skole,1,7", header=header))

    assert (len(preview.diff.new), len(preview.diff.changed)) == (1, 1)
    assert preview.title(preview.diff.changed[0].key) == "FJELLHEIM SKOLE"


def test_two_schools_of_one_name_without_numbers_are_left_out(cast: Cast) -> None:
    header = "kommunenr,kommune,navn"
    preview = look(register("9901,Sundvik,Fjellheim skole", "9901,Sundvik,Fjellheim skole", header=header))

    assert codes(preview).count("school.ambiguous") == 2
    assert not preview.ready
    assert [preview.title(key) for key in preview.diff.gone] == ["Strandvik skule"]


def test_same_name_without_numbers_in_two_municipalities_is_two_schools(cast: Cast) -> None:
    preview = look(register("Sundvik,Sentrum skole", "Nesøy,Sentrum skole", header="kommune,navn"))

    preview.carry_out(None, AT)

    assert Unit.objects.filter(name="Sentrum skole").count() == 2


def test_two_schools_here_of_the_name_are_not_guessed_between(cast: Cast) -> None:
    add_unit(cast.municipality, kind=UnitKind.SCHOOL, name="Fjellheim skole", acting=None, at=AT)
    preview = look(register(f"9901,Sundvik,Fjellheim skole,{ABEL},1,10,Offentlig,"), cast.municipality)

    assert codes(preview) == ["school.ambiguous-here"]


def test_a_number_that_stands_elsewhere_is_left_out(cast: Cast) -> None:
    change_unit(cast.school, version=None, acting=None, at=AT, organisation_number=ABEL)
    preview = look(register(f"9902,Nesøy,Fjellheim skole,{ABEL},1,10,Offentlig,"), cast.neighbour)

    assert codes(preview) == ["school.elsewhere"]
    assert not preview.ready


def test_a_municipality_is_known_by_any_of_its_names(cast: Cast) -> None:
    make_municipality(name="Karasjok", office="Karasjok", other_names="Kárášjohka", acting=None, at=AT)

    do(register(f"5610,Kárášjohka - Karasjok,Karasjok skole,{ABEL},1,10,Offentlig,"))

    assert Municipality.objects.filter(name__contains="rasjo").count() == 1


def test_two_municipalities_of_one_name_are_not_guessed_between(cast: Cast) -> None:
    data = register(f"1515,Herøy,Ytre skole,{ABEL},1,10,Offentlig,", f"1818,Herøy,Herøy skole,{ABILD},1,10,Offentlig,")

    assert codes(look(data, named="Herøy")) == ["schools.two-municipalities"]
    assert len(look(data, named="1818").diff.new) == 1


def test_a_file_without_our_municipality_says_so(cast: Cast) -> None:
    preview = look(register(f"0301,Oslo,Abildsø skole,{ABILD},1,10,Offentlig,"), cast.municipality)

    assert codes(preview) == ["schools.none-here"]
    assert preview.refused


def test_a_whole_register_without_municipalities_is_refused() -> None:
    assert codes(look(register(f"Ny skole,{ABEL}", header="navn,orgnr"))) == ["schools.no-municipality"]


def test_the_second_time_nothing_changes(cast: Cast) -> None:
    data = register(
        f"9901,Sundvik,Fjellheim skole,{ABEL},1,10,Offentlig,Vei 1",
        f"0301,Oslo,Abildsø skole,{ABILD},1,10,Offentlig,",
        f"3403,Hamar,Ajer ungdomsskole,{AJER},8,10,Privat,",
    )
    do(data)

    assert not look(data).ready
    assert len(look(data).diff.same) == 3


def test_the_whole_register_goes_in_once() -> None:
    data = shared("no_schools/schools_all.csv")

    do(data)

    assert Unit.objects.filter(kind=UnitKind.SCHOOL).count() == 2801
    assert Municipality.objects.count() == 356
    assert look(data).diff.empty


def test_the_four_municipalities_of_the_guide() -> None:
    do(shared("no_schools/schools_log_municipalities.csv"))

    found = Municipality.objects.values_list("name", flat=True)
    assert list(found) == ["Drammen", "Harstad", "Lillehammer", "Ålesund"]
    assert Unit.objects.filter(kind=UnitKind.SCHOOL).count() == 61


def test_one_municipality_of_the_whole_register() -> None:
    do(shared("no_schools/schools_all.csv"), named="lillehammer")

    assert [one.name for one in Municipality.objects.all()] == ["Lillehammer"]
