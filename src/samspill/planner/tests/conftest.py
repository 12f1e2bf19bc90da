import pytest

from samspill.planner.actions import planning
from samspill.planner.models import YearPlan
from samspill.planner.tests import world
from tests.asking import fresh, once
from tests.cast import Cast
from tests.english import english

alone = pytest.fixture(scope="module")(once(world.one_school))
announced = pytest.fixture(scope="module")(once(world.one_published))
together = pytest.fixture(scope="module")(once(world.four_planned))


@pytest.fixture
def one(alone: Cast, db: None) -> Cast:
    """One school, nothing planned."""
    return fresh(alone)


@pytest.fixture
def told(announced: Cast, db: None) -> Cast:
    """One school, its year planned and published."""
    return fresh(announced)


@pytest.fixture
def four(together: Cast, db: None) -> Cast:
    """Four schools with the same nurse and advisers, and the year planned."""
    return fresh(together)


@pytest.fixture
def plan(four: Cast) -> YearPlan:
    return YearPlan.objects.select_related("municipality").get()


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever tests does not watch: the first plan will do."""
    monkeypatch.setattr(planning, "LONGER", 100)


__all__ = ["alone", "announced", "english", "four", "one", "plan", "together", "told"]
