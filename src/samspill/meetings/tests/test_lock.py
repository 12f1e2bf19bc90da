from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model

from samspill.meetings.actions.approving import correct
from samspill.meetings.lock import check_open
from samspill.meetings.models import Away, Correction, Here, Item, ItemState, Meeting, Outcome, Presence, Reply
from samspill.people.versions import change
from tests.after import AFTER, decision, held_meeting, matter
from tests.asking import adopted_once, fresh
from tests.cast import Cast

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def locked(cast: Cast) -> Meeting:
    meeting = held_meeting(cast)
    decision(cast, matter(cast, meeting))
    Away.objects.create(item=meeting.items.first(), presence=meeting.presences.first())
    change(meeting, version=None, fields={"shared_at": AFTER, "approved_at": AFTER})
    return meeting


def refused(do: object) -> bool:
    try:
        with transaction.atomic():
            do()
    except IntegrityError as error:
        return "approved minutes stay" in str(error)
    return False


def test_verbs_are_refused_in_words(locked: Meeting) -> None:
    with pytest.raises(ValidationError):
        check_open(locked)


@pytest.mark.parametrize("model", [Outcome, Away, Presence, Item])
def test_no_row_of_approved_minutes_is_deleted(locked: Meeting, model: type[Model]) -> None:
    row = model.objects.first()

    assert refused(lambda: model.objects.filter(pk=row.pk)._raw_delete("default"))


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Outcome, {"text": "Noe annet"}),
        (Item, {"title": "Noe annet"}),
        (Item, {"state": ItemState.MOVED}),
        (Presence, {"here": Here.UNKNOWN}),
    ],
)
def test_no_row_of_approved_minutes_is_changed(locked: Meeting, model: type[Model], fields: dict[str, str]) -> None:
    assert refused(lambda: model.objects.update(**fields))


def test_nothing_is_added_to_approved_minutes(cast: Cast, locked: Meeting) -> None:
    assert refused(lambda: matter(cast, locked))
    assert refused(lambda: decision(cast, locked.items.first()))


def test_a_late_answer_to_the_invitation_is_still_taken_in(locked: Meeting) -> None:
    assert Presence.objects.filter(meeting=locked).update(reply=Reply.ACCEPTED)


def test_corrections_never_change(cast: Cast, locked: Meeting) -> None:
    correct(locked, text="Uke 40.", acting=cast.nurse, at=AFTER)

    assert refused(lambda: Correction.objects.update(text="Uke 41."))
