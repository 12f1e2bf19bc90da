"""Invented sentences from minutes. What should be noticed stands in ⟦brackets⟧; everything else should not be.

Whoever stands in ROSTER works at the schools. No number belongs to anybody: they are made for tests (the Norwegian one
has 80 added to its month).
"""

ROSTER = ("Ingrid Berge", "Tor Lien", "Marte Solli", "Anders Holm", "Maria Lindqvist", "Mette Krogh")

SENTENCES = """
nb|Ressursteamet drøftet ⟦Kari⟧ i 6A og ble enige om å vente.
nb|⟦Karis⟧ foreldre ønsker et møte før jul.
nb|Eleven ⟦Dag⟧ trenger mer struktur i overgangene.
nb|Ingrid Berge følger opp tiltaket på sjette trinn.
nb|Ingrid sender innkallingen i morgen.
nb|Dag for dag ser vi at uroen avtar.
nb|Det blir to møter per dag, og også Even-bekken er stengt.
nb|Sol og regn hindrer ikke uteskolen.
nb|Stein, saks, papir ble brukt som lek i pausen.
nb|Vi skal i gang selv om det er vår.
nb|⟦Even Hansen⟧ har fått ny plass i klasserommet.
nb|Moren til ⟦Jonas⟧ ringte helsesykepleier.
nb|Rektor Kari Lund fra naboskolen deler sine erfaringer.
nb|Møtet holdes i Karl Johans gate 12.
nb|Tor tar med seg saken til trinnteamet.
nb|Fødselsnummer ⟦01810100016⟧ ble lest opp.
nb|Ring mor på ⟦912 34 567⟧ før fredag.
nb|Det gjelder en gutt på 4. trinn (⟦Oliver⟧) som ofte er borte.
nb|Trinnteam 5 foreslår stasjonsundervisning i matematikk.
nb|PPT ved Anders Holm observerer i uke 42.
nb|Vi bruker 1 200 000 kroner i budsjettet for 2026.
nb|Skoleruten for 2025-2026 vedtas 17. mai.
nb|Referent: Marte Solli. Neste møte 14.01.2027 kl. 08.30.
nb|⟦Emma⟧ og ⟦Nora Olsen⟧ går sammen i pausene.
nb|Gutten ⟦Amrit⟧ har nettopp flyttet hit.
nb|Lesing i 6A går fremover, og matematikk i 6B står stille.
nb|Vi leser boken Sofies verden på ungdomstrinnet.
nb|Liv og røre i korridoren skaper uro.
nb|Forslaget fra St. Olav skole er tatt med.
nn|Elevrådet ved Fjellheim skule ynskjer meir leik.
nn|Læraren melder at ⟦Solveig⟧ har høgt fråvær.
nn|Guten ⟦Stein⟧ får støtte i lesing.
nn|Foreldra til ⟦Åshild⟧ kjem på måndag.
nn|Marte Solli skriv referatet.
nn|Mai vert travel, og april òg.
nn|Det er dei vaksne som har ansvaret.
nn|⟦Bjørn⟧ på 3. steg treng ein fast vaksen.
nn|Bjørn er eit stort dyr i naturfag.
nn|Teneste og skule møtest kvar veke.
nn|Leiaren Olav Vik svarer for tiltaket.
nn|⟦Knut Aamodt⟧ sin kontaktperson er ikkje avklart.
da|⟦Freja⟧ fra 2.b har svært ved frikvartererne.
da|Eleven ⟦Mikkel Jensen⟧ skal have en ny plan.
da|Mette Krogh indkalder til næste møde.
da|Cpr-nummeret ⟦010101-1234⟧ må ikke stå her.
da|Ring til far på ⟦20 12 34 56⟧.
da|⟦Kim⟧ taler vi ikke om i dag, sagde ingen.
da|Teamet aftalte fælles regler for pauserne.
da|⟦Frejas⟧ mor vil gerne med til mødet.
da|Læreren Søren Dahl fra Nørre Skole deltager.
da|Dialogmødet afholdes den 12. marts i Odense Kommune.
sv|⟦Elsa⟧ i 4C behöver stöd i svenska.
sv|Flickan ⟦Lo⟧ kommer ofta sent på måndagar.
sv|Föräldrarna till ⟦Oskar⟧ har tackat ja.
sv|Maria Lindqvist tar upp frågan i arbetslaget.
sv|Personnummer ⟦811218-9876⟧ skrevs på tavlan.
sv|Nå mamma på ⟦070-123 45 67⟧.
sv|Elevhälsoteamet träffas varje tisdag klockan nio.
sv|Kuratorn Lena Ek presenterar enkäten.
sv|Love och glädje var temat för veckan.
sv|⟦Björn Andersson⟧ har många frånvarodagar.
sv|Under hösten prövar årskurs 6 längre lektioner.
sv|Björk och tall växer på skolgården.
"""

# Written after the rules were, and never used to change them: what the figures are worth in a text nobody has seen.
UNSEEN = """
nb|Vi ser at ⟦Sander⟧ strever med å komme i gang om morgenen.
nb|⟦Mohammed⟧ i 7B har fått tilrettelagt prøve.
nb|Anders Holm veileder teamet om observasjon.
nb|Storm og uvær gjorde at turen ble utsatt.
nb|Det er enighet om at Mai er en god måned for dialogkonferansen.
nb|⟦Thea Marie⟧ får ny sitteplass fra mandag.
nb|Lærerne fra Nordby skole besøker oss i uke 6.
nb|Faren til ⟦Elias⟧ vil bli kontaktet av skolen.
nb|Hege Nilsen fra PPT holder kurset.
nb|Vedtatt: Vi prøver to voksne i storefri på 5. trinn i fire uker.
nb|Jente på 8. trinn, ⟦Ylva⟧, vil ikke gå i svømming.
nb|Kontakt ⟦+47 901 23 456⟧ ved spørsmål.
nb|Læringsmiljøet er bedre, og Rune Dahl Hansen takket for innsatsen som kommunalsjef.
nb|Kroppsøving for 9A flyttes til Storhallen.
nb|⟦Zofia⟧ er ny elev og trenger særskilt norsk.
nb|Fokus: Gro-prosjektet starter opp etter påske.
nb|Møtet ble hevet kl. 15.45. Ingrid lukker døra.
nb|Saken om ⟦Sivert⟧ sendes PPT med samtykke.
nn|⟦Ingeborg⟧ og klassen hennar øver på samarbeid.
nn|Saka gjeld ein gut i 4. klasse, ⟦Vetle⟧.
nn|Rettleiar Berit Moe deltek på neste møte.
nn|Liv Signe Haugen er med frå Statped.
nn|Vi må vere tydelege når det ringer inn.
nn|⟦Torgeirs⟧ far har bedt om møte.
nn|I veke 12 er det studieveke for 10. steg.
da|⟦Villads⟧ har brug for en makker i matematik.
da|Skoleleder Hanne Friis byder velkommen.
da|Drengen ⟦Noah⟧ er startet i 3.a.
da|Vi evaluerer indsatsen i maj.
da|⟦Sofie Holm⟧ fra 5.c skal have støtte.
da|Line op foran klassen hver morgen.
da|Forældrene til ⟦August⟧ er inviteret.
sv|⟦Wilma⟧ har svårt att komma till skolan.
sv|Rektor Eva Ström informerade om budgeten.
sv|Pojken ⟦Liam⟧ behöver en lugn plats.
sv|Arbetslaget träffas i Björksalen.
sv|Mamman till ⟦Alva⟧ ringer på fredag.
sv|Sten, sax och påse används som uppvärmning.
sv|Vi följer upp ⟦Hugos⟧ frånvaro nästa vecka.
sv|Specialpedagog Karin Berg handleder teamet.
"""
