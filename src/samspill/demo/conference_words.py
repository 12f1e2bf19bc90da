"""What was said at Fjellheim's dialogue conference: two rounds, one line for each statement, by what it is about."""

from __future__ import annotations

TITLE = "Alle skal høre til"
PURPOSE = "Hva gjør at elevene våre hører til, i timene og i friminuttene, og hva vil vi gjøre mer av?"
QUESTIONS = (
    "Når ser du at en elev hører til, og når ser du at en elev faller utenfor?",
    "Hva skal vi begynne med, gjøre mer av eller slutte med?",
)

#: theme → what was said about it in the first round (how it is) and in the second (what we could do).
SAID: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Friminuttene": (
        (
            "Storefri er der de fleste konfliktene begynner",
            "De samme tre elevene går langs gjerdet hver dag",
            "Fotballbanen er for de flinke, resten finner ingenting å gjøre",
            "Vi voksne står og prater med hverandre ute",
            "Når ballbingen er stengt, blir det bråk",
            "Elever på 5. trinn tør ikke å gå bak gymsalen",
            "Det er fint i friminuttet når det er noe å være med på",
            "Inspeksjonen er full av folk mandag, tom på fredag",
            "Jentene på 7. trinn går inn på do for å få være i fred",
            "Etter et dårlig friminutt går halve timen med til å rydde opp",
            "Noen later som de leter etter noe, så det ikke skal synes at de er alene",
            "Lekegruppene på 5. trinn har gjort det roligere",
        ),
        (
            "Faste aktiviteter i storefri som alle kan bli med på",
            "Flere voksne ute i storefri",
            "Voksne som setter i gang lek, ikke bare passer på",
            "Lekekasser som elevene selv har ansvar for",
            "La elevrådet styre ballbingen etter en plan",
            "Faste soner for inspeksjon, så noen alltid er bak gymsalen",
            "Åpent bibliotek i storefri to dager i uka",
            "Lekegrupper også på 6. og 7. trinn",
            "Trivselsledere som får opplæring",
            "Gul vest på den voksne som har ansvar for lek",
        ),
    ),
    "Starten på dagen": (
        (
            "De som blir hilst på ved døra, lander fortere",
            "Mange kommer inn med uro fra bussen",
            "Noen har ikke spist når de kommer",
            "Det er stor forskjell på hvordan klassene begynner dagen",
            "Garderoben er trang, og det er der det smeller",
            "De som kommer for sent, får all oppmerksomhet",
            "Mandagen er tyngst, også for oss",
            "Rolig start med bok har virket på 6. trinn",
            "Elevene vet ikke alltid hvem som møter dem",
            "Når vikaren ikke kjenner rutinen, faller det sammen",
        ),
        (
            "To voksne ved døra hver dag",
            "Samme start på dagen i alle klasser",
            "Frokost for dem som vil, fra halv åtte",
            "Del garderoben i to puljer",
            "Ti minutter rolig lesing først hver dag",
            "Et kort på vikarens pult: slik begynner vi dagen",
            "Den som kommer for sent, går stille inn, og vi tar praten etterpå",
            "En voksen på bussen den første måneden",
            "Musikk i gangen fra ti over åtte",
            "Dagens plan på tavla før de kommer inn",
        ),
    ),
    "Mobil og sosiale medier": (
        (
            "Det som skjer på Snap om kvelden, er i klasserommet om morgenen",
            "Reglene er ulike fra trinn til trinn",
            "Elevene sier selv at mobilhotellet gjør det lettere",
            "Noen foreldre sender meldinger i timen",
            "Vi får vite om gruppechattene altfor sent",
            "Bilder blir tatt i garderoben",
            "De uten telefon faller utenfor avtalene",
            "Vi voksne tar opp mobilen selv",
        ),
        (
            "De samme mobilreglene på alle trinn",
            "Foreldremøte om nettvett hver høst",
            "Voksne legger også bort mobilen",
            "Klassens egne regler for gruppechat",
            "Fast tema om nettbruk på 5. trinn",
            "Én vei inn når noe har skjedd på nettet",
        ),
    ),
    "Klassemiljøet": (
        (
            "Det er alltid de samme som blir valgt sist",
            "I noen klasser ler de når noen svarer feil",
            "Klassens time blir ofte brukt til beskjeder",
            "Plassering etter ønske gjør gjengene sterkere",
            "Elever som har byttet skole, kommer seint inn",
            "Når gruppene er satt på forhånd, slipper elevene å bli valgt bort",
            "Guttene på 6. trinn har et hardt språk",
            "Den stille eleven blir glemt av alle, også av meg",
            "Læringspar som byttes hver tredje uke, har virket",
            "Det er trygt her når den voksne tåler at noen gjør feil",
            "Nye elever får en fadder, men ingen følger opp",
            "Et dårlig ord blir stående når ingen sier noe",
            "Gutter og jenter leker mindre sammen enn før",
            "Elevene hjelper hverandre mer når de vet at de får lov",
        ),
        (
            "Læreren setter alltid gruppene",
            "Læringspar som byttes hver tredje uke, i alle klasser",
            "Klassens time brukes til klassen",
            "Fadder for nye elever, med samtale etter to uker",
            "Felles ord vi ikke godtar, og en felles måte å si fra på",
            "Klassemøte hver fredag der elevene har ordet",
            "Ros for samarbeid, ikke bare for svaret",
            "Bytte plasser hver måned",
            "En voksen snakker med hver elev minst én gang i måneden",
            "Sosial trening som fast del av timene",
        ),
    ),
    "Samarbeidet med hjemmet": (
        (
            "Vi ringer hjem når noe er galt, nesten aldri når noe går bra",
            "De foreldrene vi helst vil ha med, kommer ikke på møtene",
            "Foreldre med annet morsmål får ikke med seg beskjedene",
            "Meldingene i appen blir for mange",
            "Utviklingssamtalen blir vår tale",
            "Foreldrene vet lite om hvordan friminuttene er",
            "Det går rykter mellom foreldrene før vi vet noe",
            "Foreldrekontaktene gjør en stor jobb på 5. trinn",
        ),
        (
            "Én god melding hjem i uka",
            "Foreldremøte der foreldrene sitter i grupper og snakker sammen",
            "Tolk på alle foreldremøter",
            "Én melding hjem på fredag i stedet for mange",
            "Eleven leder utviklingssamtalen",
            "Morgenkafé for foreldre en gang i måneden",
            "Foreldre ute i storefri en dag i halvåret",
        ),
    ),
    "Tilpasset opplæring i timene": (
        (
            "De som ikke får til oppgaven, finner på noe annet",
            "Vi har for lite tid til å planlegge sammen",
            "Elever som blir tatt ut av timen, mister vennene sine",
            "Spesialundervisningen ligger når klassen har det gøy",
            "Stasjoner gir meg tid til de stille",
            "Oppgavene er like for alle, også når vi vet bedre",
            "Noen elever er ferdige etter fem minutter og venter resten av timen",
            "Når vi er to i timen, er det sjelden avtalt hva den andre gjør",
            "Elever med norsk som andrespråk sier ja uten å ha forstått",
            "Vi venter for lenge før vi spør PPT",
        ),
        (
            "Den andre voksne får en fast oppgave i timen",
            "Stasjonsarbeid i norsk og matematikk hver uke",
            "Hjelpen kommer inn i klassen, ikke eleven ut",
            "Felles planlegging på trinnet hver onsdag",
            "PPT i klasserommet en formiddag i måneden",
            "Tre nivåer på lekser og oppgaver",
            "Bilder og begreper på tavla i alle fag",
            "Snakke om en elev med PPT før vi henviser",
            "Ukas ord på alle språk i klassen",
        ),
    ),
    "Fravær og bekymring": (
        (
            "Fraværet på mandager øker på 7. trinn",
            "Vi ringer ulikt når en elev ikke kommer",
            "Ingen vet hvem som har ansvaret etter tre dager",
            "Helsesykepleier får vite det til slutt",
            "Noen elever er på skolen, men ikke i timen",
            "Hodepine og vondt i magen er ofte noe annet",
            "Det er lettere å komme tilbake når noen har savnet deg",
        ),
        (
            "En felles rutine fra første dag borte",
            "Kontaktlæreren ringer samme dag, alltid",
            "En plan for den første dagen tilbake",
            "Helsesykepleier har åpen dør to faste dager",
            "Se på fraværet sammen i ressursteamet hver måned",
            "En voksen som møter eleven ved porten",
            "Spørre eleven selv hva som skal til",
        ),
    ),
    "Overgangen mellom trinn": (
        (
            "Elevene forteller at reglene skifter når de bytter trinn",
            "Det vi visste om eleven i 4., må vi finne ut på nytt i 5.",
            "De som skal til ungdomsskolen, er redde for å bli alene",
            "Overgangen fra barnehagen er godt planlagt, resten er det ikke",
            "Ny lærer, nytt rom og nye fag på én gang er mye",
        ),
        (
            "Fast overføringsmøte i mai for hver klasse",
            "Like rutiner på 5. til 7. trinn",
            "Elevene på 7. trinn besøker ungdomsskolen to ganger",
            "Lesevenner på tvers av trinn",
            "Eleven skriver selv et brev til den nye læreren",
        ),
    ),
    "Et rolig sted": (
        (
            "Noen trenger en pause før det blir for mye, og det finnes ikke noe sted",
            "Elever gjemmer seg på do for å få ro",
            "Biblioteket er fullt når det trengs mest",
            "De som blir slitne av lyd, holder ut til de ikke orker mer",
            "Gangen er det eneste stedet vi kan gå",
        ),
        (
            "Et rolig rom på hvert trinn",
            "Hvilerom på 5. trinn, med avtale om hvem som bruker det",
            "Hørselvern i alle klasserom",
            "En pausekrok bak i klasserommet",
            "En avtale med hver elev om hvordan en pause ser ut",
        ),
    ),
    "Vi voksne sammen": (
        (
            "Vi gjør mye ulikt, og elevene merker det",
            "Assistentene får ikke vite hva som er bestemt",
            "Det er fint å jobbe her når vi ler sammen",
            "Det vi bestemmer om høsten, er glemt til jul",
            "Jeg vet ikke hva de andre trinnene prøver ut",
            "SFO og skolen har hver sine regler",
            "Vi ber om hjelp for seint",
            "Noen saker går fra møte til møte uten at noen gjør noe",
            "Vi har mye kompetanse som de andre trinnene ikke vet om",
        ),
        (
            "Assistentene er med på trinnmøtet annenhver uke",
            "Felles regler for skole og SFO",
            "Ett kvarter på fellesmøtet der et trinn forteller hva det prøver",
            "Gjøre ferdig noe før vi begynner på noe nytt",
            "Lage en kort oversikt over hva vi har bestemt",
            "Besøke hverandres timer en gang i halvåret",
            "Si høyt hva vi slutter med når vi begynner på noe",
            "En vikarperm som er lik på alle trinn",
        ),
    ),
}
#: What belongs to no theme yet: somebody still has to look at it.
UNCODED: tuple[tuple[str, ...], tuple[str, ...]] = (
    (
        "Uteområdet er mørkt om vinteren",
        "Det lukter fra garderoben ved gymsalen",
        "Skolebiblioteket er det roligste rommet vi har",
        "Vi mangler grupperom",
        "Sykkelstativet er fullt før åtte",
        "Skoleveien er mørk ved brua",
        "Det er kaldt i gymsalen",
        "Bussen kommer for tidlig på tirsdager",
        "Klokka i gangen går feil",
        "Det er fint at vi fikk snakke sammen i dag",
    ),
    (
        "Bedre lys i skolegården",
        "Et rolig rom for dem som trenger en pause",
        "Kantina kan åpne ti minutter før",
        "Elevrådet får et eget budsjett",
        "Flere benker ute",
        "Plante trær langs ballbingen",
        "Én felles kalender for hele skolen",
    ),
)
#: Said nearly alike in another group: what the machine finds, and a person joins with the first.
ALIKE: tuple[dict[str, str], dict[str, str]] = (
    {
        "De fleste konfliktene begynner i storefri": "Storefri er der de fleste konfliktene begynner",
        "Konfliktene begynner som regel i storefri": "Storefri er der de fleste konfliktene begynner",
        "Elevene lander fortere når noen hilser på dem ved døra": "De som blir hilst på ved døra, lander fortere",
        "Det er de samme som alltid blir valgt sist": "Det er alltid de samme som blir valgt sist",
        "Reglene for mobil er forskjellige på trinnene": "Reglene er ulike fra trinn til trinn",
        "Elever som tas ut av timen, mister venner": "Elever som blir tatt ut av timen, mister vennene sine",
        "Den stille eleven blir glemt": "Den stille eleven blir glemt av alle, også av meg",
        "Foreldrene som vi helst vil ha, kommer ikke": "De foreldrene vi helst vil ha med, kommer ikke på møtene",
    },
    {
        "Flere voksne ute i storefri, hver dag": "Flere voksne ute i storefri",
        "Vi må være flere voksne ute i storefri": "Flere voksne ute i storefri",
        "Faste aktiviteter for alle i storefri": "Faste aktiviteter i storefri som alle kan bli med på",
        "Like mobilregler på alle trinn": "De samme mobilreglene på alle trinn",
        "To voksne ved døra om morgenen": "To voksne ved døra hver dag",
        "Samme start på dagen i alle klassene": "Samme start på dagen i alle klasser",
        "Læreren setter gruppene": "Læreren setter alltid gruppene",
        "Åpent skolebibliotek i storefri": "Åpent bibliotek i storefri to dager i uka",
        "Læringspar i alle klasser, bytt hver tredje uke": "Læringspar som byttes hver tredje uke, i alle klasser",
        "Tolk på foreldremøtene": "Tolk på alle foreldremøter",
    },
)
#: What the plenary came to, as its minutes tell it.
PLENARY: tuple[tuple[str, ...], tuple[str, ...]] = (
    (
        "Alle gruppene nevner storefri, de fleste også starten på dagen.",
        "Det er mer ulikt fra trinn til trinn enn vi trodde.",
        "Elever som bytter skole, kommer seint inn i klassen.",
        "Flere grupper sier at vi ber om hjelp for seint.",
    ),
    (
        "Fire grupper foreslår læringspar som byttes.",
        "Foreldremøtet om søvn og skjerm kan også ta opp nettvett.",
        "Assistentene og SFO må være med når vi bestemmer noe.",
        "Styringsgruppa går gjennom alle forslagene, og alle får svar innen fem uker.",
    ),
)
OPENING = "Takk for en ettermiddag med mange gode ord. Vi har lest alt, to ganger."
COMING = "Foreldremøtet er over nyttår. Læringspar er hos teamene nå, og svaret kommer før jul."
#: The municipality's own conference: what those who lead schools and services said.
TOGETHER = "Barnet i midten"
TOGETHER_ABOUT = "Hvordan samarbeider skoler og tjenester om de barna som trenger oss alle?"
TOGETHER_SAID: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Å komme tidlig inn": (
        (
            "Tjenestene får vite det seint",
            "Skolene vet ikke hvem de skal ringe",
            "Når vi kjenner hverandre, ringer vi før det brenner",
            "Helsesykepleier er på skolen to dager, men rekker ikke møtene",
            "Vi bruker skjemaer på det som kunne vært en samtale",
            "PPT kommer først når henvisningen er skrevet",
            "Familiene må fortelle alt på nytt hvert sted",
            "Barnevernet blir oftest spurt når det alt er alvorlig",
            "Fire skoler gjør det på fire måter",
        ),
        (
            "Faste dager for PPT på hver skole",
            "Én telefonliste som stemmer",
            "Drøfting uten navn før henvisning, i alle ressursteam",
            "Barnevernet på ressursteamet en gang i måneden",
            "En felles side om hvem som gjør hva",
            "Helsesykepleiers dager legges etter møtene",
            "Felles kurs for dem som leder ressursteam",
        ),
    ),
    "Overganger": (
        (
            "Opplysninger blir borte fra barnehage til skole",
            "Ungdomsskolen begynner på nytt",
            "Når en familie flytter, stopper hjelpen opp",
            "Vi har rutiner, men de ligger i skuffen",
            "Skolene spør ikke hverandre",
        ),
        (
            "Felles overføringsmøte i mai",
            "Den som gir fra seg ansvaret, ringer den som får det",
            "Én rutine for hele kommunen",
            "En side foreldrene skriver selv",
        ),
    ),
    "Å lære av hverandre": (
        (
            "Skolene prøver det samme uten å vite om hverandre",
            "Rektorene snakker mest om drift",
            "Det som virker på en skole, blir der",
            "Vi måler mye og lærer lite av det",
            "Forumet er nyttig når vi har med noe eget",
        ),
        (
            "Ta med et tiltak til hvert møte i forumet",
            "Besøke hverandres ressursteam",
            "En dag i året der skolene viser fram det de prøver",
            "Felles liste over tiltak og hva som kom ut av dem",
        ),
    ),
}
