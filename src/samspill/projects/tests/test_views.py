from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from samspill.journal.models import Entry
from samspill.projects.models import Adaptation, Participation, ServiceContact
from samspill.projects.queries import adapted
from tests.cast import Cast

REASON = {"reason": "It suits our small schools better."}


def knob(cast: Cast, what: str) -> str:
    return reverse("projects:adapt", args=[cast.project.pk, what])


def test_the_project_is_open_to_its_municipality(client: Client, cast: Cast) -> None:
    seen = {}
    for part in ("owner", "nurse", "outsider"):
        client.force_login(cast.people[part])
        seen[part] = client.get(reverse("projects:project", args=[cast.project.pk])).status_code

    assert seen == {"owner": 200, "nurse": 200, "outsider": 404}


def test_only_the_owner_adapts(client: Client, cast: Cast) -> None:
    seen = {}
    for part in ("owner", "administrator", "leader", "outsider"):
        client.force_login(cast.people[part])
        seen[part] = client.get(reverse("projects:adaptation", args=[cast.project.pk])).status_code

    assert seen == {"owner": 200, "administrator": 403, "leader": 403, "outsider": 404}


def test_a_number_is_changed_with_its_reason(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)

    answer = client.post(knob(cast, "requirements/L07/at_least"), {"value": "1", **REASON})

    assert answer.status_code == 302
    assert adapted(cast.project).method.requirements["L07"].params["at_least"] == 1
    assert Entry.objects.get(verb="project.adapted").changes == {"Minste antall": ["2", "1"]}


def test_a_rhythm_takes_its_requirements_along(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)
    given = {"at_least": "1", "period": "half_year", "minutes": "90", **REASON}

    client.post(knob(cast, "arenas/resource-team/rhythm"), given)

    wishes = adapted(cast.project).method.requirements
    assert (wishes["L09"].params["period"], wishes["L10"].params["minutes"]) == ("half_year", 90)


def test_a_place_becomes_optional(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)
    places = adapted(cast.project).method.arenas["steering-group"].places
    given = {f"at_least_{number}": str(place.at_least) for number, place in enumerate(places)}

    client.post(knob(cast, "arenas/steering-group/places"), {**given, "optional_2": "on", **REASON})

    wanted = adapted(cast.project).method.requirements["L06"].params["places"]
    assert "multi-professional-representative" not in {place["role"] for place in wanted}


def test_an_arena_gets_a_name_of_its_own(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)

    client.post(knob(cast, "arenas/resource-team/name"), {"value": "Tverrfaglig team", "tongue": "nb", **REASON})

    assert adapted(cast.project).method.texts["nb"]["arenas.resource-team.name"] == "Tverrfaglig team"


def test_a_requirement_is_set_aside_and_taken_up_again(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)
    client.post(knob(cast, "requirements/L36/off"), REASON)
    assert [aside.wish for aside in adapted(cast.project).departures] == ["L36"]

    client.post(reverse("projects:withdraw", args=[Adaptation.objects.get().pk]))

    assert adapted(cast.project).departures == ()


@pytest.mark.parametrize(
    ("what", "given", "wrong"),
    [
        ("requirements/L07/at_least", {"value": "many", **REASON}, {"value"}),
        ("requirements/L07/at_least", {"value": "1", "reason": ""}, {"reason"}),
        ("arenas/resource-team/name", {"value": "<b>", "tongue": "nb", **REASON}, {"__all__"}),
    ],
)
def test_what_does_not_fit_comes_back_with_its_text(
    client: Client, cast: Cast, what: str, given: dict[str, str], wrong: set[str]
) -> None:
    client.force_login(cast.owner)

    answer = client.post(knob(cast, what), given)

    assert (answer.status_code, answer.context["form"].errors.keys()) == (422, wrong)
    assert answer.context["form"].data["value"] == given["value"]
    assert not Adaptation.objects.exists()


@pytest.mark.parametrize("what", ["requirements/L99/off", "requirements/L07/arena", "arenas/x/name", "rules/held/off"])
def test_what_cannot_be_adapted_has_no_page(client: Client, cast: Cast, what: str) -> None:
    client.force_login(cast.owner)

    assert client.get(knob(cast, what)).status_code == 404


def test_every_knob_opens_on_its_form(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)
    page = client.get(reverse("projects:adaptation", args=[cast.project.pk]))
    knobs = [knob.what for one in (*page.context["wishes"], *page.context["arenas"]) for knob in one.knobs]

    seen = {client.get(knob(cast, what)).status_code for what in knobs}

    assert len(knobs) > 80
    assert seen == {200}


def test_a_contact_with_a_service_is_recorded_but_not_for_a_day_to_come(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)
    url = reverse("projects:contact", args=[cast.project.pk])

    refused = client.post(url, {"service": cast.ppt.pk, "on": "2999-01-01"})
    done = client.post(url, {"service": cast.ppt.pk, "on": "2026-09-01"})

    assert (refused.status_code, done.status_code) == (422, 302)
    assert [contact.service for contact in ServiceContact.objects.all()] == [cast.ppt]


def test_a_school_leaves_on_a_day(client: Client, cast: Cast) -> None:
    part = Participation.objects.get(unit=cast.school)
    client.force_login(cast.owner)

    client.post(reverse("projects:leave", args=[part.pk]), {"left": "2026-11-01", "why": "It was closed."})

    part.refresh_from_db()
    assert part.left.isoformat() == "2026-11-01"
    assert Entry.objects.get(verb="project.left").why == "It was closed."
