//! Words of the administration that occur as parts of compounds, written by hand for this project.
//!
//! Most parts are known from the portal's own texts; this list adds those that a small portal may never use alone.
//! All lists are kept as they are written in German and folded when they are read.

/// Words of four letters and more that may be parts of compounds.
pub const PARTS: &str = "
    Abbruch Abend Abfall Abgabe Abgas Abholung Abitur Abmeldung Abrechnung Abschluss Abstammung Abwasser Acker
    Adoption Adresse Akte Akten Alkohol Allergie Alt Altar Alter Alters Anfang Angebot Anlage Anmeldung Annahme
    Anschluss Anspruch Antrag Anwalt Anzeige Apotheke Arbeit Arbeitgeber Arbeitnehmer Arbeitslosen Archiv
    Artenschutz Arznei Arzneimittel Asyl Atom Attest Aufenthalt Aufgabe Aufgrabung Auflage Aufnahme Aufsicht Aufzug
    Auge Augen Ausbildung Ausfuhr Ausgleich Auskunft Ausland Ausländer Ausnahme Ausschank Ausstellung Ausweis Auszug
    Auto Autobahn Bagger Bahn Ball Band Bank Baum Bäume Baustelle Beamte Beamten Bebauung Beförderung Befreiung
    Beginn Beglaubigung Begleitung Behandlung Behinderung Behörde Beihilfe Bein Beistand Beitrag Beiträge Bekämpfung
    Belastung Beleg Beleuchtung Beratung Berechnung Berechtigung Bereich Berg Bergbau Bergwerk Bericht Beruf Berufs
    Bescheid Bescheinigung Beschwerde Besitz Bestand Bestätigung Bestattung Beteiligung Betreuung Betrieb Betriebs
    Betrug Bett Bewachung Bewerber Bewerbung Bewertung Bewilligung Bewohner Bezirk Bezug Bibliothek Biene Bienen
    Bier Bild Bildung Binnenschiff Bischof Blatt Blinden Blut Boden Boot Boots Brand Brandschutz Brauch Brennstoff
    Brief Brot Brücke Bruder Brunnen Buch Bücher Buchführung Bühne Bund Bundes Burg Bürger Bürgermeister Bürgschaft
    Butter Campingplatz Chemikalien Chor Dach Darlehen Daten Datenschutz Dauer Decke Demonstration Denkmal Deponie
    Dieb Dienst Diesel Diplom Dolmetscher Dorf Drogen Druck Dünger Ecke Ehegatte Ehepaar Ehre Ehren Ehrenamt Eier
    Eigentum Eigentümer Einbruch Einbürgerung Einfuhr Eingliederung Einkommen Einleitung Einreise Einrichtung
    Einsicht Eintrag Eintragung Einwanderung Einweisung Einwohner Einzug Elektro Eltern Emission Ende Energie Enkel
    Enteignung Entgelt Entlassung Entlastung Entschädigung Entsorgung Entwicklung Entwurf Erbe Erben Erbschaft Erde
    Erdgas Erdöl Erhebung Erholung Erklärung Erlass Erlaubnis Ermäßigung Ernährung Ersatz Erschließung Erstattung
    Erteilung Erwerb Erwerbs Erzeugung Erziehung Esel Export Fabrik Fach Fahrbahn Fähre Fahrer Fahrerlaubnis
    Fahrgast Fahrlehrer Fahrrad Fahrschule Fahrt Fahrzeug Fahrzeughalter Familie Familien Farbe Feier Feiertag Feld
    Fenster Ferien Fernseh Fernsehen Feststellung Fett Feuer Feuerung Feuerwehr Film Filter Finanz Finanzamt
    Finanzierung Fisch Fischer Fischerei Fläche Fleisch Flucht Flüchtling Flug Flughafen Flugzeug Flur Fluss Folge
    Förderung Form Formular Forschung Forst Fortbildung Foto Fracht Frau Frauen Freiheit Freistellung Freiwilligen
    Freizeit Fremden Frieden Friedhof Frist Frucht Frühling Führerschein Führung Fund Fundsache Futter Futtermittel
    Garage Garten Gast Gaststätte Gatte Gebäude Gebiet Gebühr Gebühren Geburt Geburts Gefahr Gefahrgut Gefahrstoff
    Geflügel Gehalt Geheimnis Gehweg Geist Geld Gelder Gemeinde Gemeinschaft Gemüse Genehmigung Gerät Geräte Gericht
    Gerichts Gesellschaft Gesetz Gesundheit Getränk Getränke Getreide Gewalt Gewässer Gewebe Gewerbe Gewicht Gift
    Glas Glaube Gleis Glocke Glück Glücksspiel Gott Grab Graben Grabmal Grenze Groß Grube Grund Grundbuch
    Grundschule Grundstück Gruppe Gutachten Gymnasium Hafen Haft Haftpflicht Haftung Halle Halter Haltung Hand
    Handel Handels Handwerk Handwerker Haupt Haus Häuser Haushalt Haushalts Haut Hebamme Hebel Hecke Heft Heil
    Heilberuf Heilpraktiker Heim Heirat Heizung Helfer Herbst Herkunft Herz Hilfe Hilfsmittel Hinterbliebenen Hoch
    Hochschule Hochwasser Hoheit Höhle Holz Honig Honorar Hort Hotel Hund Hunde Hut Hütte Hygiene Identifikation
    Identität Immission Immobilie Immobilien Impfstoff Impfung Import Industrie Infektion Information Ingenieur
    Inhaber Innovation Insel Insolvenz Integration Internat Internet Investition Jagd Jäger Jahr Jahres Jahrgang
    Jugend Jugendliche Jung Justiz Kabel Kaffee Kalk Kamin Kammer Kanal Kante Kapelle Kapital Karte Käse Kasse
    Kataster Katastrophe Katze Kauf Keller Kenntnis Kennzeichen Kennzeichnung Kern Kessel Kies Kinder Kindes Kino
    Kirche Kirchen Kirchgeld Kita Klage Klasse Kleid Klein Kleingarten Klima Klinik Kloster Knie Knochen Kohle
    Kommunal Kommune Kongress Kontakt Konto Kontrolle Konzept Konzert Konzession Kopf Kosten Kraft Kraftfahrzeug
    Kraftwerk Kran Krank Kranken Krankenhaus Krankheit Kredit Kreis Kreuz Krieg Küche Kultur Kunde Kunst Künstler
    Kurs Kurz Küste Labor Laden Lager Land Landes Landkreis Landschaft Landwirt Landwirtschaft Lang Lärm Lärmschutz
    Laser Last Lasten Leben Lebens Lebensmittel Leder Lehrer Lehrgang Leiche Leistung Leistungs Leitung Lenkung Lern
    Lesung Licht Liste Lizenz Lohn Lotterie Luft Luftfahrt Luftfahrzeug Mahnung Makler Mangel Mängel Markt Maschine
    Material Mauer Maut Maßnahme Medien Medizin Mehl Meister Melde Meldung Mensch Menschen Messe Messung Miete
    Mieter Milch Militär Minderung Mineral Minister Ministerium Minuten Mitarbeiter Mitglied Mittag Mitte Mittel
    Möbel Mobilität Monat Moor Morgen Motor Müll Munition Museum Musik Muster Mutter Mütter Nachbar Nachlass
    Nachname Nachricht Nacht Nachweis Name Namen Natur Naturschutz Nebel Netz Niederlassung Notar Nummer Nutzung
    Obdach Obdachlosen Objekt Obst Ofen Öffentlichkeit Öffnung Onkel Opfer Orden Ordnung Organ Organisation Orgel
    Paar Pacht Papier Park Parken Partei Partner Pass Patent Patient Patienten Person Personal Personen Pfand
    Pfändung Pfarr Pfeil Pferd Pferde Pflanze Pflanzen Pflege Pflegekind Pflicht Pille Plakette Plan Planung Platz
    Politik Polizei Post Praktikum Prämie Praxis Preis Presse Privat Probe Produkt Produktion Projekt Protokoll
    Prozess Prüfer Prüfung Prüfungs Pumpe Punkt Qualifikation Qualität Quelle Rabatt Radio Rand Rauch Raum Räumung
    Reaktor Rechnung Recht Rechts Rechtsanwalt Reederei Reform Regel Regen Region Register Reifen Rein Reinigung
    Reise Reisen Reiter Rente Renten Reparatur Reservierung Restaurant Rettung Rezept Richter Richtlinie Rind Rinder
    Roh Rohr Rohrleitung Rolle Röntgen Rück Rücken Rückkehr Rückstand Ruhe Ruhestand Rundfunk Saat Saatgut Sache
    Sachen Sachkunde Sachverständigen Sammlung Sand Sanierung Satz Satzung Säugling Schach Schacht Schaden Schäden
    Schaf Schall Schank Scheidung Schein Schenkung Schicht Schiedsrichter Schiff Schiffs Schild Schilder Schlacht
    Schloss Schlüssel Schmuck Schnee Schornstein Schornsteinfeger Schuh Schuld Schulden Schuldner Schule Schüler
    Schulung Schuss Schutz Schwanger Schwangerschaft Schwarz Schwein Schwer Schwerbehinderten Schwester Schwimmbad
    Seebad Seele Seelotse Segel Seite Seminar Senioren Sicherheit Sicherung Siedlung Single Sitte Sitz Sitzung Smog
    Sohn Solar Sommer Sonder Sonn Sonntag Sorge Sozial Speise Spenden Sperre Sperrmüll Sperrung Spiel Spiele Spieler
    Spielhalle Spielzeug Spitze Sport Sprach Sprache Sprengstoff Staat Staats Stadt Stahl Stall Stand Standes
    Standort Statistik Stein Stelle Stellen Stempel Sterbe Steuer Stief Stiftung Stipendium Stoff Stoffe Straf
    Strafe Strahlen Strahlenschutz Strand Strauch Straße Strecke Streit Strich Strom Stück Student Studenten Studien
    Studium Stufe Stuhl Stunde Stunden Stundung Subvention Sucht Tabak Tage Tages Talsperre Tanz Tarif Tätigkeit
    Tausch Taxe Taxi Technik Teich Teil Teilhabe Teilnahme Teilung Telefon Telekommunikation Test Text Textil
    Theater Tief Tier Tierarzt Tiere Tierheim Tierschutz Tierseuche Tisch Titel Tochter Torf Tourismus Träger
    Transport Trauung Treibstoff Trennung Treppe Treuhand Treuhänder Trinkwasser Trocken Tür Turm Überführung
    Übergang Übernahme Übersetzer Übersetzung Übertragung Überwachung Ufer Umlage Umsatz Umtausch Umwelt Umzug
    Unfall Unfälle Unterhalt Unterkunft Unterlage Unterlagen Unternehmen Unternehmens Unterricht Unterrichtung
    Untersagung Unterschrift Unterstützung Untersuchung Urheber Urkunde Urlaub Vater Väter Veranstaltung Verband
    Verbot Verbrauch Verbraucher Verein Verfahren Vergabe Vergleich Vergnügung Vergütung Verkauf Verkehr Verlag
    Verlängerung Verlust Vermessung Vermietung Vermittlung Vermögen Verordnung Verpackung Versammlung Versand
    Versicherten Versicherung Versorgung Verteidigung Vertrag Vertretung Verwaltung Verwendung Verwertung
    Verzeichnis Verzicht Vieh Visum Vogel Vögel Volk Volks Vollmacht Vollstreckung Vorbescheid Vormund Vorschuss
    Vorsorge Vorstand Vorteil Wachdienst Waffe Waffen Wagen Wahl Wahlen Wähler Wahrnehmung Waise Waisen Wald Wand
    Wappen Ware Waren Wärme Warnung Wasser Wechsel Weide Wein Weiterbildung Welle Werbung Werk Werkstatt Werkzeug
    Wert Wertpapier Wertstoff Wettbewerb Wetten Wetter Widerspruch Wiese Wild Wind Windkraft Winter Wirtschaft
    Wissen Wissenschaft Witwe Witwen Witwer Woche Wohn Wohnraum Wohnsitz Wohnung Wolle Wort Wurst Zahl Zahlung Zahn
    Zaun Zeichen Zeit Zeitschrift Zeitung Zelle Zelt Zentrale Zentrum Zerlegung Zertifikat Zeuge Zeugen Zeugnis
    Ziege Ziel Ziffer Zimmer Zins Zirkus Zivil Zoll Zone Zucht Zucker Zufahrt Zugang Zukunft Zulage Zulassung
    Zusammenarbeit Zusatz Zuschlag Zuschuss Zustand Zustellung Zustimmung Zuteilung Zuwendung Zwang Zweck Zweig
    Zweit
";

/// Words of three letters that are parts of compounds. Others of that length are not taken for parts:
/// they sit inside of too many words by chance.
pub const SHORT_PARTS: &str = "
    Abt Akt Alt Amt Art Arm Bad Bau Bio Bus Ehe Eid Eis Erb Fee Gas Gut Hof Hut Kfz Kur Lkw Maß Neu Not Öko Öl Ort Pkw Rad Rat Reh Roh See Tag Tal Tee Tod Tor Uhr Weg Weh Zoo Zug
";

/// Endings and prefixes of derivation, and words that are only ever glue: longer than three letters, but never parts.
pub const NEVER_PARTS: &str = "
    schaft schaften heit heiten keit keiten lich liche lichen ling isch ische ismus ität tum tums bar bare barkeit sam same haft hafte
    haftigkeit igkeit iere ieren ierung ation ationen ungen enden ende ener erin innen unter über gegen nieder wieder hinter zwischen
    voll fach mals male wärts weise zwei drei vier fünf sechs sieben acht neun zehn lose losen enge eben eine alle ander diese jede nahme eigen lang leer
";

/// Words that look like compounds and are none, or whose parts mislead.
pub const GUARD: &str = "
    Abenteuer Adresse Ankunft Anteil Augenblick Auskunft Beirat Diebstahl Dienstag Donnerstag Ereignis Ergebnis Fortschritt Freitag
    Gemeinde Gesellschaft Gewerbe Grundsatz Heimat Heirat Herkunft Hochzeit Hospital Interesse Kalender Kapital Kontor
    Landschaft Legion Material Minister Mittwoch Monat Montag Musterung Nachbar Nachteil Partner Partnerschaft Patenschaft
    Postulat Register Region Reporter Samstag Senat Sonntag Standard Transport Unterhaltung Unterkunft Unterricht Urteil
    Verhältnis Vernunft Verwaltung Verzeichnis Vorrat Vorteil Wirtschaft Wissenschaft Zeugnis Zukunft
";

/// What stands before verbs, folded, longer ones first.
pub const PREFIXES: &str = "
    zusammen zuruck ruck weiter wieder wider hinter unter vorbei heraus herein teil nach uber fest frei aus auf bei durch ein ent her hin mit
    miss ver vor weg weh zer ab an be er um zu
";

/// Strong and irregular verbs, folded: the stem of the verb, and the stems of its other forms and of the nouns made of them.
pub const STRONG: &str = "
    zieh:zug,zog geb:gab,gib nehm:nahm,nimm,nomm sprech:sprach,sprich,spruch,sproch tret:trat,tritt
    schreib:schrieb schliess:schloss,schluss gebor:geburt find:fand,fund sterb:starb,stirb,storb verli:verlust,verlor
    treff:traf,triff,troff helf:half,hilf,holf werb:warb,wirb,worb fahr:fuhr geh:ging,gang,gegang steh:stand,stund
    bring:bracht lauf:lief lad:lud halt:hielt schneid:schnitt flieg:flog,flug kenn:kannt weis:wies lass:liess
    brenn:brand,brannt heiss:hiess zwing:zwang sitz:sass trink:trank,trunk trag:trug wachs:wuchs schiess:schoss,schuss
    sing:sang spring:sprang steig:stieg betreib:betrieb biet:bot brech:brach,brich,bruch,broch stehl:stahl,stiehl,stohl
    greif:griff schreit:schritt leih:lieh streit:stritt giess:goss denk:dacht nenn:nannt send:sandt
    empfehl:empfahl,empfohl befehl:befohl wiss:wuss schieb:schub,schob reit:ritt
";

/// What one does with nearly everything that an administration offers: it tells less than the thing that it is done with.
pub const LIGHT: &str = "
    Antrag Anträge beantragen beantragt Anmeldung anmelden abmelden ummelden melden Formular Formulare Online Onlineantrag digital
    ausfüllen bestellen einreichen stellen erteilen Erteilung ausstellen Ausstellung verlängern Verlängerung ändern Änderung
    Genehmigung genehmigen Bescheinigung Bewilligung bewilligen Anzeige anzeigen Auskunft Information Informationen Unterlagen Kosten
    Gebühr Gebühren Termin neu neue neuen neuer neues Amt Behörde zuständig Frist suchen lassen einholen kaufen holen
    Übersicht Überblick Liste Portal Website Internetseite Seite
    Status Stand Sachstand Ansprechpartner Ansprechpartnerin Ansprechperson Kontakt Zuständigkeit Telefon Telefonnummer
    Plan Rechtslage Rechtsgrundlage Gesetz Gesetzesänderung aktuell aktueller aktuelle nächste nächster nächsten nächstes
";
