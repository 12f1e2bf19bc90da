"""Frequent words of school and office that nynorsk and bokmål write differently, nynorsk first.

Written for this program. Only words whose stems differ need to stand here; stems carry the inflections along.
"""

from __future__ import annotations

TEXT = """
skule skole, kva hva, korleis hvordan, kven hvem, kvar hver, kvifor hvorfor, kor hvor, kvarandre hverandre,
nokon noen, nokre noen, noko noe, ikkje ikke, eg jeg, dei de, dykk dere, dykkar deres, frå fra, meir mer, mykje mye,
berre bare, saman sammen, vere være, gjere gjøre, seie si, ein en, eit et, då da, sidan siden, sjølv selv,
annan annen, anna annet, same samme, difor derfor, fleire flere, betre bedre, førre forrige, verte bli, veke uke,
måndag mandag, tysdag tirsdag, laurdag lørdag, sundag søndag, haust høst, månad måned, dagleg daglig, årleg årlig,
månadleg månedlig, vekentleg ukentlig, tidleg tidlig, vaksen voksen, born barn, heim hjem, heime hjemme, stad sted,
leiar leder, leiarar ledere, leie lede, leiing ledelse, rettleiing veiledning, rettleiar veileder,
rettleie veilede, rettleiarar veiledere, lærar lærer, lærarar lærere, sjuk syk, sjukdom sykdom,
sjukepleiar sykepleier, helsesjukepleiar helsesykepleier, føresett foresatt, føresette foresatte, teneste tjeneste,
tenester tjenester, tenestene tjenestene, tilhøve forhold, framlegg forslag, tryggleik trygghet, åtferd atferd,
fråvær fravær, nærver nærvær, kjensle følelse, moglegheit mulighet, mogleg mulig, verkemiddel virkemiddel,
verksemd virksomhet, auke øke, aukande økende, ordførar ordfører, løyving bevilgning, byggje bygge, leik lek,
avgjerd beslutning, avgjerder beslutninger, utval utvalg, val valg, ansvarleg ansvarlig, særleg særlig,
særskild særskilt, einskild enkelt, medverknad medvirkning, verknad virkning, påverknad påvirkning, løyse løse,
løysing løsning, hending hendelse, krenking krenkelse, oppleving opplevelse, forståing forståelse,
haldning holdning, halde holde, deltaking deltakelse, tilpassa tilpasset, skriftleg skriftlig, munnleg muntlig,
fagleg faglig, rekning regning, rekne regne, samtalar samtaler, rapportar rapporter, arbeidar arbeider, høyring høring,
høyre høre, køyre kjøre, utanfor utenfor, innanfor innenfor, mellomtrinn mellomtrinn, ungdomssteg ungdomstrinn,
steg trinn, tilbakemelding tilbakemelding, utgreiing utredning, greie greie, tilråding tilrådning, tilsetje ansette,
tilsette ansatte, tilsett ansatt, vedtak vedtak, prøvetid prøvetid, gruppe gruppe, handsaming behandling,
handsame behandle, sakshandsamar saksbehandler, handsamar behandler, opplysning opplysning, gjennomgang gjennomgang,
innkomen innkommet, komande kommende, ynskje ønske, ønskje ønske, spørjing spørring, spørje spørre, lyt må,
nynorsk nynorsk, symje svømme, symjing svømming, friminutt friminutt, skuleveg skolevei, veg vei, vegar veier,
leiker leker, song sang, sogn sogn, kjøken kjøkken, oppvekst oppvekst, levekår levekår, målsetjing målsetting,
framdrift framdrift, framtid fremtid, fram frem, evaluering evaluering, kartlegging kartlegging, røynsle erfaring,
erfaringar erfaringer, dugleik ferdighet, ferdigheit ferdighet, ferdigheiter ferdigheter, einsemd ensomhet,
tverrfagleg tverrfaglig, førebygging forebygging, førebyggje forebygge, førebuing forberedelse, førebu forberede,
samanheng sammenheng, samansetjing sammensetning, samansett sammensatt, samandrag sammendrag
"""

PAIRS: tuple[tuple[str, str], ...] = tuple(
    (one, other) for pair in TEXT.split(",") for one, other in [pair.split()] if one != other
)
