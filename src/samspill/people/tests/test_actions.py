from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from samspill.journal.models import Entry
from samspill.people import actions
from samspill.people.models import Person, UnitKind
from samspill.people.queries import office_of, people_in, staff_of
from samspill.people.versions import StaleError
from tests.asking import assembled_once, fresh
from tests.cast import AT, BEGAN, Cast

pytestmark = pytest.mark.django_db


standing = pytest.fixture(scope="module")(assembled_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def test_a_municipality_comes_with_its_office() -> None:
    made = actions.make_municipality(name="Øyvær", office="Øyvær kommune", acting=None, at=AT)

    assert office_of(made).kind == UnitKind.OFFICE
    assert made.slug == "oyvaer"


def test_two_municipalities_of_one_name_get_different_slugs() -> None:
    first = actions.make_municipality(name="Herøy", office="Herøy kommune", acting=None, at=AT)
    second = actions.make_municipality(name="Herøy", office="Herøy kommune", acting=None, at=AT)

    assert (first.slug, second.slug) == ("heroy", "heroy-2")


def test_two_people_cannot_share_an_email_whatever_its_case(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.add_person(name="Kari Kopi", email=cast.nurse.email.upper(), acting=None, at=AT)

    assert len(refused.value.messages) == 1


def test_people_without_email_may_be_many(cast: Cast) -> None:
    for name in ("Vikar En", "Vikar To"):
        actions.add_person(name=name, acting=None, at=AT)

    assert Person.objects.filter(email__isnull=True).count() == 2


def test_a_position_cannot_end_before_it_begins(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        actions.take_position(
            cast.nurse,
            cast.school,
            profession="school_nurse",
            since=BEGAN,
            until=BEGAN - timedelta(days=1),
            acting=None,
            at=AT,
        )

    assert not cast.nurse.positions.filter(unit=cast.school).exists()


def test_a_stale_change_is_refused_and_changes_nothing(cast: Cast) -> None:
    mine, theirs = (Person.objects.get(pk=cast.nurse.pk) for _copy in range(2))
    actions.change_person(theirs, version=theirs.version, phone="+47 11 11 11 11", acting=None, at=AT)

    with pytest.raises(StaleError) as stale:
        actions.change_person(mine, version=mine.version, phone="+47 33 33 33 33", acting=None, at=AT)

    assert stale.value.current.phone == "+47 11 11 11 11"
    assert Person.objects.get(pk=cast.nurse.pk).phone == "+47 11 11 11 11"


def test_changing_nothing_writes_no_journal_line(cast: Cast) -> None:
    before = Entry.objects.count()

    actions.change_person(cast.nurse, version=cast.nurse.version, phone=cast.nurse.phone, acting=None, at=AT)

    assert Entry.objects.count() == before


def test_a_change_is_journalled_with_before_and_after(cast: Cast) -> None:
    actions.change_person(cast.nurse, version=None, phone="+47 99 00 00 00", acting=cast.administrator, at=AT)

    line = Entry.objects.get(verb="person.changed")
    assert line.person_name == "Per Dahl"
    assert line.as_change() == [("phone", "+47 22 00 00 00", "+47 99 00 00 00")]


def test_a_code_opens_once_however_it_is_typed(cast: Cast) -> None:
    code = actions.invite(cast.nurse, acting=cast.administrator, at=AT)
    invitation = actions.invitation_for(code.lower().replace("-", " "), at=AT)

    actions.accept_invitation(invitation, password="en lang setning om fjell", at=AT)

    assert Person.objects.get(pk=cast.nurse.pk).check_password("en lang setning om fjell")
    with pytest.raises(ValidationError):
        actions.invitation_for(code, at=AT)


def test_a_new_code_replaces_the_old_one(cast: Cast) -> None:
    old = actions.invite(cast.nurse, acting=None, at=AT)
    actions.invite(cast.nurse, acting=None, at=AT + timedelta(hours=1))

    with pytest.raises(ValidationError):
        actions.invitation_for(old, at=AT + timedelta(hours=2))


def test_a_code_is_too_old_after_thirty_days(cast: Cast) -> None:
    code = actions.invite(cast.nurse, acting=None, at=AT)

    assert actions.invitation_for(code, at=AT + timedelta(days=29)).person == cast.nurse
    with pytest.raises(ValidationError):
        actions.invitation_for(code, at=AT + timedelta(days=30))


def test_staff_are_those_who_work_there_that_day(cast: Cast) -> None:
    position = cast.teacher.positions.get()

    actions.end_position(position, until=date(2026, 9, 30), version=None, acting=cast.leader, at=AT)

    assert cast.teacher in staff_of(cast.school, date(2026, 9, 30))
    assert cast.teacher not in staff_of(cast.school, date(2026, 10, 1))


def test_the_neighbours_are_not_among_our_people(cast: Cast) -> None:
    ours = people_in(cast.municipality, BEGAN)

    assert cast.nurse in ours
    assert cast.outsider not in ours
