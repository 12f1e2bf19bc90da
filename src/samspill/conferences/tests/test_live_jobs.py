"""A week after the day, what only the phones needed is let go; what was said stays."""

import uuid
from datetime import UTC, datetime, time, timedelta

import pytest

from samspill.conferences.actions.saying import keep_points
from samspill.conferences.live_jobs import forget
from samspill.conferences.models import CodeTries, Group, Point, TakenOp
from samspill.conferences.statements import Op
from tests.asking import adopted_once, fresh
from tests.cast import Cast
from tests.conferring import DAY, seated, with_people

standing = pytest.fixture(scope="module")(adopted_once)
NOON = datetime.combine(DAY, time(12), UTC)


@pytest.fixture
def group(standing: Cast, db: None) -> Group:
    found = seated(with_people(fresh(standing)))[0]
    keep_points(found, [Op(uuid.uuid4(), "write", uuid.uuid4(), text="Rolig start")], at=NOON)
    CodeTries.objects.create(address="a", wrong=3, at=NOON)
    return found


def run(at: datetime) -> tuple[int, int, int]:
    forget.run(at=at)
    return TakenOp.objects.count(), CodeTries.objects.count(), Point.objects.count()


def test_a_phone_may_send_again_for_a_week(group: Group) -> None:
    assert run(NOON + timedelta(days=7)) == (1, 0, 1)


def test_after_that_only_what_was_said_is_left(group: Group) -> None:
    assert run(NOON + timedelta(days=8)) == (0, 0, 1)
