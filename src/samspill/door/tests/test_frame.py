"""What every answer carries, which language it speaks, and what is said when something cannot be shown."""

import pytest
from django.shortcuts import render
from django.test import Client
from django.urls import include, path

from samspill.access.gate import demand
from samspill.config.actor import ActorMiddleware
from samspill.config.language import wishes
from samspill.config.security import POLICY
from samspill.people.actions import change_person
from samspill.people.models import Person
from tests.cast import AT, adopt


def of_the_school(request):
    from samspill.people.models import Unit

    demand(request, Unit.objects.get(name="Fjellheim skole"), "unit.set_up")
    return render(request, "door/error.html", {"title": "Fjellheim skole", "lead": ""})


def broken(request):
    raise RuntimeError("broken on purpose")


urlpatterns = [
    path("", include("samspill.config.urls")),
    path("of-the-school/", of_the_school),
    path("broken/", broken),
]
handler403 = "samspill.door.errors.forbidden"
handler404 = "samspill.door.errors.not_found"
handler500 = "samspill.door.errors.server_error"


@pytest.mark.parametrize("address", ["/account/login/", "/about/", "/nowhere/", "/who-may/", "/welcome/", "/static/x"])
def test_every_answer_carries_the_strict_policy(client, db, address):
    assert client.get(address).headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("address", ["/account/login/", "/about/", "/accessibility/", "/welcome/", "/nowhere/"])
def test_no_page_has_inline_script_or_style(client, db, address):
    page = client.get(address).content.decode()

    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page
    assert all("src=" in tag[: tag.index(">")] or "application/json" in tag for tag in page.split("<script")[1:])


@pytest.mark.parametrize("part", ["nurse", "owner", "other_teacher"])
def test_knowing_who_asks_takes_three_queries_however_many_hats(cast, part, rf, django_assert_max_num_queries):
    """Session and person are two more, and Django's."""
    adopt(cast)
    request = rf.get("/")
    request._cached_user, request.session = Person.objects.get(pk=cast.people[part].pk), {}
    request.user = request._cached_user

    with django_assert_max_num_queries(3):
        ActorMiddleware(lambda asked: next(code for code in wishes(asked) if code))(request)

    assert request.municipality == cast.municipality


def test_nothing_is_kept_in_shared_caches_of_what_somebody_saw(client, nurse):
    client.force_login(nurse)

    assert client.get("/who-may/").headers["Cache-Control"] == "private, no-cache"


@pytest.mark.urls(__name__)
def test_a_member_without_the_word_reads_who_may(client, cast):
    client.force_login(cast.teacher)
    page = client.get("/of-the-school/", headers={"accept-language": "en"}, follow=True)

    assert page.status_code == 403
    assert page.context["who"][0]
    assert len(page.context["who"]) == 4  # leader, head of service, owner, administrator


@pytest.mark.urls(__name__)
def test_the_page_says_why_its_reader_may_see_it(client, cast):
    client.force_login(cast.leader)
    client.cookies["django_language"] = "en"
    why = client.get("/of-the-school/").context["why"]

    assert why.may == "set up the school or service"
    assert why.because == "are school leader (Fjellheim skole)"
    assert why.also == ()


@pytest.mark.urls(__name__)
def test_an_address_that_only_takes_a_button_says_so(client, db):
    response = client.get("/language/")

    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "<h1" in response.content.decode()


def test_an_outsider_learns_nothing(client, cast):
    client.force_login(cast.outsider)

    assert client.get("/of-the-school/").status_code == 404


@pytest.mark.urls(__name__)
def test_nobody_in_particular_is_asked_to_sign_in(client, cast):
    assert client.get("/of-the-school/?a=1").url == "/account/login/?next=/of-the-school/%3Fa%3D1"


@pytest.mark.urls(__name__)
def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(client, cast):
    answer = client.post("/of-the-school/", headers={"referer": "http://testserver/about/"})

    assert answer.url == "/account/login/?next=/about/"


@pytest.mark.urls(__name__)
def test_a_fragment_asked_for_after_the_session_ended_leads_the_whole_page_to_sign_in(client, cast):
    answer = client.get("/of-the-school/", headers={"hx-request": "true"})

    assert answer.headers["HX-Redirect"].startswith("/account/login/")


@pytest.mark.urls(__name__)
def test_our_own_faults_are_told_in_words(cast):
    client = Client(raise_request_exception=False)
    client.force_login(cast.nurse)
    page = client.get("/broken/")

    assert page.status_code == 500
    assert "<h1" in page.content.decode()
    assert "ss-header" not in page.content.decode()  # the frame may be what broke


def test_a_form_without_its_token_is_told_in_words(nurse):
    page = Client(enforce_csrf_checks=True).post("/language/", {"language": "da"})

    assert page.status_code == 403
    assert "ss-main" in page.content.decode()


def language_of(client, **headers):
    page = client.get("/about/", headers=headers)
    assert f'<html lang="{page.headers["Content-Language"]}"' in page.content.decode()
    return page.headers["Content-Language"]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("", "nb"),
        ("no", "nb"),
        ("no-NO,en", "nb"),
        ("nn-NO,nb", "nn"),
        ("sv-SE", "sv"),
        ("de,fr", "nb"),
        ("de,da", "da"),
    ],
)
def test_nobody_in_particular_reads_what_the_browser_asks_for(client, db, asked, given):
    assert language_of(client, **{"accept-language": asked}) == given


def test_the_school_speaks_before_the_browser(client, cast):
    client.force_login(cast.other_leader)

    assert language_of(client, **{"accept-language": "sv"}) == "nn"


def test_the_municipality_speaks_where_the_unit_is_silent(client, cast):
    cast.municipality.language = "da"
    cast.municipality.save()
    client.force_login(cast.nurse)

    assert language_of(client) == "da"


def test_what_the_person_chose_comes_first(client, cast):
    client.force_login(cast.other_leader)
    client.cookies["django_language"] = "da"
    chosen_here = language_of(client)
    change_person(cast.other_leader, version=None, acting=cast.other_leader, at=AT, language="en")

    assert chosen_here == "da"
    assert language_of(client) == "en"


def test_choosing_a_language_is_remembered_on_the_person(client, cast):
    client.force_login(cast.nurse)
    answer = client.post("/language/", {"language": "sv", "next": "/about/"})
    cast.nurse.refresh_from_db()

    assert (answer.url, cast.nurse.language) == ("/about/", "sv")


def test_choosing_a_language_works_for_everybody_else_too(client, db):
    client.post("/language/", {"language": "en"})

    assert language_of(client, **{"accept-language": "sv"}) == "en"


def test_the_language_switch_never_leads_to_another_host(client, db):
    assert client.post("/language/", {"language": "en", "next": "https://example.org/"}).url == "/"


def test_a_language_we_do_not_speak_is_refused(client, db):
    assert client.post("/language/", {"language": "de"}).status_code == 404


def test_a_danish_municipality_has_its_statement_at_was(client, cast):
    before = client.get("/was").url
    cast.municipality.country, cast.municipality.accessibility_statement = "DK", "https://www.was.digst.dk/sundvik"
    cast.municipality.save()

    assert before == "/accessibility/"
    assert client.get("/was").url == "https://www.was.digst.dk/sundvik"
    assert "https://www.was.digst.dk/sundvik" in client.get("/accessibility/").content.decode()
