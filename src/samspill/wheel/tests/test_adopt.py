"""Adopting on schools as a register gives them: no people, no services, nothing but names and grades."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from samspill.journal.models import Entry
from samspill.people.actions import add_unit, make_municipality
from samspill.people.models import Municipality
from samspill.projects.models import Participation
from samspill.wheel.adopt import Adopted, adopt, find_municipality, let_join
from samspill.wheel.models import Occasion
from tests.cast import AT

START = date(2017, 10, 1)
SCHOOLS = [
    ("Aspøy skole", 1, 7, "public"),
    ("Blindheim ungdomsskole", 8, 10, "public"),
    ("Emblem skule", 1, 7, "public"),
    ("Hessa skole", 1, 10, "public"),
    ("Montessoriskolen", 1, 7, "private"),
    ("Voksenopplæringen", None, None, "public"),
    ("Åse skule", 5, 7, "public"),
]


@pytest.fixture
def town(db: None) -> Municipality:
    made = make_municipality(
        name="Ålesund", office="Ålesund kommune", number="1508", other_names="Aalesund", acting=None, at=AT
    )
    for name, lowest, highest, ownership in SCHOOLS:
        fields = {"lowest_grade": lowest, "highest_grade": highest, "ownership": ownership}
        add_unit(made, kind="school", name=name, acting=None, at=AT, **fields)
    make_municipality(name="Harstad - Hárstták", office="Harstad kommune", number="5503", acting=None, at=AT)
    return made


def take_up(name: str = "Ålesund", schools: list[str] | None = None) -> Adopted:
    return adopt("log", municipality_name=name, start=START, schools=schools, acting=None, at=AT)


def test_half_of_the_primary_schools_take_part_and_the_others_are_compared_with(town: Municipality) -> None:
    adopted = take_up()

    assert [unit.name for unit in adopted.units] == ["Ålesund kommune", "Aspøy skole", "Hessa skole"]
    assert [unit.name for unit in adopted.compared] == ["Emblem skule", "Åse skule"]


def test_everything_is_there_but_the_people(town: Municipality) -> None:
    adopted = take_up()

    assert len(adopted.arenas) == 1 + 2 * 5
    assert adopted.occasions == Occasion.objects.count() > 200
    assert {lack.code for lack in adopted.to_fill} >= {"vacant"}
    assert {lack.arena for lack in adopted.to_fill} == set(adopted.arenas)


def test_the_plan_of_the_guide_falls_on_its_own_months(town: Municipality) -> None:
    take_up()

    first = Occasion.objects.get(unit__name="Aspøy skole", activity="conference-1-school")
    spring = Occasion.objects.get(unit__name="Aspøy skole", activity="steering-group-spring-1")
    assert (first.on.year, first.on.month) in {(2017, 10), (2017, 11)}
    assert (spring.on.year, spring.on.month) == (2018, 3)


def test_schools_that_are_named_take_part_alone(town: Municipality) -> None:
    adopted = take_up(schools=["emblem skule"])

    assert [unit.name for unit in adopted.units] == ["Ålesund kommune", "Emblem skule"]
    assert adopted.compared == ()


@pytest.mark.parametrize("written", ["Ålesund", "ålesund", "Aalesund", "1508"])
def test_a_municipality_is_found_by_any_of_its_names(town: Municipality, written: str) -> None:
    assert find_municipality(written) == town


@pytest.mark.parametrize("written", ["Harstad", "Hárstták", "harstad - hárstták"])
def test_half_of_a_double_name_is_enough(town: Municipality, written: str) -> None:
    assert find_municipality(written).number == "5503"


def test_an_unknown_municipality_is_answered_with_the_nearest(town: Municipality) -> None:
    with pytest.raises(ValidationError, match="nearest are Ålesund"):
        take_up("Alesunnd")


def test_two_of_one_name_are_told_apart_by_number(town: Municipality) -> None:
    make_municipality(name="Ålesund", office="Ålesund", number="9999", acting=None, at=AT)

    with pytest.raises(ValidationError, match=r"Ålesund .1508. and Ålesund .9999."):
        take_up()


def test_an_unknown_school_is_answered_with_the_nearest(town: Municipality) -> None:
    with pytest.raises(ValidationError, match=r"“Hesa skole”. The nearest are Hessa skole"):
        take_up(schools=["Hesa skole"])


def test_a_second_time_changes_nothing(town: Municipality) -> None:
    take_up()
    lines = Entry.objects.count()

    with pytest.raises(ValidationError, match="already runs"):
        take_up()

    assert Entry.objects.count() == lines


def test_a_school_that_joins_later_counts_from_its_own_day(town: Municipality) -> None:
    project = take_up(schools=["Emblem skule"]).project
    later = town.units.get(name="Åse skule")

    let_join(project, later, joined=date(2018, 8, 20), takes_part=True, acting=None, at=AT)

    first = Occasion.objects.get(unit=later, activity="establish-steering-group")
    assert first.earliest == date(2018, 8, 27)
    assert Participation.objects.get(unit=later).takes_part
