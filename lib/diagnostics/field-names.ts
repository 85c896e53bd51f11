/** Allows only identifiers, because a field name can be personal data (a map keyed by person). */

const identifier = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;

/** True for an identifier of at most 64 characters with at most four consecutive digits. */
export function isIdentifierLike(name: string): boolean {
  return identifier.test(name) && !/\d{5}/.test(name);
}

/** Splits a name of any style into lower case words: `dateOfBirth`, `date_of_birth` → `date`, `of`, `birth`. */
export function splitName(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** Normalizes a name to lower case letters and digits, without accents. */
export function normalizeName(name: string): string {
  return name
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "");
}

/** Names that describe a person or an identity document: a body with one is a record, never a status. */
const recordNames = new Set(
  `firstname firstnames givenname givennames forename forenames lastname lastnames surname surnames familyname familynames
  fullname birthname maidenname middlename holdername primaryidentifier secondaryidentifier dateofbirth birthdate birthday
  dob yearofbirth placeofbirth birthplace documentnumber documentnumbers documentno passportnumber idnumber idcardnumber
  personalnumber nationalid socialsecuritynumber document documents identitydocument identitydocuments idcard passport
  viz mrz machinereadablezone portrait selfie faceimage facialimage photo nationality gender sex person persons holder
  verifiedclaims datagroups
  vorname vornamen nachname nachnamen familienname geburtsname geburtsdatum geburtsort ausweisnummer dokumentnummer
  dokument dokumente ausweis staatsangehorigkeit staatsangehoerigkeit geschlecht
  prenom prenoms nomdefamille nomdusage datedenaissance lieudenaissance numerodudocument numerodedocument nationalite sexe
  cognome nomeecognome datadinascita luogodinascita numerodocumento numerodeldocumento cittadinanza sesso documento documenti`
    .split(/\s+/)
    .filter((name) => name !== ""),
);

/** True for a name that only describes a person or an identity document, in English, German, French or Italian. */
export function isRecordName(name: string): boolean {
  return recordNames.has(normalizeName(name));
}
