"""What Fjellheim is working on: try-outs, plans, hearings and fresh proposals. Days ago, in school time."""

from __future__ import annotations

from samspill.demo.course import Course, Entry, Judged, Plan, Ruling
from samspill.measures.models import Source

PLAY = Course(
    title="Faste lekegrupper i storefri",
    reason="De samme elevene står alene hver dag. Uroen fra storefri følger med inn i timen.",
    text="Faste grupper på tvers av klassene, med en voksen som er med i leken fra start.",
    concerns="Elever på 5. til 7. trinn",
    by="nurse",
    days={
        "proposed": 104,
        "analysed": 95,
        "asked": 94,
        "answered": 87,
        "heard": 85,
        "planned": 83,
        "decided": 76,
        "trying": 70,
    },
    at_meetings=("analysed", "decided"),
    answers={
        "resource-team": ("for", "Det koster ingenting, og vi når dem som ellers blir stående."),
        "grade-team:5": ("for", "Vi kan begynne på mandag."),
        "grade-team:6": ("changes", "Ja, men vi vil ha de samme gruppene lenge. Våre trenger at det er fast."),
        "grade-team:7": ("unsure", "De eldste vil kanskje ikke. Kan de få lage noe selv?"),
    },
    plan=Plan(
        coordinator="coordinator",
        main="grade-team:6",
        people=("coordinator", "teacher", "school:teacher:0", "school:teacher:2", "school:teacher:8"),
        elected="school:teacher:8",
        goal="Alle elever har noen å være sammen med i storefri, og kommer roligere inn.",
        content="Seks grupper på hvert trinn. En voksen er med fra start. Gruppene henger i klasserommet hver fredag.",
        time_frame="Fra høsten til jul. 5. trinn bytter grupper hver måned, 6. trinn holder på sine.",
        days=110,
        signs="Færre elever alene. Timen etter storefri kommer i gang innen fem minutter.",
        baseline="Helsesykepleier telte elleve elever alene i en uke i august.",
        pupils=148,
        milestones=(
            ("Lekekassene er delt ut", 10, True),
            ("Alle tre trinn er i gang", 21, True),
            ("Elevrådet har sagt hva de synes", 55, False),
            ("Ny telling sammen med helsesykepleier", 95, False),
        ),
    ),
    log=(
        Entry(
            66,
            "coordinator",
            "Gruppene er satt opp og lest opp i klassene.",
            "trinnleder på 6. trinn",
            "Flere lurte på om de fikk bytte.",
        ),
        Entry(
            59,
            "coordinator",
            "Alle grupper ute fire av fem dager.",
            "fem kolleger",
            "To som pleier å stå alene, var med hele tida.",
        ),
        Entry(
            52,
            "coordinator",
            "Regn hele uka. Vi ble inne.",
            seen="Uroen var tilbake.",
            adjusted="Vi trenger en plan for dager med regn.",
            question="Kan gymsalen brukes i storefri?",
            answer="Ja, på tirsdager og torsdager. Vaktmester låser opp.",
        ),
        Entry(
            44,
            "coordinator",
            "Regnværsplanen er prøvd.",
            "assistentene",
            "Gymsalen ble fin. Brettspill i klasserommet fungerte for noen.",
        ),
        Entry(
            37,
            "coordinator",
            "5. trinn har byttet grupper.",
            seen="Noen sure, men det gikk over på to dager.",
            adjusted="Vi sier fra kvelden før.",
        ),
        Entry(30, "coordinator", "Rolig uke.", seen="Timen etter storefri begynte presis alle dager på 6. trinn."),
        Entry(
            23,
            "coordinator",
            "7. trinn vil lage noe selv.",
            "to lærere på 7. trinn",
            "De eldste leker når det heter turnering.",
        ),
        Entry(
            15,
            "coordinator",
            "En gruppe på 6. trinn låste seg.",
            seen="Det ble mer diskusjon om regler enn lek.",
            adjusted="Den voksne er med i leken, ikke ved siden av.",
        ),
        Entry(8, "coordinator", "Delt gruppa i to.", "en kollega på 6. trinn", "Det løsnet."),
        Entry(
            3,
            "coordinator",
            "Alle trinn ute hele uka.",
            seen="Vi så ingen alene tirsdag og torsdag.",
            question="Skal vi fortsette med de samme gruppene etter jul, eller bytte?",
        ),
    ),
    start=Ruling(
        "start",
        "Vi prøver faste lekegrupper på alle tre trinn til jul.",
        "Tre av fire team er for. 7. trinn får forme sin egen del.",
        (3, 0, 0),
    ),
)

READING = Course(
    title="Lesevenner på tvers av trinn",
    reason="Vi har gode lesere på 7. trinn og mange på 5. som leser for lite.",
    text="7. trinn leser med 5. trinn to ganger i uka, tjue minutter.",
    concerns="Elever på 5. og 7. trinn",
    level="early-effort",
    by="special_needs",
    source=Source.SUMMER,
    grown="summer",
    days={
        "proposed": 102,
        "analysed": 95,
        "asked": 94,
        "answered": 88,
        "heard": 85,
        "planned": 82,
        "decided": 76,
        "trying": 68,
    },
    at_meetings=("analysed", "decided"),
    answers={
        "resource-team": ("for", "Det var dette vi savnet da vi så på året i juni."),
        "grade-team:5": ("for", "Våre gleder seg."),
        "grade-team:6": ("for", "Vi er ikke med nå, men vil gjerne til våren."),
        "grade-team:7": ("changes", "Tjue minutter, ikke tretti. Og ikke fredag."),
    },
    plan=Plan(
        coordinator="teacher",
        main="grade-team:5",
        people=("teacher", "school:teacher:7", "school:teacher:9", "special_needs"),
        elected="school:teacher:7",
        goal="Elevene på 5. trinn leser mer, og med noen de ser opp til.",
        content="Faste par. Tirsdag og torsdag etter første friminutt. Biblioteket finner bøker.",
        time_frame="Fram til vinterferien.",
        days=150,
        signs="Elevene kan fortelle om boka de leser.",
        baseline="Hver tredje elev på 5. trinn sier at de ikke leser hjemme.",
        pupils=96,
        milestones=(("Parene er satt sammen", 7, True), ("Biblioteket har satt fram bokkasser", 21, False)),
    ),
    log=(
        Entry(63, "teacher", "Første gang.", "lærerne på 7. trinn", "Veldig fint. De store var stolte."),
        Entry(
            51,
            "teacher",
            "Tre ganger av fire.",
            seen="To par passer ikke sammen.",
            adjusted="Vi bytter de to parene.",
            question="Hvem har ansvar for bøkene når biblioteket er stengt?",
        ),
    ),
    start=Ruling("start", "Vi prøver fram til vinterferien.", "Alle teamene er for.", (3, 0, 0)),
)

OUTDOORS = Course(
    title="Uteskole annenhver torsdag på 6. trinn",
    reason="Noen lærer best med hendene, og får sjelden vist det inne.",
    text="Annenhver torsdag fra ni til tolv i området ved Storvann, med matematikk og naturfag.",
    concerns="6. trinn",
    by="school:teacher:1",
    days={
        "proposed": 72,
        "analysed": 62,
        "asked": 61,
        "answered": 55,
        "heard": 52,
        "planned": 48,
        "decided": 41,
        "trying": 34,
    },
    at_meetings=("decided",),
    answers={
        "resource-team": ("for", "Bra for dem vi ellers snakker mest om."),
        "grade-team:5": ("for", "Vi vil følge med, og kanskje gjøre det samme til våren."),
        "grade-team:6": ("for", "Det var vi som foreslo det."),
        "grade-team:7": ("changes", "Fint, men da må noen ta inspeksjonen vår den dagen."),
    },
    plan=Plan(
        coordinator="school:teacher:1",
        main="grade-team:6",
        people=("school:teacher:1", "school:teacher:8", "coordinator"),
        elected="school:teacher:8",
        goal="Flere elever får vist hva de kan, og tar det med seg inn igjen.",
        content="Seks torsdager ute, med oppgaver som er laget på forhånd og brukt igjen inne.",
        time_frame="Til vinterferien.",
        days=120,
        signs="Elever som sier lite inne, forklarer for andre ute.",
        baseline="Vi er ute som klasse to ganger i halvåret.",
        pupils=50,
        milestones=(("Risikovurderingen er skrevet", 5, True), ("Tre turer er gjennomført", 70, False)),
    ),
    log=(
        Entry(
            30,
            "school:teacher:1",
            "Første tur. Målte trær og regnet ut høyden.",
            "en kollega på 6. trinn",
            "Flere enn vi trodde tok ordet.",
        ),
        Entry(
            21,
            "school:teacher:1",
            "Andre tur.",
            seen="Vi rakk ikke det vi hadde planlagt.",
            adjusted="En oppgave, ikke tre.",
        ),
    ),
    start=Ruling(
        "start", "6. trinn prøver uteskole til vinterferien.", "Teamene er for. Inspeksjonen er ordnet.", (3, 0, 0)
    ),
)

GROUPS = Course(
    title="Roller i gruppearbeid",
    reason="Gruppearbeid ender ofte med at en gjør alt og to ser på.",
    text="Faste roller med kort: leder, skriver, tidtaker og den som spør.",
    concerns="Elever på 6. og 7. trinn",
    by="coordinator",
    days={
        "proposed": 150,
        "analysed": 144,
        "asked": 143,
        "answered": 138,
        "heard": 135,
        "planned": 131,
        "decided": 126,
        "trying": 121,
        "evaluated": 9,
    },
    answers={
        "resource-team": ("for", "Det hjelper også dem som strever med å komme inn i en gruppe."),
        "grade-team:5": ("for", "Kan vi låne kortene?"),
        "grade-team:6": ("for", "Vi vil prøve i alle fag."),
        "grade-team:7": ("for", "Helt greit."),
    },
    plan=Plan(
        coordinator="school:teacher:9",
        main="grade-team:7",
        people=("school:teacher:9", "school:teacher:2", "school:teacher:8", "coordinator"),
        elected="school:teacher:2",
        goal="Alle på gruppa har en oppgave som de andre trenger.",
        content="Rollekort i alle klasser på 6. og 7. trinn. Rollene går på rundgang.",
        time_frame="Til høsten er over.",
        days=150,
        signs="Elevene kan si hva de bidro med.",
        baseline="I halvparten av gruppene var det en som gjorde mest.",
        pupils=100,
        milestones=(("Kortene er trykt", 10, True),),
    ),
    log=(
        Entry(112, "school:teacher:9", "Kortene er delt ut på begge trinn.", seen="Alle vil være leder."),
        Entry(
            95,
            "school:teacher:9",
            "Rundgang hver uke.",
            seen="Den som spør, er den viktigste rollen.",
            adjusted="Vi øver på å spørre.",
        ),
        Entry(70, "school:teacher:9", "Brukt i naturfag og norsk.", seen="Mindre krangel om hvem som gjør hva."),
        Entry(46, "school:teacher:9", "Elevene har skrevet hva de bidro med.", seen="Nesten alle fikk til å si det."),
        Entry(22, "school:teacher:9", "Siste runde.", seen="Noen grupper trenger ikke kortene lenger."),
    ),
    judged=Judged(
        arena="grade-team:7",
        tried="Rollekort i gruppearbeid i alle fag på 6. og 7. trinn.",
        experience="De som prøvde, bruker det nå uten å tenke over det. Elevene spør etter kortene.",
        worked="De stille får en oppgave som synes. Mindre krangel.",
        did_not_work="Samme rolle for lenge. Da blir det et merke.",
        proposal="keep",
        prerequisites="Kort til alle klasser, og en time på fellestid der vi viser hvordan.",
        leader="Jeg ser det i klasserommene. Vi bør avgjøre det på neste møte i styringsgruppa.",
    ),
    start=Ruling("start", "6. og 7. trinn prøver rollekort.", "Alle teamene er for.", (3, 0, 0)),
)

SLEEP = Course(
    title="Felles foreldremøte om søvn og skjerm",
    reason="Mange elever er trøtte. Foreldrene spør hva andre tillater.",
    text="Et felles møte for alle trinn, der helsesykepleier legger fram og foreldrene snakker i grupper.",
    concerns="Foreldre på 5. til 7. trinn",
    theme="Mobil og sosiale medier",
    days={"proposed": 46, "analysed": 41, "asked": 40, "answered": 31, "heard": 28, "planned": 21, "decided": 13},
    at_meetings=("analysed", "decided"),
    answers={
        "resource-team": ("for", "Det er nå de spør."),
        "grade-team:5": ("for", "Vi har fire foreldre som vil hjelpe til."),
        "grade-team:6": ("for", "Ja. Helst en kveld midt i uka."),
        "grade-team:7": ("changes", "Elevene bør være med på deler av det."),
    },
    plan=Plan(
        coordinator="school:teacher:3",
        main="resource-team",
        people=("nurse", "school:teacher:3", "school:teacher:2"),
        elected="",
        goal="Foreldrene blir enige om noen felles grenser.",
        content="Et møte på halvannen time, og en side med det foreldrene ble enige om.",
        time_frame="Møtet er over nyttår. Vi spør elevene igjen etter seks uker.",
        days=60,
        begins=45,
        signs="Over halvparten av foreldrene kommer.",
        baseline="I helsesamtalene sier fire av ti at de sover for lite.",
        pupils=150,
        milestones=(("Invitasjonen er sendt", 5, False),),
    ),
    start=Ruling("start", "Vi holder møtet over nyttår.", "Alle teamene er for. 7. trinn tar med elevene.", (3, 0, 0)),
)

CALM = Course(
    title="Rolige overganger mellom timene",
    reason="Vi mister fem minutter hver gang vi bytter rom.",
    text="Samme måte å avslutte og begynne en time på i alle fag.",
    concerns="Alle på 5. til 7. trinn",
    by="grade_leader_6",
    source=Source.MEETING,
    grown="calm",
    days={"proposed": 44, "analysed": 41, "asked": 40, "answered": 29, "heard": 27, "planned": 9},
    at_meetings=("analysed",),
    answers={
        "resource-team": ("for", "Forutsigbart for alle, og helt nødvendig for noen."),
        "grade-team:5": ("for", "Vi har en måte som virker. Den kan dere få."),
        "grade-team:6": ("for", "Ja. Lag den sammen med elevene."),
        "grade-team:7": ("against", "Ikke enda et opplegg før jul. Ta det i januar."),
    },
    plan=Plan(
        coordinator="school:teacher:8",
        main="grade-team:6",
        people=("school:teacher:8", "coordinator", "school:teacher:0"),
        elected="",
        goal="Timen begynner når den skal.",
        content="Tre faste trinn: rydd, stå bak stolen, hør hva som kommer.",
        time_frame="Fra januar til påske.",
        days=90,
        begins=50,
        signs="Vi rekker det vi hadde planlagt.",
        baseline="Fem minutter per bytte, fem bytter om dagen.",
        pupils=150,
    ),
)

TOURNAMENTS = Course(
    title="Turneringer i storefri på 7. trinn",
    reason="De eldste vil ikke ha lekegrupper, men er med når det heter turnering.",
    text="Elevene lager turneringene selv, en ny hver måned.",
    concerns="7. trinn",
    by="grade_leader_7",
    source=Source.MEETING,
    grown="tournaments",
    days={"proposed": 18, "analysed": 13, "asked": 12, "answered": 5},
    at_meetings=("analysed",),
    answers={
        "grade-team:5": ("changes", "Ja, hvis våre får være med og se på."),
        "grade-team:7": ("for", "Elevrådet har alt en liste."),
    },
)

ADVISER = Course(
    title="En fast formiddag med PPT i klasserommet",
    reason="Vi får gode råd på møtene, men de blir bedre når PPT har sett oss.",
    text="Rådgiveren er i en klasse en formiddag i måneden, og vi snakker om det etterpå.",
    concerns="Lærere på 5. trinn",
    level="early-effort",
    by="teacher",
    days={"proposed": 5},
)

MORE_ADULTS = Course(
    title="Flere voksne ute i storefri",
    reason="En voksen på hundre elever ser ikke nok.",
    concerns="Alle elever",
    by="school:teacher:3",
    days={"proposed": 100},
)

SUBJECT = Course(
    title="Eget fag på timeplanen for sosial trening",
    reason="Det vi gjør i friminuttene, burde stå på timeplanen.",
    concerns="5. til 7. trinn",
    by="school:teacher:9",
    days={"proposed": 84, "decided": 76},
    at_meetings=("decided",),
    start=Ruling(
        "decline",
        "Vi går ikke videre med et eget fag.",
        "Fag og timetall bestemmer ikke skolen. Lekegruppene dekker mye av det samme. Takk for forslaget.",
        (3, 0, 0),
    ),
)

REST = Course(
    title="Hvilerom på 5. trinn",
    reason="Noen trenger en pause før det blir for mye.",
    concerns="5. trinn",
    level="individual-follow-up",
    theme="Et rolig sted",
    days={"proposed": 55},
)

HOME = Course(
    title="Bedre samarbeid med hjemmet",
    reason="Vi treffer foreldrene når noe er galt. De vil gjerne møte oss ellers også.",
    text="Morgenkafé, og et ukebrev som lar seg lese på telefonen.",
    concerns="Foreldre på 5. til 7. trinn",
    theme="Samarbeidet med hjemmet",
    days={"proposed": 50},
)

ABSENCE = Course(
    title="En felles rutine ved bekymringsfullt fravær",
    reason="Vi ringer hjem etter tre dager, Strandvik etter fem. Hva gjelder?",
    concerns="Alle skoler",
    level="individual-follow-up",
    theme="Fravær og bekymring",
    days={"proposed": 43},
)

# Proposals of the conference that came no further, or are with the teams now.
NET = Course(
    title="Foreldremøte om nettvett hver høst",
    reason="Det som skjer på nettet om kvelden, er i klasserommet om morgenen.",
    concerns="Foreldre på 5. til 7. trinn",
    theme="Mobil og sosiale medier",
    days={"proposed": 47},
)

BREAKFAST = Course(
    title="Frokost for dem som vil, fra halv åtte",
    reason="Noen har ikke spist når de kommer, og det merkes hele formiddagen.",
    concerns="Alle elever",
    theme="Starten på dagen",
    days={"proposed": 48},
)

PAIRS = Course(
    title="Læringspar som byttes hver tredje uke",
    reason="De samme blir valgt sist. Der parene er satt på forhånd, slipper elevene det.",
    text="Læreren setter parene, og de byttes samme dag i alle klasser på trinnet.",
    concerns="5. til 7. trinn",
    theme="Klassemiljøet",
    days={"proposed": 49, "analysed": 41, "asked": 12, "answered": 4},
    at_meetings=("analysed",),
    answers={
        "grade-team:6": ("for", "Vi har gjort det et år. Elevene spør etter det."),
        "resource-team": ("for", "Det hjelper særlig dem som er nye."),
    },
)

CAFE = Course(
    title="Morgenkafé for foreldre en gang i måneden",
    reason=HOME.reason,
    days={"asked": 38, "analysed": 39, "answered": 25, "heard": 16},
    by="grade_leader_5",
    answers={
        "resource-team": ("for", "Lav terskel. Helsesykepleier kan være der annenhver gang."),
        "grade-team:5": ("for", "Vi tar den første."),
        "grade-team:6": ("changes", "Halv åtte er for tidlig. Kvart på åtte."),
        "grade-team:7": ("unsure", "Kommer foreldrene til de største?"),
    },
)
LETTER = "Et ukebrev som lar seg lese på telefonen"

GOING_ON = (
    PLAY,
    READING,
    OUTDOORS,
    GROUPS,
    SLEEP,
    CALM,
    TOURNAMENTS,
    ADVISER,
    MORE_ADULTS,
    SUBJECT,
    REST,
    HOME,
    ABSENCE,
    NET,
    BREAKFAST,
    PAIRS,
)
