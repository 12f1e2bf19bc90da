from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samspill.journal.models import Entry
from samspill.projects.models import Participation
from samspill.wheel.actions import lay_plan
from samspill.wheel.models import Occasion
from tests.cast import AT, Cast


def test_the_plan_is_open_to_the_municipality_and_to_nobody_else(
    client: Client, cast: Cast, own: Participation
) -> None:
    seen = {}
    for part in ("leader", "nurse", "other_teacher", "owner", "outsider"):
        client.force_login(cast.people[part])
        seen[part] = client.get(reverse("wheel:plan", args=[own.pk])).status_code

    assert seen == {"leader": 200, "nurse": 200, "other_teacher": 200, "owner": 200, "outsider": 404}


@pytest.mark.parametrize(
    "query", ["?half=", "?view=table&half=", "?arena=resource-team", "?open=on&weekly=on", "?half=x"]
)
def test_the_plan_can_be_filtered(client: Client, cast: Cast, own: Participation, query: str) -> None:
    client.force_login(cast.leader)

    answer = client.get(reverse("wheel:plan", args=[own.pk]) + query)

    assert answer.status_code == 200


def test_a_filter_shows_only_its_arena(client: Client, cast: Cast, own: Participation) -> None:
    client.force_login(cast.leader)

    answer = client.get(reverse("wheel:plan", args=[own.pk]) + "?arena=steering-group")

    assert {line.occasion.arena.kind for line in answer.context["lines"]} == {"steering-group"}


def test_the_weekly_meetings_are_shown_when_asked_for(client: Client, cast: Cast, own: Participation) -> None:
    client.force_login(cast.leader)

    calm = client.get(reverse("wheel:plan", args=[own.pk]) + "?half=")
    whole = client.get(reverse("wheel:plan", args=[own.pk]) + "?half=&weekly=on")

    assert whole.context["page"].paginator.count > 2 * calm.context["page"].paginator.count


def test_the_plan_says_kindly_where_it_asks_for_less_than_the_rules(
    client: Client, cast: Cast, own: Participation
) -> None:
    client.force_login(cast.leader)

    answer = client.get(reverse("wheel:plan", args=[own.pk]))

    spring = next(gap for gap in answer.context["gaps"] if gap.wish == "L07")
    assert (spring.finding.params["count"], spring.finding.params["at_least"]) == (1, 2)


def count_queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_plan_takes_the_same_queries_with_few_and_many_activities(
    client: Client, cast: Cast, own: Participation
) -> None:
    Occasion.objects.exclude(activity__in=["adopt-overall-plan", "try-out-1"]).delete()
    client.force_login(cast.leader)
    url = reverse("wheel:plan", args=[own.pk]) + "?half="
    few = count_queries(client, url)

    lay_plan(cast.project, cast.school, acting=cast.leader, at=AT)

    assert count_queries(client, url) == few
    assert few <= MOST_QUERIES


MOST_QUERIES = 21  # with those for the session, the reader and what she wears


@pytest.fixture
def meeting(cast: Cast) -> Occasion:
    return Occasion.objects.get(unit=cast.school, activity="establish-steering-group")


@pytest.mark.parametrize(
    ("part", "change", "record"),
    [
        ("leader", 200, 200),
        ("owner", 200, 200),
        ("grade_leader_5", 403, 403),
        ("other_leader", 403, 403),
        ("outsider", 404, 404),
    ],
)
def test_who_changes_and_ticks_off(
    client: Client, cast: Cast, meeting: Occasion, part: str, change: int, record: int
) -> None:
    client.force_login(cast.people[part])

    assert client.get(reverse("wheel:move", args=[meeting.pk])).status_code == change
    assert client.get(reverse("wheel:held", args=[meeting.pk])).status_code == record


def test_who_leads_an_arena_ticks_off_its_meetings(client: Client, cast: Cast) -> None:
    meeting = Occasion.objects.get(arena=cast.arenas["grade-team-5"], activity="start-grade-teams")
    client.force_login(cast.grade_leader_5)

    answer = client.post(reverse("wheel:held", args=[meeting.pk]), {"on": "2026-09-22", "minutes": "", "version": "1"})

    meeting.refresh_from_db()
    assert (answer.status_code, meeting.held_on) == (302, date(2026, 9, 22))
    assert Entry.objects.get(verb="plan.held").person == cast.grade_leader_5.pk


def test_a_day_to_come_is_refused_and_stays_in_the_field(client: Client, cast: Cast, meeting: Occasion) -> None:
    client.force_login(cast.leader)
    future = date(timezone.localdate().year + 1, 9, 1).isoformat()

    answer = client.post(reverse("wheel:held", args=[meeting.pk]), {"on": future, "minutes": "60", "version": "1"})

    assert answer.status_code == 422
    assert future in answer.content.decode()
    assert answer.context["form"].errors.keys() == {"on"}


def test_a_day_outside_the_window_comes_back_with_the_question_why(
    client: Client, cast: Cast, meeting: Occasion
) -> None:
    client.force_login(cast.leader)

    answer = client.post(reverse("wheel:move", args=[meeting.pk]), {"on": "2026-10-01", "reason": "", "version": "1"})

    assert (answer.status_code, answer.context["form"].errors.keys()) == (422, {"reason"})


def test_a_stale_form_answers_409_and_keeps_the_text(client: Client, cast: Cast, meeting: Occasion) -> None:
    client.force_login(cast.leader)
    client.post(reverse("wheel:move", args=[meeting.pk]), {"on": "2026-09-09", "version": "1"})

    answer = client.post(
        reverse("wheel:move", args=[meeting.pk]), {"on": "2026-10-01", "reason": "Illness", "version": "1"}
    )

    assert answer.status_code == 409
    assert "Illness" in answer.content.decode()


def test_an_arena_sees_what_it_has_before_it(client: Client, cast: Cast) -> None:
    url = reverse("wheel:arena_occasions", args=[cast.arenas["resource-team"].pk])
    client.force_login(cast.nurse)

    page, fragment = client.get(url), client.get(url, headers={"HX-Request": "true"})

    assert [answer.templates[0].name for answer in (page, fragment)] == ["wheel/arena.html", "wheel/_coming.html"]
    assert len(fragment.context["ahead"]) == 6


def test_the_menu_leads_the_leader_to_her_own_plan(client: Client, cast: Cast, own: Participation) -> None:
    client.force_login(cast.leader)

    assert client.get(reverse("wheel:start")).url == reverse("wheel:plan", args=[own.pk])


def test_whoever_serves_several_schools_chooses(client: Client, cast: Cast) -> None:
    client.force_login(cast.nurse)

    answer = client.get(reverse("wheel:start"))

    assert [one.unit for one in answer.context["plans"]] == [cast.school]


def test_an_own_activity_on_a_sunday_is_refused_with_its_title_kept(
    client: Client, cast: Cast, own: Participation
) -> None:
    client.force_login(cast.leader)

    answer = client.post(reverse("wheel:add", args=[own.pk]), {"title": "Walk together", "on": "2026-09-06"})

    assert answer.status_code == 422
    assert "Walk together" in answer.content.decode()
