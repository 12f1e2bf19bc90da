import pytest
from django.utils.translation import override

from samspill.journal.actions import note
from samspill.journal.history import history_of
from tests.cast import AT, BEGAN, adopt, assemble

pytestmark = pytest.mark.django_db


def changes(changes):
    cast = assemble()
    note("position.changed", cast.school, acting=cast.owner, at=AT, changes=changes)
    with override("nb"):
        return [(change.before, change.after) for change in history_of(cast.school)[0].changes]


def test_a_profession_is_named():
    assert changes({"profession": ("teacher", "school_leader")}) == [("lærer", "skoleleder")]


def test_a_day_is_said_as_days_are():
    assert changes({"held_on": (None, BEGAN)}) == [("", "17. august 2026")]


def test_days_of_the_week_are_named():
    assert changes({"weekdays": ([], [1, 3])}) == [("", "mandag, onsdag")]


def test_yes_and_no_are_words():
    assert changes({"leads": (False, True)}) == [("nei", "ja")]


def test_what_belongs_to_a_method_is_kept_by_its_name():
    cast = adopt(assemble())

    with override("nb"):
        assert str(cast.project) == "LOG-modellen 2026"
        assert str(cast.arenas["grade-team-5"]) == "Trinnteam 5"
