//! Words of the administration that occur as parts of compounds, written by hand for this project.
//!
//! Most parts are known from the portal's own texts; this list adds those that a small portal may never use alone.
//! All lists are kept as they are written in German and folded when they are read.

/// Words of four letters and more that may be parts of compounds.
pub const PARTS: &str = "
    Abbruch Abfall Abgabe Abgas Abholung Abitur Abmeldung Abrechnung Abschluss Abstammung Abwasser Acker Adoption
    Adresse Akte Akten Alkohol Alter Alters Angebot Anlage Anmeldung Annahme Anschluss Anspruch Antrag Anwalt
    Anzeige Apotheke Arbeit Arbeitgeber Arbeitnehmer Arbeitslosen Archiv Artenschutz Arznei Arzneimittel Asyl Attest
    Aufenthalt Aufgabe Aufgrabung Auflage Aufnahme Aufsicht Aufzug Ausbildung Ausfuhr Ausgleich Auskunft Ausland
    Ausländer Ausnahme Ausschank Ausstellung Ausweis Auszug Auto Autobahn Bahn Bank Baustelle Beamte Beamten
    Bebauung Beförderung Befreiung Beginn Begleitung Beglaubigung Behandlung Behinderung Behörde Beihilfe Beistand
    Beitrag Beiträge Bekämpfung Belastung Beleg Beleuchtung Beratung Berechnung Berechtigung Bereich Bericht Beruf
    Berufs Bescheid Bescheinigung Beschwerde Besitz Bestand Bestattung Bestätigung Beteiligung Betreuung Betrieb
    Betriebs Betrug Bewachung Bewerber Bewerbung Bewertung Bewilligung Bewohner Bezirk Bezug Biene Bienen Bild
    Bildung Binnenschiff Blatt Blinden Boden Boot Boots Brand Brandschutz Brief Brücke Brunnen Buch Buchführung
    Bühne Bund Bundes Bürger Bürgermeister Bürgschaft Campingplatz Chemikalien Darlehen Daten Datenschutz Dauer
    Demonstration Denkmal Deponie Dieb Dienst Diesel Diplom Dolmetscher Dorf Drogen Dünger Ehre Ehren Ehrenamt
    Eigentum Eigentümer Einbruch Einbürgerung Einfuhr Eingliederung Einkommen Einleitung Einreise Einrichtung
    Einsicht Eintrag Eintragung Einwanderung Einweisung Einwohner Einzug Elektro Eltern Emission Energie Enteignung
    Entgelt Entlastung Entlassung Entschädigung Entsorgung Entwicklung Entwurf Erbe Erben Erbschaft Erde Erhebung
    Erholung Erklärung Erlass Erlaubnis Ermäßigung Ernährung Ersatz Erschließung Erstattung Erteilung Erwerb Erwerbs
    Erzeugung Erziehung Export Fach Fähre Fahrbahn Fahrer Fahrerlaubnis Fahrgast Fahrlehrer Fahrrad Fahrschule Fahrt
    Fahrzeug Fahrzeughalter Familie Familien Farbe Feier Feiertag Feld Ferien Fernseh Fernsehen Feststellung Feuer
    Feuerwehr Film Finanz Finanzamt Finanzierung Fisch Fischer Fischerei Fläche Fleisch Flucht Flüchtling Flug
    Flugzeug Flughafen Flur Fluss Folge Förderung Form Formular Forschung Forst Fortbildung Foto Fracht Frau Frauen
    Freiheit Freistellung Freiwilligen Freizeit Fremden Frieden Friedhof Frist Frucht Führerschein Führung Fund
    Fundsache Futter Futtermittel Garten Gast Gaststätte Gebäude Gebiet Gebühr Gebühren Geburt Geburts Gefahr
    Gefahrgut Gefahrstoff Gehalt Geheimnis Gehweg Geld Gelder Gemeinde Gemeinschaft Genehmigung Gerät Geräte Gericht
    Gerichts Gesellschaft Gesetz Gesundheit Getränk Getränke Getreide Gewalt Gewässer Gewerbe Gewicht Gift Glas
    Gleis Glück Glücksspiel Grab Graben Grenze Grund Grundbuch Grundschule Grundstück Gruppe Gutachten Gymnasium
    Hafen Haft Haftpflicht Haftung Halle Halter Haltung Handel Handels Handwerk Handwerker Haupt Haus Häuser
    Haushalt Haushalts Hebamme Heil Heilberuf Heilpraktiker Heim Heirat Heizung Helfer Herkunft Hilfe Hilfsmittel
    Hinterbliebenen Hochschule Hochwasser Hoheit Holz Honorar Hort Hotel Hund Hunde Hygiene Identifikation Identität
    Immobilie Immobilien Immission Import Impfung Impfstoff Industrie Infektion Information Ingenieur Inhaber
    Innovation Insolvenz Integration Internat Internet Investition Jagd Jäger Jahr Jahres Jugend Jugendliche Justiz
    Kabel Kaffee Kamin Kammer Kanal Kapital Karte Kasse Kataster Katastrophe Kauf Kenntnis Kennzeichen Kennzeichnung
    Kinder Kindes Kirche Kirchen Kita Klage Klasse Kleingarten Klima Klinik Knochen Kommune Kommunal Kongress
    Kontrolle Konto Kontakt Konzept Konzession Kosten Kraft Kraftfahrzeug Krank Kranken Krankenhaus Krankheit Kredit
    Kreis Krieg Kultur Kunde Kunst Künstler Kurs Küste Labor Laden Lager Land Landes Landkreis Landschaft Landwirt
    Landwirtschaft Lärm Lärmschutz Last Lasten Leben Lebens Lebensmittel Lehrer Lehrgang Leiche Leistung Leistungs
    Leitung Lenkung Lern Licht Liste Lizenz Lohn Lotterie Luft Luftfahrt Luftfahrzeug Mahnung Makler Mangel Mängel
    Markt Maschine Maßnahme Material Maut Medien Medizin Meister Meldung Melde Mensch Menschen Messe Messung Miete
    Mieter Milch Militär Minderung Mineral Minister Ministerium Mitarbeiter Mitglied Mittag Mittel Mobilität Moor
    Motor Müll Munition Museum Musik Muster Mutter Mütter Nachbar Nachlass Nachname Nachricht Nachweis Name Namen
    Natur Naturschutz Nebel Netz Niederlassung Notar Nummer Nutzung Obdach Obdachlosen Objekt Öffentlichkeit Öffnung
    Opfer Orden Ordnung Organ Organisation Pacht Papier Park Parken Partei Partner Pass Patent Patient Patienten
    Person Personal Personen Pfand Pfändung Pfeil Pferd Pferde Pflanze Pflanzen Pflege Pflegekind Pflicht Plakette
    Plan Planung Platz Politik Polizei Post Praktikum Prämie Praxis Preis Presse Privat Probe Produkt Produktion
    Projekt Protokoll Prozess Prüfer Prüfung Prüfungs Qualifikation Qualität Quelle Rabatt Radio Rauch Raum Räumung
    Rechnung Recht Rechts Rechtsanwalt Reederei Reform Regel Regen Region Register Reifen Reinigung Reise Reisen
    Reiter Rente Renten Reparatur Reservierung Restaurant Rettung Richter Richtlinie Rohr Rolle Rück Rückkehr
    Rückstand Ruhe Ruhestand Rundfunk Saat Saatgut Sache Sachen Sachkunde Sachverständigen Sammlung Sanierung
    Satzung Säugling Schach Schaden Schäden Schall Schank Scheidung Schein Schenkung Schicht Schiedsrichter Schiff
    Schiffs Schild Schilder Schlacht Schlüssel Schmuck Schnee Schornstein Schornsteinfeger Schule Schüler Schulung
    Schuld Schulden Schuldner Schuss Schutz Schwangerschaft Schwanger Schwarz Schwer Schwerbehinderten Schwimmbad
    Seebad Seelotse Segel Seminar Senioren Sicherheit Sicherung Siedlung Sitz Sitzung Smog Solar Sommer Sonder Sonn
    Sonntag Sorge Sozial Sperre Sperrung Sperrmüll Spenden Spiel Spiele Spieler Spielhalle Sport Sprache Sprach
    Sprengstoff Staat Staats Stadt Stahl Stall Stand Standes Standort Statistik Stelle Stellen Stempel Sterbe Steuer
    Stiftung Stipendium Stoff Stoffe Straf Strafe Strahlen Strahlenschutz Straße Strecke Streit Strom Stück Student
    Studenten Studien Studium Stufe Stunde Stundung Subvention Tabak Tages Talsperre Tarif Tätigkeit Tausch Taxe
    Taxi Technik Teil Teilhabe Teilnahme Teilung Telefon Telekommunikation Test Theater Tier Tiere Tierarzt Tierheim
    Tierschutz Tierseuche Titel Tourismus Träger Transport Trauung Treibstoff Trennung Treuhand Treuhänder
    Trinkwasser Trocken Überführung Übergang Übernahme Übersetzer Übersetzung Übertragung Überwachung Umlage Umsatz
    Umtausch Umwelt Umzug Unfall Unfälle Unternehmen Unternehmens Unterhalt Unterkunft Unterlage Unterlagen
    Untersuchung Unterricht Unterrichtung Unterschrift Unterstützung Untersagung Urheber Urkunde Urlaub Vater Väter
    Veranstaltung Verbrauch Verbraucher Verband Verbot Verein Verfahren Vergabe Vergleich Vergnügung Vergütung
    Verkauf Verkehr Verlag Verlängerung Verlust Vermessung Vermittlung Vermögen Vermietung Verordnung Verpackung
    Versammlung Versand Versicherung Versicherten Versorgung Verteidigung Vertrag Vertretung Verwaltung Verwendung
    Verwertung Verzeichnis Verzicht Vieh Visum Vogel Vögel Volk Volks Vollmacht Vollstreckung Vorbescheid Vormund
    Vorschuss Vorsorge Vorstand Vorteil Wachdienst Waffe Waffen Wagen Wahl Wahlen Wähler Wahrnehmung Wald Wappen
    Ware Waren Wärme Warnung Wasser Wechsel Weide Wein Weiterbildung Welle Werbung Werkstatt Werk Werkzeug Wert
    Wertstoff Wertpapier Wettbewerb Wetter Wetten Widerspruch Wild Wind Windkraft Winter Wirtschaft Wissen
    Wissenschaft Witwen Witwer Woche Wohn Wohnraum Wohnsitz Wohnung Zahlung Zahn Zaun Zeichen Zeit Zeitung Zelt
    Zentrale Zentrum Zerlegung Zertifikat Zeuge Zeugen Zeugnis Ziel Zimmer Zins Zirkus Zivil Zoll Zone Zucht Zucker
    Zufahrt Zugang Zukunft Zulage Zulassung Zusammenarbeit Zusatz Zuschlag Zuschuss Zustand Zustellung Zustimmung
    Zuteilung Zuwendung Zwang Zweck Zweig Zweit
";

/// Words of three letters that are parts of compounds. Others of that length are not taken for parts:
/// they sit inside of too many words by chance.
pub const SHORT_PARTS: &str = "
    Abt Akt Amt Art Arm Bad Bau Bio Bus Eid Ehe Erb Fee Gas Gut Hof Hut Kfz Kur Lkw Maß Not Öko Öl Ort Pkw Rad Rat Reh See Tag Tal Tee Tod Tor Uhr Weg Weh Zoo Zug
";

/// Endings and prefixes of derivation, and words that are only ever glue: longer than three letters, but never parts.
pub const NEVER_PARTS: &str = "
    schaft schaften heit heiten keit keiten lich liche lichen ling isch ische ismus ität tum tums bar bare barkeit sam same haft hafte
    haftigkeit igkeit iere ieren ierung ation ationen ungen enden ende ener erin innen unter über gegen nieder wieder hinter zwischen
    voll fach mals male wärts weise zwei drei vier fünf sechs sieben acht neun zehn lose losen enge eben eine alle ander diese jede nahme eigen lang leer
    stell setz lass trag bring halt hält zieh läss geht gang steh fall
";

/// Words that look like compounds and are none, or whose parts mislead.
pub const GUARD: &str = "
    Abenteuer Adresse Ankunft Anteil Augenblick Auskunft Beirat Dienstag Donnerstag Ereignis Ergebnis Fortschritt Freitag
    Gemeinde Gesellschaft Gewerbe Grundsatz Heimat Heirat Herkunft Hochzeit Hospital Interesse Kalender Kapital Kontor
    Landschaft Legion Material Minister Mittwoch Monat Montag Musterung Nachbar Nachteil Partner Partnerschaft Patenschaft
    Postulat Register Region Reporter Samstag Senat Sonntag Standard Transport Unterhaltung Unterkunft Unterricht Urteil
    Verhältnis Vernunft Verwaltung Verzeichnis Vorrat Vorteil Wirtschaft Wissenschaft Zeugnis Zukunft
";
