from django.test import Client
from django.urls import reverse

from samspill.arenas.models import Arena
from samspill.projects.models import Project
from tests.cast import Cast


def choices(cast: Cast, **parts: str) -> dict[str, str]:
    given = {f"school_{cast.school.pk}": "in", f"school_{cast.other_school.pk}": "compared"}
    return {"method": "log", "start": "2027-08", **given, **parts}


def test_the_owner_starts_a_project_in_the_browser(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)

    answer = client.post(reverse("wheel:begin", args=[cast.municipality.pk]), choices(cast))

    made = Project.objects.latest("starts")
    assert answer.url == made.get_absolute_url()
    assert Arena.objects.filter(project=made, unit=cast.school).count() == 5
    assert not Arena.objects.filter(project=made, unit=cast.other_school).exists()


def test_a_wrong_month_comes_back_with_everything_else(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)

    answer = client.post(reverse("wheel:begin", args=[cast.municipality.pk]), choices(cast, start="autumn 2027"))

    assert answer.status_code == 422
    assert "autumn 2027" in answer.content.decode()
    assert answer.context["form"].errors.keys() == {"start"}


def test_a_project_needs_a_school(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)

    answer = client.post(
        reverse("wheel:begin", args=[cast.municipality.pk]), choices(cast, **{f"school_{cast.school.pk}": "out"})
    )

    assert (answer.status_code, answer.context["form"].errors.keys()) == (422, {"__all__"})


def test_only_the_owner_and_the_administrator_start_a_project(client: Client, cast: Cast) -> None:
    seen = {}
    for part in ("owner", "administrator", "leader", "outsider"):
        client.force_login(cast.people[part])
        seen[part] = client.get(reverse("wheel:begin", args=[cast.municipality.pk])).status_code

    assert seen == {"owner": 200, "administrator": 200, "leader": 403, "outsider": 404}


def test_a_school_joins_with_its_arenas_and_plan(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)
    given = {"unit": cast.other_school.pk, "joined": "2026-11-02", "takes_part": "on"}

    answer = client.post(reverse("wheel:join", args=[cast.project.pk]), given)

    assert answer.status_code == 302
    assert cast.other_school.occasions.count() > 100
