import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from samspill.door.tests.conftest import PASSWORD
from samspill.people.actions import invite
from tests.cast import AT


def sign_in(client, email, password=PASSWORD, **more):
    return client.post("/account/login/", {"login": email, "password": password, **more})


def test_everybody_else_is_asked_to_sign_in_and_led_back(client, nurse):
    asked = client.get("/who-may/")

    assert (asked.status_code, asked.url) == (302, "/account/login/?next=/who-may/")
    assert sign_in(client, nurse.email, next="/who-may/").url == "/who-may/"


def test_capitals_in_the_address_do_not_matter(client, nurse):
    assert sign_in(client, nurse.email.upper()).status_code == 302


def test_a_wrong_password_is_told_in_words_and_the_address_is_kept(client, nurse):
    answer = sign_in(client, nurse.email, "feil")

    assert answer.status_code == 422
    assert nurse.email in answer.content.decode()


def test_the_session_ends_within_a_working_day_however_much_one_works(client, nurse):
    sign_in(client, nurse.email)
    client.session.save()

    ends = client.session.get_expiry_date()

    assert timedelta(hours=11) < ends - timezone.now() <= timedelta(hours=12)


def test_the_session_key_changes_at_sign_in(client, nurse):
    client.post("/account/login/", {"login": nurse.email, "password": "feil"})
    before = client.session.session_key
    sign_in(client, nurse.email)

    assert client.session.session_key != before


def test_somebody_whose_access_is_closed_does_not_come_in(client, nurse):
    nurse.is_active = False
    nurse.save()

    assert sign_in(client, nurse.email).url == "/account/inactive/"
    assert client.get("/account/inactive/").status_code == 200
    assert client.get("/who-may/").status_code == 302


def test_signing_out_needs_a_press_on_the_button(client, nurse):
    client.force_login(nurse)

    assert client.get("/account/logout/").status_code == 200
    client.post("/account/logout/")
    assert client.get("/who-may/").status_code == 302


def test_nobody_signs_up_by_themselves(client, db):
    answer = client.post("/account/signup/", {"email": "a@example.org", "password1": PASSWORD})

    assert answer.templates[0].name == "account/signup_closed.html"


@pytest.fixture
def post_office(settings):
    settings.MAIL = "localhost"


def test_without_a_mail_server_the_school_is_the_way_to_a_new_password(client, db):
    page = client.get("/account/password/reset/")

    assert page.templates[0].name == "door/no_mail.html"


def test_a_forgotten_password_is_replaced_through_a_link_in_a_mail(client, nurse, post_office):
    client.post("/account/password/reset/", {"email": nurse.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "helt ny setning", "password2": "helt ny setning"})

    assert sign_in(client, nurse.email, "helt ny setning").status_code == 302
    assert [message.to for message in mail.outbox] == [[nurse.email]] * 2  # the link, and word that it was used


def test_asking_for_a_link_does_not_tell_who_has_an_address_here(client, nurse, post_office):
    known = client.post("/account/password/reset/", {"email": nurse.email})
    unknown = client.post("/account/password/reset/", {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mail.outbox] == [[nurse.email]]


def test_many_wrong_passwords_make_one_wait(client, nurse):
    for _attempt in range(5):
        sign_in(client, nurse.email, "feil")

    assert sign_in(client, nurse.email).status_code == 422


def test_a_code_opens_the_door_once(client, cast):
    code = invite(cast.nurse, acting=cast.leader, at=timezone.now())
    chosen = client.post("/welcome/", {"code": code.lower().replace("-", " ")}).url
    page = client.get(chosen)
    done = client.post(f"{chosen}password/", {"password": PASSWORD, "again": PASSWORD})

    assert cast.nurse.name in page.content.decode()
    assert (done.status_code, done.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(cast.nurse.pk)
    assert client.get(chosen).status_code == 422


@pytest.mark.parametrize(
    ("password", "again"),
    [("kort", "kort"), (PASSWORD, PASSWORD + "!"), ("Randi Moen", "Randi Moen"), ("", "")],
)
def test_a_weak_or_misspelt_password_is_told_in_words_and_the_code_stays_good(client, cast, password, again):
    code = invite(cast.nurse, acting=cast.leader, at=timezone.now()).replace("-", "")

    answer = client.post(f"/welcome/{code}/password/", {"password": password, "again": again})

    assert answer.status_code == 422
    assert answer.context["password_form"].errors
    assert client.get(f"/welcome/{code}/").status_code == 200


@pytest.mark.parametrize("code", ["AAAA-BBBB-CCCC-DDDD", "x", "æøå", ""])
def test_an_unknown_code_is_told_in_words_and_kept(client, db, code):
    answer = client.post("/welcome/", {"code": code})

    assert answer.status_code == 422
    assert answer.context["form"].errors["code"]
    assert answer.context["form"]["code"].value() == code


def test_an_old_code_says_that_it_is_too_old(client, cast):
    code = invite(cast.nurse, acting=cast.leader, at=AT - timedelta(days=31 + 3650))

    assert client.get(f"/welcome/{code}/").status_code == 422


def test_guessing_codes_is_slowed_down(client, db):
    answers = [client.get(f"/welcome/AAAABBBBCCCC{n:04}/").status_code for n in range(21)]

    assert answers == [422] * 20 + [429]


def test_somebody_without_an_address_is_offered_a_passkey_only(client, cast):
    cast.nurse.email = None
    cast.nurse.save()
    code = invite(cast.nurse, acting=cast.leader, at=timezone.now()).replace("-", "")
    page = client.get(f"/welcome/{code}/")
    tried = client.post(f"/welcome/{code}/password/", {"password": PASSWORD, "again": PASSWORD})

    assert reverse("door:password", args=[code]) not in page.content.decode()
    assert reverse("door:passkey", args=[code]) in page.content.decode()
    assert tried.status_code == 422


def test_a_new_code_replaces_every_earlier_way_in(client, nurse, cast):
    code = invite(nurse, acting=cast.leader, at=timezone.now()).replace("-", "")
    client.post(f"/welcome/{code}/password/", {"password": "noe helt annet nå", "again": "noe helt annet nå"})
    client.post("/account/logout/")

    assert sign_in(client, nurse.email).status_code == 422
    assert sign_in(client, nurse.email, "noe helt annet nå").status_code == 302


PAGES = [
    "account_change_password",
    "account_logout",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_activate_totp",
    "account_reauthenticate",
    "door:who_may",
    "door:about",
    "door:accessibility",
]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_about_signing_in_is_ours(client, nurse, page):
    sign_in(client, nurse.email)
    client.post("/account/reauthenticate/", {"password": PASSWORD})

    answer = client.get(reverse(page))

    assert answer.status_code == 200
    assert "ss-main" in answer.content.decode()


def test_changing_the_password_is_told_by_mail_and_keeps_one_signed_in(client, nurse):
    sign_in(client, nurse.email)
    form = {"oldpassword": PASSWORD, "password1": "helt ny setning", "password2": "helt ny setning"}
    answer = client.post("/account/password/change/", form, follow=True)

    assert answer.redirect_chain == [("/account/ways-in/", 302)]
    assert [message.to for message in mail.outbox] == [[nurse.email]]
    assert "http://testserver/" in mail.outbox[0].body


def test_a_passkey_is_listed_renamed_and_removed(client, nurse):
    sign_in(client, nurse.email)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    key = Authenticator.objects.create(user=nurse, type="webauthn", data={"name": "Phone", "credential": {}})
    client.post(f"/account/ways-in/webauthn/keys/{key.pk}/edit/", {"name": "New phone"})
    listed = client.get("/account/ways-in/webauthn/").content.decode()
    asked = client.get(f"/account/ways-in/webauthn/keys/{key.pk}/remove/").content.decode()
    client.post(f"/account/ways-in/webauthn/keys/{key.pk}/remove/")

    assert "New phone" in listed
    assert "New phone" in asked
    assert not Authenticator.objects.exists()
    assert [message.to for message in mail.outbox] == [[nurse.email]]


def test_pages_for_changing_how_one_signs_in_ask_for_the_password_again(client, nurse):
    client.force_login(nurse)

    assert (
        client.get("/account/ways-in/webauthn/add/", follow=True)
        .redirect_chain[-1][0]
        .startswith("/account/reauthenticate/")
    )


def test_an_authenticator_app_is_set_up_and_asked_for(client, nurse):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    def code(secret):
        return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    sign_in(client, nurse.email)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    secret = client.get("/account/ways-in/totp/activate/").context["form"].secret
    wrong = client.post("/account/ways-in/totp/activate/", {"code": "000000"})
    shown = client.post("/account/ways-in/totp/activate/", {"code": code(secret)}, follow=True)
    client.post("/account/logout/")
    step = sign_in(client, nurse.email)

    assert (wrong.status_code, shown.status_code) == (422, 200)
    assert client.get(step.url).templates[0].name == "mfa/authenticate.html"
    for page in ["mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"]:
        assert client.get(reverse(page)).status_code == 302
    assert len(shown.context["unused_codes"]) == 10
