"""What compounds of school and municipality are made of, in four languages, and what must be left alone.

Our own short list, written for this program: with it the first entries of an empty index are divided as well.
"""

_PARTS = """
øvelse øving øvning
skole skule skol elev lærer lærar møte møde klasse trinn time fag team gruppe plan budsjett budget budsjet referat
protokoll innkalling indkaldelse kallelse ressurs resurs ressource arbeid arbejd arbete miljø barn barne barnehage
hage vern ungdom foreldre forældre förälder föräldra bestyrelse foresatte råd rad utvalg utval udvalg leder leiar
rektor ledelse leiing ledning samarbeid samarbejde samarbete samtale samtal kommune kommun fylke helse sundhed søster
sykepleier sjukepleiar sjuksköterska tjeneste teneste tjänst tiltak indsats insats åtgärd oppfølging opfølgning
uppföljning opplæring utdanning utdannelse uddannelse utbildning undervisning læring lese lesing læse læsning skrive
skriving regne matematikk matematik norsk dansk svensk engelsk språk sprog veiledning rettleiing vejledning
handledning kurs dag uke veke vecka år måned månad kalender kalendar årshjul hjul termin prøve prov eksamen vurdering
bedømning bedømming karakter betyg utvikling utveckling udvikling prosjekt projekt konferanse konference konferens
dialog strategi forum spesial special pedagog pedagogikk pædagog pædagogik psykolog psykologi logoped rådgiver
rådgivar kompetanse kompetence kompetens ansatt ansatte personal personale møterom rom rum sal bygg bygning byggnad
gård trafikk trafik vei veg buss skyss idrett idræt idrott musikk musik kunst håndverk handverk mat kantine bibliotek
bok data maskin digital nett nettbrett mobil telefon lekse lektie læxa friminutt pause aktivitet aktivitets
medvirkning medverknad mobbe mobbing mobning atferd åtferd adfærd fravær fråvær frånvaro frav nærvær trygghet
tryggleik tryghed sikkerhet beredskap beredskabs krise brann brand evaluering undersøkelse undersøking undersøgelse
enkät rapport analyse tall tal resultat kvalitet mål virksomhet verksemd økonomi ekonomi regnskap rekneskap kostnad
midler midlar stilling turnus vikar vikariat arbeidsplan timeplan årsplan handlingsplan handling fremdrift framdrift
sak ærende ärende liste lista orden agenda dagsorden vedtak beslutning beslut søknad ansøgning ansøkan skjema skema
formular rutine rutin regel reglement lov forskrift rett rettighet behov støtte stöd hjelp hjælp hjälp assistent
kontakt person student norm inkludering integrering innvandrer flyktning minoritet mottak overgang start slutt
avslutning sommer sommar ferie høst haust vinter vår jul påske tilsyn kontroll internkontroll tilbud tilbod senter
center avdeling sektor fagteam verktøy metode metod system arkiv dokument dokumentasjon brev skriv melding
tilbakemelding varsel varsling nyhet informasjon information kommunikasjon tavle side bilde video film oppgave oppgåve
opgave uppgift prosess process endring forbedring forbedrings samfunn fritid fritids sfo kultur oppvekst uppväxt
levekår familie familj hjem heim hem bolig bustad nærmiljø bydel kommunal stat statlig forvaltning administrasjon
kontor sekretær stab enhet eining enhed enhets virkemiddel tema emne verdi grunnlag mappe logg lag kveld kvæll aften
morgen middag frokost frukt melk drikke tur leir besøk besøg vandring deltaker deltakar deltagare gjest bruker brukar
medlem representant tillitsvalgt verneombud ombud beste bäste stol bord lege tannlege tann hjelpemiddel middel syn
hørsel tale vansker vanskar svårighet problem eier eiar ejer ægare syke sjuke syk sjuk praksis plikt forslag framlegg
program konflikt løsning løysing megling mekling kompis fadder venn vän ven vennskap regnskaps lønn løn lön penge
penger leke lekeplass plass plads plats ute inne svømme svømming gym hall park bad grønt natur teknologi programmering
koding forsøk forskning forskar forsker nettverk netværk nätverk region regional styre styrelse nemnd nämnd
hovedutvalg formann politikk politiker politisk elevråd arbeidslag arbetslag hälso hälsa årgang klassemøte
forhåndsvarsel observasjon observation kartlegging kartlægning kartläggning test nasjonal ferdighet færdighed minne
bevegelse bevægelse
"""
# Beginnings and endings that are words as well: with them half the language would fall apart.
_NEVER_PARTS = """
inn ind inne ut ud uten utan opp op upp ned ner av af på til for før fram frem over øver under med mot mod mellom
etter efter ved vid gjennom igjennom igennem genom sam sams mis van gjen gen fore mer meir enn den det der dette het
hed heit leik skap dom ing ling else elser ering eringa ende ande lig leg bar løs laus vis tid ter ger han hun hon som
men sin sitt hva kan skal har var nye gang ganger viser del dele stå står går gå ser set sett ble bli alle alt annen
andre noen noe ikke ikkje nok også
"""
_NEVER_SPLIT = """
orientering formannskap formannskapet kontroll fylkesmann kommunestyre utvikling informasjon innkalling undervisning
veiledning oppfølging samarbeid ressurser kompetanse inkludering dokumentasjon organisasjon administrasjon planlegging
planlegge tilstede tilstedeværelse gjennomføring gjennomføre evaluering vurdering forventning forventninger betydning
beslutning behandling forhandling handlingsrom fordeling avdeling deltakelse deltaker forberedelse forbedring
beredskap vennskap fellesskap egenskap kunnskap vitenskap landskap regnskap mandag tirsdag onsdag torsdag fredag
lørdag søndag september november desember kalender spesielt spesiell personlig planet planer elevator elevene klassisk
klassiker fagott system talent testament terminal terminologi dagen dagens dagene daglig timian kurset kursiv planker
målrettet særskilt rektorer statistikk statistisk statlig mottaker arkivar ordentlig sakte normal normalt normert
formell formelt digitalisering kommunikasjon kommunal kommunale prosesser prosjekter tematisk temaer politisk
politikere resultater pedagogisk psykologisk logopeder praktisk praksis konkret konsekvens konsekvenser interesse
regelmessig rettferdig rettslig rettighet rettigheter kontakter kontakte assistenter sikkerhet trygghet virksomhet
enighet mulighet muligheter svårighet svårigheter verksamhet verksamheten säkerhet løsninger lærebok tallerken tallet
barndom ungdommer sommeren vinteren familier foreldrene minnes minner testing testen skriftlig regjering regnes
styring styringen styrer styrke styrket behovet hjelper kulturell
"""


def _words(text: str) -> frozenset[str]:
    """The words as `stems.folded` writes them."""
    return frozenset(text.replace("ä", "æ").replace("ö", "ø").split())


PARTS, NEVER_PARTS, NEVER_SPLIT = _words(_PARTS), _words(_NEVER_PARTS), _words(_NEVER_SPLIT)
