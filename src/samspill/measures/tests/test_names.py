"""Who proposed, tried and spoke for others is for those who work there: the school owner learns how many (L35)."""

import pytest
from django.test import Client

from samspill.config.actor import actor_for
from samspill.measures.hearing_pages import beside
from samspill.measures.models import Measure, Practice
from samspill.meetings.actions.agenda import add_item
from samspill.meetings.models import Item
from samspill.people.models import Person
from tests.after import held_meeting
from tests.asking import fresh, sign_in
from tests.cast import Cast
from tests.measures import BEGAN
from tests.staged import staged, standing_at

standing = pytest.fixture(scope="module")(staged(("evaluated", "practice")))


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def page(client: Client, reader: Person, measure: Measure) -> str:
    return sign_in(client, reader).get(measure.get_absolute_url()).content.decode()


def test_the_page_of_a_measure_tells_the_owner_no_names(cast: Cast, client: Client) -> None:
    measure = standing_at("evaluated")

    owner, team = page(client, cast.owner, measure), page(client, cast.nurse, measure)

    assert cast.teacher.name in team
    assert cast.teacher.name not in owner
    assert "1 takes part" in owner


def test_who_may_take_a_practice_over_is_told_inside(cast: Cast, client: Client) -> None:
    Practice.objects.update(owner=None)
    measure = standing_at("practice")

    owner, leader = page(client, cast.owner, measure), page(client, cast.leader, measure)

    assert "could take it over" in leader
    assert cast.teacher.name not in owner


def test_why_a_team_thinks_so_is_told_inside_also_beside_a_matter(cast: Cast) -> None:
    measure = standing_at("evaluated")
    measure.answers.update(reason="Not on Fridays.")
    item = add_item(held_meeting(cast), title="Mornings", acting=cast.leader, at=BEGAN)
    Item.objects.filter(pk=item.pk).update(source="measure", source_id=measure.pk)
    item.refresh_from_db()

    owner, leader = (repr(list(beside([item], actor_for(one, BEGAN.date())))) for one in (cast.owner, cast.leader))

    assert ("Not on Fridays." in owner, "Not on Fridays." in leader) == (False, True)
