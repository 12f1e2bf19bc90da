"""Suggestions are answered by people, themes become proposals, and both go on to those who make them concrete."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from samspill.conferences.actions import code, code_handing, suggesting
from samspill.conferences.beside import themes as themes_beside
from samspill.conferences.code_bridge import suggested
from samspill.conferences.code_jobs import look_for_themes
from samspill.conferences.code_queries import codes_of
from samspill.conferences.code_suggest_pages import page as offers_page
from samspill.conferences.due import SOURCE, TREATS, handed_on
from samspill.conferences.models import Coding, Conference, Point, Refusal, Suggestions, Theme
from samspill.journal.models import Entry
from samspill.measures.models import Measure
from samspill.meetings.actions.collecting import collect
from samspill.meetings.beside import any_member
from tests.asking import adopted_once, fresh, sign_in
from tests.cast import Cast
from tests.conferring import DAY, NOW, say, seated, with_people
from tests.meeting import resource_meeting

standing = pytest.fixture(scope="module")(adopted_once)
SAID = (
    "Mobilfrie friminutt for alle elever",
    "Mobil bort i friminuttene",
    "Friminutt uten mobiltelefon",
    "Flere voksne ute i friminuttene ser mobilbruken",
    "Mer skyss til svømming",
    "Lekser bare to dager i uka",
)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def made(cast: Cast) -> Conference:
    return with_people(cast)


@pytest.fixture
def points(made: Conference) -> list[Point]:
    groups = seated(made)
    return say(groups[0], *SAID[:3]) + say(groups[4], *SAID[3:])


@pytest.fixture
def theme(made: Conference, cast: Cast, points: list[Point]) -> Theme:
    mine = [one.pk for one in points[:4]]
    return code.make_theme(made, name="Mobilfrie friminutt", points=mine, acting=cast.leader, at=NOW)


def url(name: str, thing: Conference | Theme, *more: str) -> str:
    return reverse(f"conferences:{name}", args=[thing.pk, *more])


def kept(made: Conference, **found: object) -> None:
    Suggestions.objects.create(conference=made, asked_at=NOW, made_at=NOW, found=found)


def offers(made: Conference) -> list[tuple[str, list[int]]]:
    return [(one.kind, [point.pk for point, _why in one.lines]) for one in offers_page(made)["offers"]]


def test_what_the_machine_finds_counts_for_nothing(
    cast: Cast, client: Client, made: Conference, points: list[Point]
) -> None:
    page = sign_in(client, cast.leader).post(url("ask_suggestions", made), follow=True).content.decode()

    assert "Could be a theme" in page
    assert "Because of these words" in page
    assert not Coding.objects.exists()


def test_a_suggestion_is_accepted_in_part_and_refused_in_part(
    cast: Cast, client: Client, made: Conference, points: list[Point]
) -> None:
    ids = [one.pk for one in points]
    kept(made, new=[{"key": "new:mobil", "words": ["mobil", "friminutt"], "points": ids[:4]}])
    given = {"kind": "new", "key": "new:mobil", "name": "Mobil"}
    sign_in(client, cast.leader)

    client.post(url("accept_suggestion", made), {**given, "point": ids[:3]})
    after = offers(made)
    client.post(url("refuse_suggestion", made), {**given, "point": ids[3:4]})

    assert after == [("new", ids[3:4])]
    assert offers(made) == []
    assert (Theme.objects.get().name, Coding.objects.filter(suggested=True).count()) == ("Mobil", 3)


def test_what_was_refused_does_not_come_again(cast: Cast, made: Conference, points: list[Point]) -> None:
    first = suggested(made)["new"][0]

    suggesting.refuse(made, points=first["points"], key=first["key"], acting=cast.leader, at=NOW)
    again = suggested(made)["new"]

    assert not {(pk, one["key"]) for one in again for pk in one["points"]} & {
        (row.point_id, row.key) for row in Refusal.objects.all()
    }


def test_a_statement_goes_into_the_theme_it_is_like(
    cast: Cast, client: Client, made: Conference, theme: Theme, points: list[Point]
) -> None:
    kept(made, into=[{"point": points[4].pk, "theme": theme.pk, "because": ["skyss"]}])
    page = sign_in(client, cast.leader).get(url("suggestions", made)).content.decode()

    given = {"kind": "into", "key": f"theme:{theme.pk}", "point": points[4].pk}
    client.post(url("accept_suggestion", made), given)

    assert "because of: skyss" in page
    assert points[4].pk in codes_of(made).by_theme[theme.pk]
    assert offers(made) == []


def test_twins_become_one_or_stay_two(cast: Cast, client: Client, made: Conference, points: list[Point]) -> None:
    ids = [one.pk for one in points]
    kept(made, same=[{"points": ids[:3], "shared": ["mobil"]}])
    sign_in(client, cast.leader)
    shown = ",".join(map(str, ids[:3]))

    client.post(url("refuse_suggestion", made), {"kind": "same", "point": ids[2], "shown": shown})
    left = offers(made)
    client.post(url("accept_suggestion", made), {"kind": "same", "point": ids[:2], "shown": shown})

    assert left == [("same", ids[:2])]
    assert Point.objects.get(pk=ids[1]).same_as_id == ids[0]
    assert offers(made) == []


def test_nothing_chosen_is_said(cast: Cast, client: Client, made: Conference, points: list[Point]) -> None:
    given = {"kind": "new", "key": "new:mobil", "name": "Mobil"}

    answer = sign_in(client, cast.leader).post(url("accept_suggestion", made), given)

    assert (answer.status_code, "Choose at least one statement" in answer.content.decode()) == (422, True)


def test_the_queue_looks_where_there_is_much(cast: Cast, made: Conference, points: list[Point]) -> None:
    suggesting.ask(made, acting=cast.leader, at=NOW)

    look_for_themes.run(conference=made.pk, at=NOW)

    assert Suggestions.objects.get().made_at == NOW
    assert any(kind == "new" for kind, _points in offers(made))


def test_a_proposal_keeps_the_statements_it_grew_from(
    cast: Cast, client: Client, made: Conference, theme: Theme, points: list[Point]
) -> None:
    Point.objects.filter(pk__in=[one.pk for one in points[:3]]).update(level="universal")
    form = sign_in(client, cast.leader).get(url("propose", theme)).context["form"]
    words = {"title": "Mobilhotell ved døra", "reason": "Mange sa det.", "points": [one.pk for one in points[:2]]}

    answer = client.post(url("propose", theme), words)

    measure = Measure.objects.get(title="Mobilhotell ved døra")
    assert answer.status_code == 302
    assert form.initial["level"] == "universal"
    assert {one.text for one in measure.statements.all()} == set(SAID[:2])
    assert (measure.proposed_by, measure.source, measure.from_theme.theme) == (None, "conference", theme)


def test_what_is_alike_is_shown_once_before(cast: Cast, client: Client, theme: Theme, points: list[Point]) -> None:
    said = {"points": [one.pk for one in points[:4]], "acting": cast.leader, "at": NOW}
    code_handing.propose_from(theme, title="Mobilfrie friminutt", **said)  # type: ignore[arg-type]
    words = {"title": "Mobilfrie friminutt nå", "reason": "Mange sa det.", "points": [points[0].pk]}
    sign_in(client, cast.leader)

    first = client.post(url("propose", theme), words)
    second = client.post(url("propose", theme), {**words, "seen": str(Measure.objects.get().pk)})

    assert "These say something alike" in first.content.decode()
    assert (second.status_code, theme.proposals.count()) == (302, 2)


def test_what_became_of_it_stands_with_the_theme(
    cast: Cast, client: Client, made: Conference, theme: Theme, points: list[Point]
) -> None:
    measure = code_handing.propose_from(theme, title="Skyss", points=[points[0].pk], acting=cast.leader, at=NOW)
    Measure.objects.filter(pk=measure.pk).update(fate="parked", fate_reason="Vi venter på svar.", fate_on=DAY)

    page = sign_in(client, cast.leader).get(url("theme", theme)).content.decode()

    assert "Vi venter på svar." in page


def test_what_is_left_out_is_finished_only_with_a_reason(
    cast: Cast, client: Client, made: Conference, theme: Theme
) -> None:
    sign_in(client, cast.leader)
    shown = client.get(url("finish_analysis", made)).content.decode()

    without = client.post(url("finish_analysis", made), {"version": made.version})
    given = client.post(url("finish_analysis", made), {"version": made.version, "reason": "To var tullelapper."})

    made.refresh_from_db()
    assert "2 statements are in no theme" in shown
    assert "The notes of 4 groups are empty" in shown
    assert (without.status_code, given.status_code) == (422, 302)
    assert made.analysed_at
    assert Entry.objects.get(verb="conference.analysed").why == "To var tullelapper."


def test_it_comes_on_the_agenda_with_its_themes_beside_it(
    cast: Cast, client: Client, made: Conference, theme: Theme, points: list[Point]
) -> None:
    said = {"acting": cast.leader, "at": NOW}
    code_handing.propose_from(theme, title="Mobilhotell", points=[points[0].pk], **said)  # type: ignore[arg-type]
    code_handing.finish_analysis(made, version=None, reason="Ferdig nok.", **said)  # type: ignore[arg-type]
    page = sign_in(client, cast.leader).get(url("hand_on", made)).content.decode()
    client.post(url("hand_on", made), {"version": made.version})
    meeting = resource_meeting(cast)

    collect(meeting, **said)  # type: ignore[arg-type]

    item = meeting.items.get(source=SOURCE)
    ((_pk, beside),) = themes_beside([item], any_member(meeting.arena))
    assert "Resource team" in page
    assert (item.source_id, item.treats) == (made.pk, TREATS)
    assert [line.words for line in beside.lines] == ["Mobilfrie friminutt (4 statements)"]
    assert ("Proposal", "Mobilhotell") in beside.lines[0].facts
    assert [due.source_id for due in handed_on(meeting)] == [made.pk]


def test_others_read_the_themes_when_the_analysis_stands(
    cast: Cast, client: Client, made: Conference, theme: Theme
) -> None:
    before = sign_in(client, cast.teacher).get(url("theme", theme)).status_code

    code_handing.finish_analysis(made, version=None, reason="Ferdig nok.", acting=cast.leader, at=NOW)

    assert (before, client.get(url("theme", theme)).status_code) == (403, 200)
    assert "Mobilfrie friminutt" in client.get(made.get_absolute_url()).content.decode()


@pytest.mark.parametrize("kind", ["qdpx", "qdc", "csv"])
def test_statements_and_themes_are_taken_out_without_names(
    cast: Cast, client: Client, made: Conference, theme: Theme, kind: str
) -> None:
    answer = sign_in(client, cast.leader).post(url("export_file", made, kind))

    data = answer.content
    if kind == "qdpx":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            data = b"".join(packed.read(name) for name in packed.namelist())
    assert answer["Content-Disposition"].endswith(kind)
    assert b"Mobilfrie friminutt" in data
    assert not any(one.person.name.encode() in data for one in made.participants.select_related("person"))
    assert Entry.objects.filter(verb="conference.taken_out").count() == 1
