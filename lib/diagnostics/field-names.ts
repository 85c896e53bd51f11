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
