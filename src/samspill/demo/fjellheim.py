"""Fjellheim's measures that have come to their end, or have been in use for long: what the school has behind it."""

from __future__ import annotations

from samspill.demo.course import Course, Entry, Judged, Plan, Ruling
from samspill.measures.models import Source

# Days after the project began: the first measure of all, still in use.
FIRST = Course(
    title="To voksne møter elevene ved døra",
    reason="Dagene begynner med uro i garderoben. Noen elever bruker hele første time på å lande.",
    text="Kontaktlærer og en voksen til står ved døra fra ti over åtte og hilser på hver elev.",
    concerns="Alle elever på 5. til 7. trinn",
    by="grade_leader_5",
    source=Source.MEETING,
    grown="first",
    days={
        "proposed": 34,
        "analysed": 40,
        "asked": 41,
        "answered": 55,
        "heard": 58,
        "planned": 64,
        "decided": 75,
        "trying": 78,
        "evaluated": 100,
        "settled": 103,
    },
    at_meetings=("analysed", "decided", "settled"),
    answers={
        "resource-team": ("for", "Helsesykepleier ser at de som gruer seg, er de samme som kommer først."),
        "grade-team:5": ("for", "Vi gjør det alt to dager i uka, og merker forskjell."),
        "grade-team:6": (
            "changes",
            "Ja, men den andre voksne må stå på planen. Ellers blir det den som tilfeldigvis er der.",
        ),
        "grade-team:7": ("unsure", "Vil de største ha det? Vi spør elevrådet først."),
    },
    plan=Plan(
        coordinator="school:teacher:0",
        main="grade-team:5",
        people=("teacher", "school:teacher:0", "school:teacher:1", "school:teacher:2", "grade_leader_5"),
        elected="teacher",
        goal="Hver elev er sett og hilst på før første time, og undervisningen kommer i gang presis.",
        content="To voksne ved hver inngang fra 8.10 til 8.20. Assistentene har det på arbeidsplanen sin.",
        time_frame="Fire uker. Vi ser på det sammen i trinnteamet hver fredag.",
        days=28,
        signs="Første time begynner innen fem minutter. Færre elever blir hentet i garderoben.",
        baseline="I dag begynner tre av fem timer mer enn ti minutter for sent.",
        pupils=150,
        milestones=(("Vaktlista er klar", 2, True), ("Elevrådet har sagt hva de synes", 18, True)),
    ),
    log=(
        Entry(83, "school:teacher:0", "Begge dørene bemannet alle dager.", seen="Roligere i gangen enn vi trodde."),
        Entry(
            90,
            "school:teacher:0",
            "En inngang sto uten voksen to dager på grunn av sykdom.",
            seen="Uroen var tilbake med en gang.",
            adjusted="Vikaren får vakta med i timeplanen.",
        ),
        Entry(
            97,
            "school:teacher:0",
            "Elevrådet er spurt.",
            seen="De yngste vil beholde det. De eldste synes det er greit.",
        ),
    ),
    judged=Judged(
        arena="grade-team:5",
        tried="To voksne ved hver inngang i fire uker.",
        experience="De som sto der, sier at det er de beste ti minuttene i dagen.",
        worked="Første time kom i gang presis fire av fem dager. Vi fanger opp dem som har hatt en vond morgen.",
        did_not_work="Det faller sammen ved fravær hvis det ikke står på planen hvem som tar over.",
        proposal="keep",
        prerequisites="Vakta må ligge i arbeidsplanen til assistentene, ikke i godviljen.",
        leader="Vi trenger ikke flere folk, men vi må holde på tiden. Jeg legger den inn i planen for neste halvår.",
    ),
    start=Ruling(
        "start",
        "Vi prøver i fire uker på alle tre trinn.",
        "Tre av fire team er for. Koster ti minutter om dagen.",
        (3, 0, 0),
    ),
    final=Ruling(
        "practice",
        "To voksne møter elevene ved døra hver dag, på alle trinn.",
        "Timene kommer i gang, og trinnteamene vil beholde det. Fravær er løst i arbeidsplanen.",
        (3, 0, 0),
        owner="grade_leader_5",
        description=(
            "Fra ti over åtte står to voksne ved hver inngang: en kontaktlærer og en assistent. Vi hilser på hver elev "
            "med navn. Ser noen ut til å ha en vond morgen, tar den ene seg av det, og den andre blir stående.\n\n"
            "Vaktlista henger på arbeidsrommet. Er du borte, går vakta til vikaren din."
        ),
    ),
)

# Days ago by the calendar: two that were tried last winter and spring.
PHONES = Course(
    title="De samme mobilreglene på alle trinn",
    reason="Hvert trinn har sine regler, og elevene vet det. Vi bruker tid på å forhandle.",
    text="Mobilen ligger i et skap fra første til siste time. Unntak avtales med kontaktlærer.",
    concerns="Elever og ansatte på 5. til 7. trinn",
    level="prevention",
    by="grade_leader_7",
    days={
        "proposed": 340,
        "analysed": 335,
        "asked": 334,
        "answered": 322,
        "heard": 318,
        "planned": 312,
        "decided": 305,
        "trying": 300,
        "evaluated": 232,
        "settled": 222,
    },
    answers={
        "resource-team": ("for", "PPT har sett det virke på to andre skoler, så lenge de voksne gjør det samme."),
        "grade-team:5": ("for", "Hos oss har nesten ingen mobil. Helt greit."),
        "grade-team:6": ("for", "Ja, og gjerne fra mandag."),
        "grade-team:7": ("changes", "Vi må få bruke den i undervisningen når vi planlegger det."),
    },
    plan=Plan(
        coordinator="school:teacher:2",
        main="grade-team:7",
        people=("school:teacher:2", "school:teacher:9", "coordinator", "school:teacher:7"),
        elected="school:teacher:9",
        goal="Like regler for alle, som elevene kjenner og de voksne følger.",
        content="Et mobilskap i hvert klasserom, og en side med regler som er lest med alle klasser.",
        time_frame="To måneder, så ser vi på det i ressursteamet.",
        days=65,
        begins=5,
        signs="Færre samtaler om mobil. Elevene kan si hva regelen er.",
        baseline="Tre trinn, tre regler.",
        pupils=150,
        milestones=(("Skapene er på plass", 7, True), ("Foreldrene er orientert", 14, True)),
    ),
    log=(
        Entry(290, "school:teacher:2", "Skapene er i bruk i alle klasser.", seen="Stille. Nesten litt for lett."),
        Entry(
            262,
            "school:teacher:2",
            "Gått gjennom reglene på nytt på 7. trinn.",
            seen="Noen glemmer med vilje når det er vikar.",
            adjusted="Regelen står nå i vikarpermen.",
        ),
    ),
    judged=Judged(
        arena="resource-team",
        tried="Mobilskap i alle klasserom og like regler i to måneder.",
        experience="De som sto for det, sier at de slipper å være politi.",
        worked="Uenighet om mobil tar lite tid. Mer prat i friminuttene på 7. trinn.",
        did_not_work="Voksne som går med egen telefon i hånda.",
        proposal="keep",
        prerequisites="Vi voksne følger regelen selv.",
        leader="Det står og faller med oss ansatte. Jeg tar det opp på fellestid.",
    ),
    start=Ruling("start", "Vi prøver like regler på alle tre trinn.", "Alle teamene er for.", (3, 0, 0)),
    final=Ruling(
        "practice",
        "De samme mobilreglene gjelder på alle trinn.",
        "Det virker når alle gjør det. Da må det gjelde alle.",
        (2, 0, 1),
        owner="grade_leader_7",
        description="Mobilen legges i skapet før første time og hentes etter siste. Vi voksne gjør det samme.",
    ),
)

HOMEWORK = Course(
    title="En leksefri uke hver måned",
    reason="Noen elever får ikke hjelp hjemme, og mandagene går med til å rydde opp.",
    text="Den første uka i måneden er uten lekser på alle trinn. Vi bruker den til å repetere på skolen.",
    concerns="Elever på 5. til 7. trinn og foreldrene deres",
    level="early-effort",
    by="school:teacher:7",
    days={
        "proposed": 330,
        "analysed": 322,
        "asked": 320,
        "answered": 310,
        "heard": 306,
        "planned": 300,
        "decided": 295,
        "trying": 290,
        "evaluated": 190,
        "settled": 180,
    },
    answers={
        "resource-team": ("unsure", "Treffer vi dem det gjelder, eller bare alle andre?"),
        "grade-team:5": ("for", "Verdt et forsøk."),
        "grade-team:6": ("changes", "Da må det bli klart hva vi gjør i stedet."),
        "grade-team:7": ("against", "Det blir dobbelt så mye uka etter."),
    },
    plan=Plan(
        coordinator="school:teacher:7",
        main="grade-team:5",
        people=("school:teacher:7", "school:teacher:0", "school:teacher:8"),
        elected="school:teacher:0",
        goal="Elever uten hjelp hjemme kommer ikke lenger på etterskudd.",
        content="Leksefri første uke i måneden, med leksetid på skolen to ettermiddager.",
        time_frame="Tre måneder.",
        days=95,
        begins=5,
        signs="Færre elever møter uforberedt på mandag.",
        baseline="Seks til åtte elever i hver klasse har ikke gjort leksene på mandag.",
        pupils=150,
    ),
    log=(
        Entry(282, "school:teacher:7", "Første leksefri uke.", seen="God stemning, og få i leksetida."),
        Entry(
            255,
            "school:teacher:7",
            "Andre uke. Vi inviterte noen til leksetida.",
            seen="Tre kom. De andre hadde trening.",
        ),
        Entry(225, "school:teacher:7", "Tredje uke.", seen="Mandagen etter var som før, bare med mer å ta igjen."),
    ),
    judged=Judged(
        arena="grade-team:5",
        tried="Tre leksefrie uker, med leksetid på skolen.",
        experience="Foreldrene likte det. Lærerne på 7. trinn merket bare at uka etter ble tyngre.",
        worked="Leksetida var fin for dem som kom.",
        did_not_work="De vi ville nå, kom ikke. Leksene ble flyttet, ikke færre.",
        proposal="stop",
        leader="Vi spurte feil. Det er leksetida som hjalp, ikke uka uten lekser.",
    ),
    start=Ruling("start", "Vi prøver i tre måneder.", "Teamene er uenige, men vil vite mer.", (2, 1, 0)),
    final=Ruling(
        "stop",
        "Vi slutter med leksefrie uker.",
        "Det nådde ikke elevene det var ment for. Leksetida på skolen tar vi med oss som eget forslag.",
        (3, 0, 0),
    ),
)

BEHIND = (PHONES, HOMEWORK)
