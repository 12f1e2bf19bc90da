"""Playing the cast: in the demo only."""

import pytest
from django.test import override_settings
from django.urls import Resolver404, include, path, resolve

from samspill.config import urls as shipped
from samspill.door import demo
from samspill.door.checks import demo_has_only_the_cast, demo_stays_local
from samspill.people.actions import take_position
from tests.cast import AT, BEGAN

urlpatterns = [*shipped.urlpatterns, path("", include("samspill.door.demo_urls"))]
in_the_demo = override_settings(ROOT_URLCONF=__name__, DEMO=True, DEMO_MUNICIPALITIES=["sundvik", "nesoy"])


def test_outside_the_demo_the_switch_is_not_even_there(client, cast):
    assert client.post(f"/demo/play/{cast.nurse.pk}/").status_code == 404
    assert client.get("/demo/cast/").status_code == 404
    with pytest.raises(Resolver404):
        resolve(f"/demo/play/{cast.nurse.pk}/")


@override_settings(ROOT_URLCONF=__name__)
def test_a_routed_switch_still_refuses_when_this_is_no_demo(client, cast):
    assert client.post(f"/demo/play/{cast.nurse.pk}/").status_code == 404


@in_the_demo
def test_anybody_plays_anybody_of_the_cast(client, cast):
    answer = client.post(f"/demo/play/{cast.leader.pk}/")

    assert (answer.status_code, answer.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(cast.leader.pk)


@in_the_demo
def test_playing_takes_a_press_on_a_button(client, cast):
    assert client.get(f"/demo/play/{cast.leader.pk}/").status_code == 405


@override_settings(ROOT_URLCONF=__name__, DEMO=True, DEMO_MUNICIPALITIES=["sundvik"])
def test_nobody_is_played_while_real_people_are_in_the_database(client, cast):
    assert client.post(f"/demo/play/{cast.leader.pk}/").status_code == 404
    assert demo_has_only_the_cast(None, databases=["default"])[0].id == "samspill.E002"


# One way of setting settings: a fixture inside the decorator would be taken back after it, and leave the demo on.
@override_settings(ROOT_URLCONF=__name__, DEMO=True, DEMO_MUNICIPALITIES=["sundvik", "nesoy"], ALLOWED_HOSTS=["*"])
def test_nobody_is_played_at_a_public_address(client, cast):
    address = f"/demo/play/{cast.leader.pk}/"

    assert client.post(address, headers={"host": "samspill.example.org:8000"}).status_code == 404
    assert client.post(address, headers={"host": "localhost:8000"}).status_code == 302


@override_settings(DEMO=True, DEMO_MUNICIPALITIES=["sundvik"])
def test_somebody_who_also_works_elsewhere_is_not_of_the_cast(cast):
    take_position(cast.outsider, cast.school, profession="teacher", since=BEGAN, acting=None, at=AT)
    played = {position.person_id for position in demo.players(BEGAN)}

    assert cast.nurse.pk in played
    assert cast.outsider.pk not in played


@in_the_demo
def test_the_page_lists_everybody_by_place_special_parts_first(client, cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        page = client.get("/demo/cast/")
    school = next(troupe for troupe in page.context["troupes"] if troupe.unit == cast.school.name)

    assert [player.person for player in school.first] == [cast.leader, cast.special_needs]
    assert cast.teacher in [player.person for player in school.rest]


@in_the_demo
def test_the_sign_in_page_leads_to_the_cast(client, cast):
    assert "/demo/cast/" in client.get("/account/login/").content.decode()


@pytest.mark.parametrize(
    ("hosts", "refused"),
    [
        (["localhost", "127.0.0.1", "[::1]", "192.168.1.4"], False),
        (["samspill.sundvik.kommune.no"], True),
        (["*"], True),
        (["localhost", "8.8.8.8"], True),
    ],
)
def test_the_demo_is_never_served_under_a_public_name(hosts, refused):
    with override_settings(DEMO=True, ALLOWED_HOSTS=hosts):
        assert bool(demo_stays_local(None)) is refused


@override_settings(DEMO=False, ALLOWED_HOSTS=["*"])
def test_without_the_demo_there_is_nothing_to_refuse(cast):
    assert demo_stays_local(None) == demo_has_only_the_cast(None, databases=["default"]) == []


@in_the_demo
def test_the_most_telling_people_come_first(cast):
    found = demo.stars(BEGAN)

    assert [star.person for star in found][:3] == [cast.owner, cast.leader, cast.other_leader]
    assert found[-1].person == cast.outsider
    assert all(star.sees for star in found)
