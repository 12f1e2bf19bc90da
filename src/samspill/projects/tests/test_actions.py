from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from samspill.journal.models import Entry
from samspill.people.queries import office_of
from samspill.projects import actions
from samspill.projects.queries import adapted, participations_of
from tests.asking import adopted_once, fresh
from tests.cast import AT, BEGAN, Cast

pytestmark = pytest.mark.django_db


standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def test_the_office_joins_with_the_project(cast: Cast) -> None:
    units = {participation.unit for participation in participations_of(cast.project, BEGAN)}

    assert units == {cast.office, cast.school}


def test_a_school_of_another_municipality_cannot_join(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        actions.join(cast.project, office_of(cast.neighbour), joined=BEGAN, acting=cast.owner, at=AT)


def test_an_adaptation_changes_the_method_for_this_project_only(cast: Cast) -> None:
    untouched = adapted(cast.project).method.requirements["L10"].params["minutes"]

    actions.adapt(
        cast.project,
        path="requirements.L10.params.minutes",
        value=90,
        reason="Små skoler, kortere møter.",
        acting=cast.owner,
        at=AT,
    )

    assert untouched == 120
    assert adapted(cast.project).method.requirements["L10"].params["minutes"] == 90


def test_an_adaptation_without_a_reason_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        actions.adapt(
            cast.project, path="requirements.L10.params.minutes", value=90, reason=" ", acting=cast.owner, at=AT
        )

    assert not Entry.objects.filter(verb="project.adapted").exists()


def test_withdrawing_returns_to_the_pack(cast: Cast) -> None:
    word = actions.adapt(
        cast.project, path="requirements.L10.params.minutes", value=90, reason="Prøver.", acting=cast.owner, at=AT
    )

    actions.withdraw_adaptation(word, acting=cast.owner, at=AT)

    assert adapted(cast.project).method.requirements["L10"].params["minutes"] == 120
