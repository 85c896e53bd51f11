import { namesInLanguages } from "./concept-names-languages.ts";

/**
 * Names of concepts in records, in English, German, French, Italian, Spanish and Portuguese, as words of `splitWords`.
 * Sources: published schemas of identification providers, OpenID Connect Core section 5.1, OpenID Connect for Identity
 * Assurance, ISO/IEC 18013-5 section 7.2, ICAO Doc 9303 part 3, eIDAS attribute profile, FHIR R4 HumanName, SCIM (RFC
 * 7643 section 4.1), vCard (RFC 6350).
 */

/** `ambiguous`: the name has other common meanings, so another value is not a contradiction. */
export type NameStrength = "named" | "ambiguous";

/**
 * How surely a name states a concept:
 * - `named`: another value is a contradiction
 * - `qualified`: a qualifier (`previousLastName`), checks or typed data: another value needs review
 * - `ambiguous`: other common meanings: another value is not a contradiction
 */
export type ConceptStrength = NameStrength | "qualified";

type Names = { named?: string; ambiguous?: string };

const conceptNames: Record<string, Names> = {
  evidence_id: { named: "evidence id, identification evidence id" },
  signature_request_id: { named: "signature request id, sr id" },
  transaction_code: { named: "transaction code" },
  identification_id: { named: "identification id, identification uuid" },
  account_id: { named: "account id" },
  workflow_id: { named: "workflow id" },
  family_name: {
    named:
      "last name, family name, family names, surname, sur name, surnames, sur names, lname, last names, name last, name family, names last, primary identifier, primary id, last sur name, first sur name, " +
      "nachname, familienname, zuname, nom de famille, nom famille, nom patronymique, cognome, cognomi, apellido, apellidos, apelido, sobrenome, name surname, names family, names surname, official name, amtlicher name, official family name, surname 1, last name 1, apellido 1, primer apellido",
    ambiguous: "sn, ln, paternal last name, maternal last name, nom, nom usage, nom d usage, current name",
  },
  given_name: {
    named:
      "first name, first names, given name, given names, givenname, forename, forenames, fore name, fname, first given name, name first, name given, names given, names first, secondary identifier, secondary id, " +
      "vorname, vornamen, prenom, prenoms, nombre, nombres, all given names, given name s, first name s",
    ambiguous: "given, names, rufname, nome, nomi, christian name, preferred first name",
  },
  middle_name: {
    named: "middle name, middle names, second name, zweitname, name middle, deuxieme prenom, secondo nome",
  },
  birth_name: {
    named:
      "birth name, name at birth, birth surname, maiden name, birth family name, geburtsname, ledigname, nom de naissance, nom naissance, nom de jeune fille, cognome da nubile, cognome di nascita, family name birth, given name birth, nee",
  },
  full_name: {
    named:
      "full name, fullname, complete name, holder name, name of holder, surname and given names, surname and given name, given names and surname, last name and first name, name und vorname, vorname und name, vor und nachname, vor und zuname, vollstandiger name, nom complet, nom et prenom, nom et prenoms, nom prenom, nome completo, cognome e nome, nome e cognome, nombre completo, name formatted, legal name, name full, machine readable full name, 5f0e",
    ambiguous: "name, nm, cn, common name, display name, fn, formatted name, person name, formatted",
  },
  birth_date: {
    named:
      "date of birth, birth date, birthdate, birthday, dob, bdate, born on, birth day date, date birth, birth dt, 5f2b, geburtsdatum, geburtstag, geburtsdat, geb datum, gebdatum, gebdat, geb dat, geb am, geboren am, date de naissance, date naissance, data di nascita, data nascita, nato il, ne le, nee le, fecha de nacimiento, fecha nacimiento, data de nascimento, naissance date, nascita data",
    ambiguous: "born, geboren, birth, naissance, nascita",
  },
  birth_day: {
    named: "day of birth, birth day of month, dob day, geburtstag tag, jour de naissance, giorno di nascita",
  },
  birth_month: { named: "month of birth, birth month, dob month, geburtsmonat, mois de naissance, mese di nascita" },
  birth_year: { named: "year of birth, birth year, dob year, geburtsjahr, annee de naissance, anno di nascita" },
  birth_place: {
    named:
      "place of birth, birth place, birthplace, geburtsort, lieu de naissance, luogo di nascita, city of birth, birth city, birth location",
  },
  nationality: {
    named:
      "nationality, nationalities, citizenship, citizenships, staatsangehorigkeit, staatsangehoerigkeit, nationalitat, nationalitaet, nationalite, cittadinanza, nazionalita, nacionalidad",
  },
  document_number: {
    named:
      "document number, document no, document nr, document num, doc number, doc no, doc nr, doc num, document numbers, passport number, passport no, passport nr, passport num, pass number, id card number, id card no, idcard number, idcard no, identity card number, identity card no, identity document number, identification document number, id document number, id doc number, travel document number, licence number, license number, driving licence number, drivers license number, card serial number, residence permit number, " +
      "dokumentennummer, dokumentnummer, dokumenten nummer, dokument nummer, dokument nr, ausweisnummer, ausweis nummer, ausweis nr, ausweis no, ausw nr, ausw nummer, passnummer, pass nr, reisepassnummer, ausweisdokument nummer, personalausweisnummer, identitatskarten nummer, identitaetskarten nummer, id nummer, " +
      "numero de document, numero du document, numero document, no document, no du document, no de document, numero de passeport, numero passeport, numero de piece, numero piece identite, numero de la piece, numero carte identite, numero de carte, numero documento, numero del documento, numero di documento, numero passaporto, numero carta identita, numero de documento, documento numero, document identifier, id document sn, documento n, piece d identite n, piece d identite no, piece d identite numero, carte d identite n, carte d identite no, passeport n, passeport no, passaporto n",
    ambiguous:
      "id number, id no, identification number, identity number, card number, serial number, serial no, seriennummer, document id, doc id, passport id, id card id, identity document id, identity document reference id, document reference id, n documento, n document, doc, number, no, nr, nummer, numero, num",
  },
  document_type: {
    named:
      "document type, doc type, type of document, id type, id document type, identity document type, identification document type, id doc type, type of id, document kind, dokumenttyp, dokumententyp, dokumentart, ausweistyp, ausweisart, type de document, type document, tipo documento, tipo di documento, document class",
  },
  issuing_country: {
    named:
      "issuing country, issuing state, country of issue, document country, document issuing country, issuer country, country issuing, issuing state code, issuing country code, country of issuance, ausstellungsland, ausstellerland, ausstellender staat, pays emission, pays de delivrance, paese di emissione, paese di rilascio",
  },
  document_issue: {
    named:
      "date of issue, issue date, issuing date, date issued, date of issuance, issuance date, document issue date, issued on, issued at date, ausstellungsdatum, ausgestellt am, date de delivrance, date delivrance, date emission, data di rilascio, data rilascio, data di emissione",
    ambiguous: "issued, valid from",
  },
  document_expiry: {
    named:
      "date of expiry, date of expiration, document expiry, document expiry date, document expiration date, document expires on, document valid until, expiry of document, gultig bis, gueltig bis, ablaufdatum, date expiration, date d expiration, date de validite, data di scadenza, data scadenza, scadenza",
    ambiguous:
      "expiry date, expiration date, valid until, valid to, validuntil, expires, expires on, expires at date, expiry, date expiry",
  },
  email: {
    named: "email, e mail, email address, mail address, e mail address, email sha 256, email hash, emailsha 256, mail",
  },
  mobile: {
    named:
      "mobile, mobile number, mobile phone, mobilephone, phone, phone number, telephone, mobile phone number, cell phone, telefonnummer, mobilnummer, telefon, numero de telephone, telefono, cellulare",
  },
};

export type NameEntry = { concept: string; strength: NameStrength };

const list = (text: string | undefined) => (text === undefined ? [] : text.split(", "));

/** Names joined from their words: `dateofbirth` → entry. */
export const nameDictionary: ReadonlyMap<string, NameEntry> = new Map<string, NameEntry>(
  [...Object.entries(namesInLanguages), ...Object.entries(conceptNames)].flatMap(([concept, { named, ambiguous }]) => [
    ...list(ambiguous).map((name) => [name.replaceAll(" ", ""), { concept, strength: "ambiguous" }] as const),
    ...list(named).map((name) => [name.replaceAll(" ", ""), { concept, strength: "named" }] as const),
  ]),
);
