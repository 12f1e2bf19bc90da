"""Measures side by side: four views of the same rows, filtered alike, and counts for the owner."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.measures.models import Measure, Milestone
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast
from tests.measures import at_stage, proposal

standing = pytest.fixture(scope="module")(adopted_once)
VIEWS = ("board", "list", "timeline", "pyramid")


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def see(client: Client, cast: Cast, **query: str) -> str:
    return client.get(reverse("measures:school", args=[cast.school.pk]), query).content.decode()


def test_the_board_has_a_column_for_each_station_and_ways_on_for_who_steers(cast: Cast, client: Client) -> None:
    at_stage(cast, "analysed", title="Calm mornings")
    steps = reverse("measures:step", args=[Measure.objects.get().pk, "discussed"])

    leads = see(sign_in(client, cast.leader), cast)
    reads = see(sign_in(client, cast.teacher), cast)

    assert 'data-stage="trying"' in leads
    assert 'data-stage="stopped"' not in leads
    assert f'href="{steps}" data-to="heard"' in leads
    assert "Calm mornings" in reads
    assert "data-to=" not in reads


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_costs_the_same_for_one_and_for_many(cast: Cast, client: Client, view: str) -> None:
    sign_in(client, cast.leader)
    at_stage(cast, "trying")
    see(client, cast, view=view)
    with counted() as one:
        see(client, cast, view=view)
    for number in range(4):
        other = at_stage(cast, "trying", title=f"Measure {number}")
        Milestone.objects.create(measure=other, text="Half-way", by=timezone.localdate())

    with counted() as many:
        shown = see(client, cast, view=view)

    assert len(many) == len(one)
    assert ("<strong>5</strong> <span>Prevention</span>" if view == "pyramid" else "Measure 3") in shown


def test_the_list_is_sorted_by_its_headings(cast: Cast, client: Client) -> None:
    for title in ("Bees", "Ants", "Cats"):
        proposal(cast, title)
    sign_in(client, cast.teacher)

    up = see(client, cast, view="list", sort="title")
    down = see(client, cast, view="list", sort="-title")

    assert up.index("Ants") < up.index("Bees") < up.index("Cats")
    assert down.index("Cats") < down.index("Bees") < down.index("Ants")
    assert 'aria-sort="descending"' in down


def test_what_is_filtered_stays_from_view_to_view(cast: Cast, client: Client) -> None:
    at_stage(cast, "trying", title="Calm mornings")
    sign_in(client, cast.coordinator)

    shown = see(client, cast, mine="on", level="prevention")

    assert "Calm mornings" in shown
    assert "?mine=on&amp;level=prevention&amp;view=timeline" in shown


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ({"mine": "on"}, True),
        ({"level": "early-effort"}, False),
        ({"waits": "coordinator"}, True),
        ({"waits": "steering-group"}, False),
        ({"arena": "nonsense", "level": "nonsense", "waits": "\x00"}, True),
    ],
)
def test_filters_narrow_and_nonsense_counts_for_nothing(
    cast: Cast, client: Client, query: dict[str, str], seen: bool
) -> None:
    at_stage(cast, "trying", title="Calm mornings")

    shown = see(sign_in(client, cast.coordinator), cast, **query)

    assert ("Calm mornings" in shown) is seen


def test_what_was_laid_aside_is_shown_when_asked_for(cast: Cast, client: Client) -> None:
    Measure.objects.filter(pk=proposal(cast, "Longer breaks").pk).update(fate="parked")
    sign_in(client, cast.teacher)

    assert "Longer breaks" not in see(client, cast)
    assert "Longer breaks" in see(client, cast, past="on")


def test_a_try_out_is_drawn_with_its_days_in_words(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "trying")
    Milestone.objects.create(measure=measure, text="Half-way", by=measure.plan.starts + timedelta(days=30))
    sign_in(client, cast.teacher)

    now = see(client, cast, view="timeline", year="2026")
    later = see(client, cast, view="timeline", year="2030")

    assert "<rect" in now
    assert "Half-way" in now
    assert "No try-out in this school year" in later


def test_the_pyramid_counts_what_is_at_work_by_level(cast: Cast, client: Client) -> None:
    at_stage(cast, "trying")
    at_stage(cast, "practice", title="Reading together")
    proposal(cast, "Only a thought")

    shown = see(sign_in(client, cast.teacher), cast, view="pyramid")

    assert "<strong>2</strong> <span>Prevention</span>" in shown
    assert "<strong>0</strong> <span>Early effort</span>" in shown
    assert "It takes three half-years" in shown or "The weight" in shown


def test_a_measure_without_coordinator_says_so_on_board_and_list(cast: Cast, client: Client) -> None:
    Measure.objects.filter(pk=at_stage(cast, "trying").pk).update(coordinator=None)
    sign_in(client, cast.teacher)

    assert "no coordinator" in see(client, cast)
    assert ">nobody<" in see(client, cast, view="list").replace("</svg> nobody", "</svg>nobody").replace(
        "</svg>nobody", ">nobody<"
    )


def test_a_school_without_measures_says_where_they_come_from(cast: Cast, client: Client) -> None:
    assert "No proposals and no measures yet" in see(sign_in(client, cast.teacher), cast)


@pytest.mark.parametrize(
    ("reader", "status"),
    [("teacher", 200), ("nurse", 200), ("owner", 200), ("other_teacher", 403), ("outsider", 404)],
)
def test_who_sees_the_measures_of_a_school(cast: Cast, client: Client, reader: str, status: int) -> None:
    answer = sign_in(client, getattr(cast, reader)).get(reverse("measures:school", args=[cast.school.pk]))

    assert answer.status_code == status


@pytest.mark.parametrize(("reader", "status"), [("owner", 200), ("teacher", 403), ("outsider", 404)])
def test_who_sees_the_counts_of_all_schools(cast: Cast, client: Client, reader: str, status: int) -> None:
    at_stage(cast, "trying", title="Calm mornings")

    answer = sign_in(client, getattr(cast, reader)).get(reverse("measures:of_project", args=[cast.project.pk]))

    assert answer.status_code == status
    assert b"Calm mornings" not in answer.content


def test_the_menu_leads_everybody_to_the_measures_of_their_own(cast: Cast, client: Client) -> None:
    start = reverse("measures:start")
    own = reverse("measures:school", args=[cast.school.pk])

    teacher, owner = sign_in(client, cast.teacher).get(start), sign_in(client, cast.owner).get(start)
    outsider = sign_in(client, cast.outsider).get(start)

    assert teacher.headers["Location"] == own
    assert owner.headers["Location"] == reverse("measures:of_project", args=[cast.project.pk])
    assert "No school" in outsider.content.decode()


def test_school_and_team_show_their_measures(cast: Cast, client: Client) -> None:
    at_stage(cast, "trying", title="Calm mornings")
    sign_in(client, cast.coordinator)

    school = client.get(cast.school.get_absolute_url()).content.decode()
    team = client.get(cast.arenas["grade-team-6"].get_absolute_url()).content.decode()
    other = client.get(cast.arenas["grade-team-7"].get_absolute_url()).content.decode()

    assert "Calm mornings" in school
    assert "Calm mornings" in team
    assert "Calm mornings" not in other
