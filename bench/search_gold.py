"""Invented agendas and minutes in four languages, and what somebody would type to find them.

A topic has texts in nb, nn, da and sv that speak of the same matter. A query names the topic it is after,
and is answered well when a text of that topic in a language of the query's group stands among the first five.
"""

from __future__ import annotations

TEXTS = """
t1|nb|Referat ressursteam uke 36|Skolebudsjettet for neste år ble gjennomgått, og vi ber om flere timer til assistenter.
t1|nn|Referat ressursteam veke 36|Skulebudsjettet for året vart gått gjennom, og vi ber om fleire timar til assistentar.
t1|da|Referat af teammøde uge 36|Skolebudgettet for året blev gennemgået, og vi beder om flere timer til støttepersoner.
t1|sv|Protokoll elevhälsoteam vecka 36|Skolbudgeten för året gicks igenom, och vi ber om fler timmar för assistenter.
t2|nb|Møteinnkalling til trinnteam 5|Vi møtes torsdag for å planlegge overgangen til mellomtrinnet.
t2|nn|Møteinnkalling til trinnteam 5|Vi møtest torsdag for å planleggje overgangen til mellomsteget.
t2|da|Mødeindkaldelse til årgangsteam 5|Vi mødes torsdag for at planlægge overgangen til mellemtrinnet.
t2|sv|Möteskallelse till arbetslag 5|Vi träffas på torsdag för att planera övergången till mellanstadiet.
t3|nb|Skolemiljø og trivsel|Elevundersøkelsen viser at flere opplever uro i klasserommene på sjuende trinn.
t3|nn|Skulemiljø og trivsel|Elevundersøkinga syner at fleire opplever uro i klasseromma på sjuande steg.
t3|da|Trivsel i skolen|Trivselsmålingen viser at flere oplever uro i klasselokalerne i syvende klasse.
t3|sv|Skolmiljö och trivsel|Elevenkäten visar att fler upplever oro i klassrummen i årskurs sju.
t4|nb|Foreldremøte på høsten|Kontaktlærerne forbereder foreldremøtet sammen, og rektor åpner.
t4|nn|Foreldremøte om hausten|Kontaktlærarane førebur foreldremøtet saman, og rektor opnar.
t4|da|Forældremøde i efteråret|Klasselærerne forbereder forældremødet sammen, og skolelederen byder velkommen.
t4|sv|Föräldramöte på hösten|Mentorerna förbereder föräldramötet tillsammans, och rektorn hälsar välkommen.
t5|nb|Fraværsrutiner|Nye rutiner for oppfølging av bekymringsfullt skolefravær trer i kraft etter jul.
t5|nn|Fråværsrutinar|Nye rutinar for oppfølging av uroande skulefråvær tek til å gjelde etter jul.
t5|da|Retningslinjer for fravær|Nye retningslinjer for opfølgning på bekymrende skolefravær træder i kraft efter jul.
t5|sv|Rutiner för frånvaro|Nya rutiner för uppföljning av oroande skolfrånvaro börjar gälla efter jul.
t6|nb|Veiledning i klasseledelse|PPT-rådgiveren veileder teamet om tydelige overganger mellom aktiviteter.
t6|nn|Rettleiing i klasseleiing|PPT-rådgjevaren rettleier teamet om tydelege overgangar mellom aktivitetar.
t6|da|Vejledning i klasseledelse|Konsulenten fra PPR vejleder teamet om tydelige skift mellem aktiviteter.
t6|sv|Handledning i klassrumsledarskap|Specialpedagogen handleder arbetslaget om tydliga övergångar mellan aktiviteter.
t7|nb|Helsesykepleier i møtet|Skolehelsetjenesten tilbyr samtalegrupper for femte trinn.
t7|nn|Helsesjukepleiar i møtet|Skulehelsetenesta tilbyr samtalegrupper for femte steg.
t7|da|Sundhedsplejerske i mødet|Sundhedstjenesten tilbyder samtalegrupper for femte klasse.
t7|sv|Skolsköterska på mötet|Elevhälsan erbjuder samtalsgrupper för årskurs fem.
t8|nb|Dialogkonferanse i januar|Strategiforumet planlegger dialogkonferansen med gruppearbeid på tvers av skolene.
t8|nn|Dialogkonferanse i januar|Strategiforumet planlegg dialogkonferansen med gruppearbeid på tvers av skulane.
t8|da|Lærende møde i januar|Styregruppen planlægger det lærende møde med gruppearbejde på tværs af skolerne.
t8|sv|Dialogseminarium i januari|Styrgruppen planerar dialogseminariet med grupparbete mellan skolorna.
t9|nb|Leseopplæring på første trinn|Leseveilederen foreslår stasjonsundervisning to ganger i uka.
t9|nn|Leseopplæring på fyrste steg|Leserettleiaren føreslår stasjonsundervisning to gonger i veka.
t9|da|Læseundervisning i første klasse|Læsevejlederen foreslår værkstedsundervisning to gange om ugen.
t9|sv|Läsundervisning i årskurs ett|Läshandledaren föreslår stationsundervisning två gånger i veckan.
t10|nb|Uteområdet|Lekeplassen trenger nytt dekke, og sykkelparkeringen flyttes bort fra skolegården.
t10|nn|Uteområdet|Leikeplassen treng nytt dekke, og sykkelparkeringa vert flytta bort frå skulegarden.
t10|da|Udearealet|Legepladsen har brug for ny belægning, og cykelparkeringen flyttes væk fra skolegården.
t10|sv|Utemiljön|Lekplatsen behöver nytt underlag, och cykelparkeringen flyttas bort från skolgården.
t11|nb|Samarbeid med barnevernet|Barnevernstjenesten deltar fast i ressursteamet annenhver måned.
t11|nn|Samarbeid med barnevernet|Barnevernstenesta deltek fast i ressursteamet annankvar månad.
t11|da|Samarbejde med socialforvaltningen|Familierådgivningen deltager fast i ressourceteamet hver anden måned.
t11|sv|Samverkan med socialtjänsten|Socialtjänsten deltar fast i elevhälsoteamet varannan månad.
t12|nb|Årsplan og skolerute|Planleggingsdagene legges til uke 32 og 46 etter høring i samarbeidsutvalget.
t12|nn|Årsplan og skulerute|Planleggingsdagane vert lagde til veke 32 og 46 etter høyring i samarbeidsutvalet.
t12|da|Årsplan og ferieplan|De pædagogiske dage lægges i uge 32 og 46 efter høring i skolebestyrelsen.
t12|sv|Läsårsplan och lovdagar|Studiedagarna läggs i vecka 32 och 46 efter samråd i skolrådet.
t13|nb|Mobbeplan|Handlingsplanen mot mobbing gjøres kjent for alle ansatte og foreldre.
t13|nn|Mobbeplan|Handlingsplanen mot mobbing vert gjord kjend for alle tilsette og foreldre.
t13|da|Antimobbestrategi|Handlingsplanen mod mobning gøres kendt for alle ansatte og forældre.
t13|sv|Plan mot kränkande behandling|Handlingsplanen mot mobbning görs känd för all personal och alla föräldrar.
t14|nb|Digitale verktøy|Nettbrettene oppgraderes i vinterferien, og mobilfri skole evalueres.
t14|nn|Digitale verktøy|Nettbretta vert oppgraderte i vinterferien, og mobilfri skule vert evaluert.
t14|da|Digitale redskaber|Tabletterne opgraderes i vinterferien, og mobilfri skole evalueres.
t14|sv|Digitala verktyg|Surfplattorna uppgraderas under sportlovet, och mobilfri skola utvärderas.
t15|nb|Svømmeopplæring|Svømmehallen er stengt, så opplæringen flyttes til mai.
t15|nn|Symjeopplæring|Symjehallen er stengd, så opplæringa vert flytta til mai.
t15|da|Svømmeundervisning|Svømmehallen er lukket, så undervisningen flyttes til maj.
t15|sv|Simundervisning|Simhallen är stängd, så undervisningen flyttas till maj.
t16|nb|Vurderingspraksis|Lærerne prøver underveisvurdering uten karakterer på ungdomstrinnet.
t16|nn|Vurderingspraksis|Lærarane prøver undervegsvurdering utan karakterar på ungdomssteget.
t16|da|Bedømmelse|Lærerne afprøver løbende evaluering uden karakterer i udskolingen.
t16|sv|Bedömning|Lärarna prövar formativ bedömning utan betyg på högstadiet.
t17|nb|Spesialundervisning|Timer til spesialundervisning fordeles på nytt, og spesialpedagogen følger opp.
t17|nn|Spesialundervisning|Timar til spesialundervisning vert fordelte på nytt, og spesialpedagogen følgjer opp.
t17|da|Specialundervisning|Timer til specialundervisning fordeles på ny, og specialpædagogen følger op.
t17|sv|Särskilt stöd|Timmar för särskilt stöd fördelas på nytt, och specialpedagogen följer upp.
t18|nb|Trafikksikkerhet|Hjertesone rundt skolen og ny skolevei drøftes med vegvesenet.
t18|nn|Trafikktryggleik|Hjartesone rundt skulen og ny skuleveg vert drøfta med vegvesenet.
t18|da|Trafiksikkerhed|Hjertezone omkring skolen og ny skolevej drøftes med politiet.
t18|sv|Trafiksäkerhet|Hjärtzon runt skolan och ny skolväg diskuteras med gatukontoret.
t19|nb|Elevrådet|Elevrådsmøtet ønsker lengre friminutt og et eget aktivitetsrom.
t19|nn|Elevrådet|Elevrådsmøtet ynskjer lengre friminutt og eit eige aktivitetsrom.
t19|da|Elevrådet|Elevrådsmødet ønsker længere frikvarterer og et eget aktivitetsrum.
t19|sv|Elevrådet|Elevrådsmötet önskar längre raster och ett eget aktivitetsrum.
t20|nb|Skolemat|Frokostordningen prøves ut i åtte uker med midler fra fylket.
t20|nn|Skulemat|Frukostordninga vert prøvd ut i åtte veker med midlar frå fylket.
t20|da|Skolemad|Morgenmadsordningen afprøves i otte uger med midler fra puljen.
t20|sv|Skolfrukost|Frukostförsöket pågår i åtta veckor med medel från länet.
t21|nb|Sykefravær blant ansatte|Arbeidsmiljøutvalget foreslår tiltak, og verneombudet følger opp.
t21|nn|Sjukefråvær blant tilsette|Arbeidsmiljøutvalet føreslår tiltak, og verneombodet følgjer opp.
t21|da|Sygefravær blandt ansatte|Arbejdsmiljøudvalget foreslår indsatser, og tillidsrepræsentanten følger op.
t21|sv|Sjukfrånvaro bland personal|Skyddskommittén föreslår åtgärder, och skyddsombudet följer upp.
t22|nb|Kompetanseutvikling|Etterutdanning i matematikk tilbys fire lærere med vikarmidler.
t22|nn|Kompetanseutvikling|Etterutdanning i matematikk vert tilbode fire lærarar med vikarmidlar.
t22|da|Kompetenceudvikling|Efteruddannelse i matematik tilbydes fire lærere med vikarmidler.
t22|sv|Kompetensutveckling|Fortbildning i matematik erbjuds fyra lärare med vikariemedel.
t23|nb|Beredskapsøvelse|Brannøvelsen gikk raskt, men samlingsplassen var utydelig merket.
t23|nn|Beredskapsøving|Brannøvinga gjekk raskt, men samlingsplassen var utydeleg merkt.
t23|da|Beredskabsøvelse|Brandøvelsen gik hurtigt, men samlingspladsen var utydeligt afmærket.
t23|sv|Krisövning|Brandövningen gick snabbt, men uppsamlingsplatsen var otydligt märkt.
t24|nb|Leksehjelp|Frivillige fra biblioteket driver leksehjelpen på tirsdager.
t24|nn|Leksehjelp|Frivillige frå biblioteket driv leksehjelpa på tysdagar.
t24|da|Lektiehjælp|Frivillige fra biblioteket driver lektiehjælpen om tirsdagen.
t24|sv|Läxhjälp|Frivilliga från biblioteket driver läxhjälpen på tisdagar.
t25|nb|Skolebytte og mottak|Nyankomne elever får fadder og innføringsklasse de første ukene.
t25|nn|Skulebyte og mottak|Nykomne elevar får fadder og innføringsklasse dei fyrste vekene.
t25|da|Skoleskift og modtagelse|Nyankomne elever får en makker og modtageklasse de første uger.
t25|sv|Skolbyte och mottagande|Nyanlända elever får en fadder och förberedelseklass de första veckorna.
t26|nb|Medvirkning|Elevene skal få si sin mening om timeplanen før den fastsettes.
t26|nn|Medverknad|Elevane skal få seie si meining om timeplanen før han vert fastsett.
t26|da|Elevinddragelse|Eleverne skal kunne sige deres mening om skemaet, før det fastlægges.
t26|sv|Elevinflytande|Eleverna ska få säga sin mening om schemat innan det fastställs.
t27|nb|Tilsynsrapport|Tilsynet fant mangler i internkontrollen, og rapporten følges opp av skoleeier.
t27|nn|Tilsynsrapport|Tilsynet fann manglar i internkontrollen, og rapporten vert følgd opp av skuleeigar.
t27|da|Tilsynsrapport|Tilsynet fandt mangler i egenkontrollen, og rapporten følges op af forvaltningen.
t27|sv|Tillsynsrapport|Tillsynen fann brister i egenkontrollen, och rapporten följs upp av huvudmannen.
t28|nb|Skolefritidsordningen|SFO utvider åpningstiden, og personalet deltar i trinnmøtene.
t28|nn|Skulefritidsordninga|SFO utvidar opningstida, og personalet deltek i stegmøta.
t28|da|Skolefritidsordningen|SFO udvider åbningstiden, og personalet deltager i teammøderne.
t28|sv|Fritidshemmet|Fritids utökar öppettiden, och personalen deltar i arbetslagets möten.
t29|nb|Musikk og kulturskole|Kulturskolen låner musikkrommet, og skolekoret øver til sommeravslutningen.
t29|nn|Musikk og kulturskule|Kulturskulen låner musikkrommet, og skulekoret øver til sommaravslutninga.
t29|da|Musik og kulturskole|Musikskolen låner musiklokalet, og skolekoret øver til sommerafslutningen.
t29|sv|Musik och kulturskola|Kulturskolan lånar musiksalen, och skolkören övar till skolavslutningen.
t30|nb|Lærebøker|Innkjøp av lærebøker i norsk og samfunnsfag prioriteres før skolestart.
t30|nn|Lærebøker|Innkjøp av lærebøker i norsk og samfunnsfag vert prioritert før skulestart.
t30|da|Lærebøger|Indkøb af lærebøger i dansk og samfundsfag prioriteres før skolestart.
t30|sv|Läroböcker|Inköp av läroböcker i svenska och samhällskunskap prioriteras före skolstart.
t31|nb|Overgang til ungdomsskolen|Overgangssamtaler holdes i mai med kontaktlærere fra begge skolene.
t31|nn|Overgang til ungdomsskulen|Overgangssamtalar vert haldne i mai med kontaktlærarar frå begge skulane.
t31|da|Overgang til udskolingen|Overgangssamtaler holdes i maj med klasselærere fra begge skoler.
t31|sv|Övergång till högstadiet|Övergångssamtal hålls i maj med mentorer från båda skolorna.
t32|nb|Skolebibliotek|Bibliotekaren ønsker lesestund og flere bøker på morsmålet.
t32|nn|Skulebibliotek|Bibliotekaren ynskjer lesestund og fleire bøker på morsmålet.
t32|da|Skolebibliotek|Bibliotekaren ønsker læsestund og flere bøger på modersmålet.
t32|sv|Skolbibliotek|Bibliotekarien önskar lässtund och fler böcker på modersmålet.
t33|nb|Skyss|Skoleskyssen er forsinket, og busselskapet kalles inn til møte.
t33|nn|Skyss|Skuleskyssen er forseinka, og busselskapet vert kalla inn til møte.
t33|da|Skolebus|Skolebussen er forsinket, og busselskabet indkaldes til møde.
t33|sv|Skolskjuts|Skolskjutsen är försenad, och bussbolaget kallas till möte.
t34|nb|Kartlegging|Kartleggingsprøvene viser svak begrepsforståelse på tredje trinn.
t34|nn|Kartlegging|Kartleggingsprøvene syner svak omgrepsforståing på tredje steg.
t34|da|Kortlægning|De nationale test viser svag begrebsforståelse i tredje klasse.
t34|sv|Kartläggning|Kartläggningsproven visar svag begreppsförståelse i årskurs tre.
t35|nb|Strategiforum|Ansvarlige for tiltaksplanen rapporterer om virkningen hvert halvår.
t35|nn|Strategiforum|Ansvarlege for tiltaksplanen rapporterer om verknaden kvart halvår.
t35|da|Strategiforum|Ansvarlige for handleplanen rapporterer om virkningen hvert halvår.
t35|sv|Strategiforum|Ansvariga för åtgärdsplanen rapporterar om effekten varje halvår.
t36|nb|Inneklima|Ventilasjonsanlegget i gymsalen skiftes, og kommunen dekker kostnadene.
t36|nn|Inneklima|Ventilasjonsanlegget i gymsalen vert skift, og kommunen dekkjer kostnadene.
t36|da|Indeklima|Ventilationsanlægget i gymnastiksalen skiftes, og kommunen dækker udgifterne.
t36|sv|Inomhusklimat|Ventilationen i gymnastiksalen byts ut, och kommunen står för kostnaden.
"""

# language of the reader | what is typed | the topic | the languages a text may be in
QUERIES = """
nb|budsjett|t1|nb nn
nb|budsjettet skole|t1|nb nn
nb|innkalling til møte|t2|nb nn
nb|undersøkelse uro|t3|nb nn
nb|foreldre kontaktlærer|t4|nb nn
nb|fravær rutine|t5|nb nn
nb|rådgiver veileder|t6|nb nn
nb|helsetjeneste|t7|nb nn
nb|konferanse|t8|nb nn
nb|lesing veileder|t9|nb nn
nb|parkering|t10|nb nn
nb|tjenesten barnevern|t11|nb nn
nb|plan mot mobbing|t13|nb nn
nb|hall svømming|t15|nb nn
nb|pedagog timer|t17|nb nn
nb|sikkerhet trafikk|t18|nb nn
nb|"nye rutiner"|t5|nb nn
nb|øvelse brann|t23|nb nn
nb|hjelp lekser|t24|nb nn
nb|rapport tilsyn|t27|nb nn
nn|budsjett skule|t1|nn nb
nn|rettleiar lesing|t9|nn nb
nn|leiing av klasse|t6|nn nb
nn|fråvær tilsette|t21|nn nb
nn|veg skule tryggleik|t18|nn nb
nn|medverknad timeplan|t26|nn nb
nn|korleis sjukepleiar|t7|nn nb
nn|høyring|t12|nn nb
nn|symjing hall|t15|nn nb
nn|råd elev friminutt|t19|nn nb
nn|skuleeigar tilsyn|t27|nn nb
nn|opplæring lesing|t9|nn nb
da|budget|t1|da
da|møde forældre|t4|da
da|indkaldelse|t2|da
da|plan mod mobning|t13|da
da|parkering cykel|t10|da
da|vejleder læsning|t9|da
da|undervisning special|t17|da
da|øvelse brand|t23|da
da|hjælp lektier|t24|da
da|udvalg arbejdsmiljø|t21|da
sv|budget|t1|sv
sv|föräldrar möte|t4|sv
sv|plan mobbning|t13|sv
sv|parkering|t10|sv
sv|rapport tillsyn|t27|sv
sv|frånvaro rutin|t5|sv
sv|hjälp läxor|t24|sv
sv|säkerhet trafik|t18|sv
sv|bibliotek|t32|sv
sv|samtal övergång|t31|sv
"""
