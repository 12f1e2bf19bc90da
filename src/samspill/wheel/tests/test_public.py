"""The wheel that everybody can see: made by who may, without names, gone when it is revoked."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from samspill.arenas.models import Arena
from samspill.meetings.models import Meeting
from samspill.people.models import Person
from samspill.wheel.activity_actions import change_activity, show_wheel
from samspill.wheel.models import Activity, Occasion, PublicWheel, WheelRing
from tests.asking import counted, sign_in
from tests.cast import AT, Cast
from tests.conferring import conference
from tests.measures import at_stage
from tests.meeting import resource_meeting

QUERY = "?year=2026&lang=en"


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()


def address(cast: Cast) -> str:
    return reverse("wheel:embed", args=[show_wheel(cast.school, acting=cast.leader, at=AT)])


def activity(cast: Cast, title: str, *, shown: bool) -> Activity:
    days = {"starts": date(2026, 10, 19), "until": date(2026, 10, 23)}
    return Activity.objects.create(ring=WheelRing.SCHOOL, unit=cast.school, title=title, open=shown, **days)


def test_anybody_sees_it_without_signing_in_and_may_frame_it(client: Client, cast: Cast) -> None:
    answer = client.get(address(cast) + QUERY)

    assert answer.status_code == 200
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    assert "<script" not in answer.content.decode()
    assert not answer.cookies


def test_what_is_taken_back_is_gone_at_once(client: Client, cast: Cast) -> None:
    url, one = address(cast) + QUERY, activity(cast, "Theme week about the sea", shown=True)
    before = client.get(url).content.decode()

    fields = {"title": one.title, "starts": one.starts, "until": one.until, "version": None}
    change_activity(one, **fields, acting=cast.leader, at=AT)

    assert one.title in before
    assert one.title not in client.get(url).content.decode()


def test_no_other_page_may_be_framed(client: Client, cast: Cast) -> None:
    answer = sign_in(client, cast.leader).get(reverse("wheel:year", args=["unit", cast.school.pk]))

    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_it_names_nobody_and_says_nothing_that_somebody_wrote(client: Client, cast: Cast) -> None:
    meeting = resource_meeting(cast)
    Meeting.objects.filter(pk=meeting.pk).update(title="Typed by hand", place="Typed by hand")
    made = conference(cast, on=date(2026, 11, 4))
    made.title = "Typed by hand"
    made.save()
    Occasion.objects.filter(unit=cast.school).update(title="Typed by hand", responsible=cast.nurse)
    at_stage(cast, "trying", title="Typed by hand")
    Arena.objects.update(name="Typed by hand")
    activity(cast, "Typed by hand", shown=False)

    text = client.get(address(cast) + QUERY).content.decode()

    assert "Typed by hand" not in text
    assert not [name for name in Person.objects.values_list("name", flat=True) if name in text]
    assert 'href="/meeting' not in text


def test_it_has_the_days_of_the_plan_and_the_activities_marked_for_it(client: Client, cast: Cast) -> None:
    activity(cast, "Theme week about the sea", shown=True)

    text = client.get(address(cast) + QUERY).content.decode()

    assert "Theme week about the sea" in text
    assert "resource team" in text


def test_revoked_replaced_and_guessed_are_all_not_found(client: Client, cast: Cast) -> None:
    old, new = address(cast), address(cast)
    works = client.get(new).status_code
    replaced = client.get(old).status_code
    running = PublicWheel.objects.get(revoked_at=None)
    sign_in(client, cast.leader).post(reverse("wheel:hide_wheel", args=[running.pk]))

    seen = [client.get(url).status_code for url in (new, "/wheel/shown/guessed/")]

    assert (works, replaced, seen) == (200, 404, [404, 404])


def test_what_many_look_at_is_drawn_once(client: Client, cast: Cast) -> None:
    url = address(cast) + QUERY
    client.get(url)

    with counted() as again:
        client.get(url)

    assert len(again) == 2  # whose address it is, and whether anything was written since


@pytest.mark.parametrize("query", ["?part=9&year=1200&lang=xx", "?part=2", "?year=x"])
def test_what_cannot_be_read_shows_this_year(client: Client, cast: Cast, query: str) -> None:
    assert client.get(address(cast) + query).status_code == 200


def test_the_address_is_shown_once_and_kept_only_as_a_digest(client: Client, cast: Cast) -> None:
    url = reverse("wheel:public", args=[cast.school.pk])
    sign_in(client, cast.leader)

    made = client.post(reverse("wheel:show_wheel", args=[cast.school.pk])).content.decode()
    later = client.get(url).content.decode()

    assert "/wheel/shown/" in made
    assert "/wheel/shown/" not in later
    assert PublicWheel.objects.get().digest not in made


@pytest.mark.parametrize(
    ("part", "status"), [("leader", 200), ("owner", 200), ("teacher", 403), ("other_leader", 403), ("outsider", 404)]
)
def test_who_may_show_it(client: Client, cast: Cast, part: str, status: int) -> None:
    running = PublicWheel.objects.get(pk=_shown(cast))
    sign_in(client, cast.people[part])

    assert client.get(reverse("wheel:public", args=[cast.school.pk])).status_code == status
    assert client.post(reverse("wheel:show_wheel", args=[cast.school.pk])).status_code == status
    assert (client.post(reverse("wheel:hide_wheel", args=[running.pk])).status_code in (302, 200)) == (status == 200)


def _shown(cast: Cast) -> int:
    show_wheel(cast.school, acting=cast.leader, at=AT)
    return PublicWheel.objects.get(revoked_at=None).pk
