"""What was said is put into themes: by several coders, in bulk, with a way back; themes are merged and taken apart."""

from collections.abc import Iterable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samspill.conferences import code_pages
from samspill.conferences.actions import code
from samspill.conferences.code_queries import codes_of
from samspill.conferences.models import Coding, Conference, Group, Point, Theme
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast
from tests.conferring import NOW, say, seated, with_people

standing = pytest.fixture(scope="module")(adopted_once)
AJAX = {"HX-Request": "true"}


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def made(cast: Cast) -> Conference:
    return with_people(cast)


@pytest.fixture
def groups(made: Conference) -> list[Group]:
    return seated(made)


@pytest.fixture
def points(groups: list[Group]) -> list[Point]:
    return say(groups[0], "Gjør døra åpen tidligere", "Åpen dør om morgenen") + say(groups[3], "Ro i gangen")


def theme(made: Conference, cast: Cast, name: str, points: Iterable[Point] = ()) -> Theme:
    return code.make_theme(made, name=name, points=[one.pk for one in points], acting=cast.leader, at=NOW)


def url(name: str, thing: Conference | Theme, query: str = "") -> str:
    return reverse(f"conferences:{name}", args=[thing.pk]) + query


def stands(made: Conference) -> dict[str, set[int]]:
    """Theme → its statements, as they are read."""
    codes = codes_of(made)
    return {one.name: set(codes.by_theme[one.pk]) for one in codes.themes}


def test_everything_the_groups_said_stands_beside_the_themes(
    cast: Cast, client: Client, made: Conference, points: list[Point]
) -> None:
    theme(made, cast, "Morgenen", points[:2])

    page = sign_in(client, cast.leader).get(url("coding", made)).content.decode()

    assert all(one.text in page for one in points)
    assert "Round 2, group 1" in page
    assert "2 of 3" in page


@pytest.mark.parametrize(
    "name", ["coding", "coverage", "themes", "suggestions", "export", "finish_analysis", "hand_on"]
)
def test_only_those_who_analyse_come_in(
    cast: Cast, client: Client, made: Conference, points: list[Point], name: str
) -> None:
    allowed = sign_in(client, cast.leader).get(url(name, made)).status_code
    member = sign_in(client, cast.teacher).get(url(name, made)).status_code
    outsider = sign_in(client, cast.outsider).get(url(name, made)).status_code

    assert (allowed, member, outsider) == (200, 403, 404)


def test_many_statements_cost_as_many_queries_as_one(
    cast: Cast, client: Client, made: Conference, groups: list[Group], points: list[Point]
) -> None:
    theme(made, cast, "Morgenen", points[:1])
    sign_in(client, cast.leader).get(url("coding", made))
    with counted() as few:
        client.get(url("coding", made))
    more = say(groups[1], *(f"Utsagn {number}" for number in range(30)))
    for number in range(5):
        theme(made, cast, f"Tema {number}", more[number::5])

    with counted() as many:
        client.get(url("coding", made))

    assert len(many) == len(few)


def test_chosen_statements_are_put_into_a_theme_and_taken_back(
    cast: Cast, client: Client, made: Conference, points: list[Point]
) -> None:
    calm = theme(made, cast, "Ro")
    sent = {"point": [points[0].pk, points[2].pk], "to": calm.pk}

    answer = sign_in(client, cast.leader).post(url("sort_statements", made), sent, headers=AJAX)
    undo = {"do": "out", "theme": calm.pk, "points": f"{points[0].pk},{points[2].pk}"}
    back = client.post(url("sort_statements", made), undo, headers=AJAX)

    assert "2 statements were put into “Ro”." in answer.content.decode()
    assert f'value="{points[0].pk},{points[2].pk}"' in answer.content.decode()
    assert "2 statements were taken out of “Ro”." in back.content.decode()
    assert stands(made) == {"Ro": set()}


def test_a_theme_is_made_of_what_is_chosen(cast: Cast, client: Client, made: Conference, points: list[Point]) -> None:
    sent = {"point": [points[0].pk, points[1].pk], "name": "Døra", "do": "new"}

    answer = sign_in(client, cast.leader).post(url("sort_statements", made), sent)

    assert answer.status_code == 302
    assert stands(made) == {"Døra": {points[0].pk, points[1].pk}}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"to": "1"}, "No statement is chosen"),
        ({"points": "1", "do": "in"}, "Choose one of the themes"),
        ({"points": "1", "do": "new", "name": " "}, "Write what the new theme is called"),
    ],
)
def test_what_lacks_is_said(
    cast: Cast, client: Client, made: Conference, points: list[Point], sent: dict[str, str], said: str
) -> None:
    answer = sign_in(client, cast.leader).post(url("sort_statements", made), sent)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_each_coder_has_codings_of_their_own(cast: Cast, made: Conference, points: list[Point]) -> None:
    calm = theme(made, cast, "Ro", points[:1])

    added = code.put_into(calm, [points[0].pk], acting=cast.coordinator, at=NOW)
    code.take_out(calm, [points[0].pk], acting=cast.leader, at=NOW)

    assert added == [points[0].pk]
    assert Coding.objects.get().coder == cast.coordinator
    assert stands(made) == {"Ro": {points[0].pk}}


def test_what_others_have_sorted_comes_by_itself(
    cast: Cast, client: Client, made: Conference, points: list[Point]
) -> None:
    calm = theme(made, cast, "Ro")
    sign_in(client, cast.leader)
    seen = code_pages.mark_of(made)
    nothing = client.get(url("statements_now", made, f"?seen={seen}"))

    code.put_into(calm, [points[0].pk], acting=cast.coordinator, at=NOW)
    something = client.get(url("statements_now", made, f"?seen={seen}"))

    assert nothing.status_code == 204
    assert f'data-state="{points[0].pk}:{calm.pk}"' in something.content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?round=1", [0, 1]),
        ("?q=MORGENER", [1]),
        ("?state=uncoded", [1, 2]),
        ("?state=mine", [0]),
        ("?q=finnes ikke", []),
    ],
)
def test_the_list_is_filtered_without_a_browser_that_does_it(
    cast: Cast, client: Client, made: Conference, points: list[Point], query: str, shown: list[int]
) -> None:
    theme(made, cast, "Døra", points[:1])

    page = sign_in(client, cast.leader).get(url("coding", made, query)).context

    assert [row.point for row in page["rows"] if not row.hidden] == [points[at] for at in shown]


def test_what_says_the_same_goes_along(cast: Cast, made: Conference, points: list[Point]) -> None:
    code.say_same(points[:2], acting=cast.leader, at=NOW)

    theme(made, cast, "Døra", points[1:2])

    assert stands(made) == {"Døra": {points[0].pk, points[1].pk}}


def test_a_merged_theme_is_read_where_it_went_and_can_come_back(
    cast: Cast, client: Client, made: Conference, points: list[Point]
) -> None:
    door, calm = theme(made, cast, "Døra", points[:2]), theme(made, cast, "Ro", points[2:])

    answer = sign_in(client, cast.leader).post(url("merge_theme", door), {"into": calm.pk}, follow=True)
    together = stands(made)
    client.post(url("unmerge_theme", door))

    assert "“Døra” is a part of “Ro” now" in answer.content.decode()
    assert together == {"Ro": {one.pk for one in points}}
    assert stands(made) == {"Døra": {points[0].pk, points[1].pk}, "Ro": {points[2].pk}}


def test_two_merges_of_one_theme_both_count(cast: Cast, client: Client, made: Conference, points: list[Point]) -> None:
    first, second, third = (theme(made, cast, name, [one]) for name, one in zip("ABC", points, strict=True))
    code.merge(first, second, acting=cast.coordinator, at=NOW)

    answer = sign_in(client, cast.leader).post(url("merge_theme", first), {"into": third.pk}, follow=True)
    again = client.post(url("merge_theme", second), {"into": first.pk}, follow=True)

    assert "Both merges count: “B”, with all its statements, is a part of “C” now" in answer.content.decode()
    assert "“B” and “A” are one theme already, “C”. Nothing is lost." in again.content.decode()
    assert stands(made) == {"C": {one.pk for one in points}}


def test_only_an_empty_theme_is_removed(cast: Cast, client: Client, made: Conference, points: list[Point]) -> None:
    full, empty = theme(made, cast, "Full", points), theme(made, cast, "Tom")
    sign_in(client, cast.leader)

    kept = client.post(url("remove_theme", full), follow=True).content.decode()
    client.post(url("remove_theme", empty))

    assert "Only an empty theme can be removed" in kept
    assert list(Theme.objects.filter(conference=made)) == [full]


def test_what_was_removed_meanwhile_takes_nothing(cast: Cast, made: Conference, points: list[Point]) -> None:
    gone = theme(made, cast, "Tom")
    code.remove_theme(Theme.objects.get(pk=gone.pk), acting=cast.leader, at=NOW)

    with pytest.raises(ValidationError, match="removed this theme meanwhile"):
        code.put_into(gone, [points[0].pk], acting=cast.leader, at=NOW)


def test_themes_are_named_and_put_in_order(cast: Cast, client: Client, made: Conference) -> None:
    first, second = theme(made, cast, "A"), theme(made, cast, "B")
    sign_in(client, cast.leader)
    words = {"version": first.version, "name": "Morgenen", "remark": "Alt før klokka ni."}

    changed = client.post(url("change_theme", first), words)
    stale = client.post(url("change_theme", first), {**words, "name": "En annen"})
    client.post(url("arrange_themes", made), {"seen": f"{first.pk},{second.pk}", "move": f"{second.pk}:up"})

    assert (changed.status_code, stale.status_code) == (302, 409)
    assert "En annen" in stale.content.decode()
    assert list(stands(made)) == ["B", "Morgenen"]
