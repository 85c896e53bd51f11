/** Detects personal values by name and shape. Masking protects the screen only, never copies and downloads. */

/** Unifies spellings: `date_of_birth` equals `Date of birth`. */
function normalizeMemberName(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

const personal = new Set(
  `firstname lastname givenname givennames familyname surname middlename fullname birthname maidenname displayname legalname preferredusername nickname
  dateofbirth birthdate dob birthday placeofbirth birthplace born
  documentnumber docnumber idnumber passportnumber identitynumber personalnumber personalidentifier nationalid nationalnumber ssn ahv
  cardnumber licensenumber licencenumber cardaccessnumber can mrz mrz1 mrz2 mrz3 mrzlines mrzline1 mrzline2 mrzline3 machinereadablezone
  portrait photo selfie face faceimage picture image images signatureimage documentimage frontimage backimage
  email emailaddress mail mobile mobilenumber phone phonenumber telephone
  address street streetname housenumber postaladdress
  primaryidentifier secondaryidentifier documentno passportno personalno socialsecuritynumber
  vorname vornamen nachname familienname geburtsname geburtsdatum geburtsort ausweisnummer dokumentnummer
  prenom prenoms nomdefamille datedenaissance lieudenaissance cognome datadinascita luogodinascita`.split(/\s+/),
);
const endings =
  /(?:firstname|lastname|surname|givennames?|fullname|birthdate|ofbirth|documentnumber|passportnumber|portrait|selfie|photo|image)$/;

/** Names that are personal only inside a person or an identity document. */
const personalInside = new Map([
  ["name", /person|signer|holder|applicant|subject|user|customer|identity|owner/],
  ["number", /document|passport|idcard|identitycard|licen[cs]e/],
  ["first", /name/],
  ["last", /name/],
]);

/** One to three lines of an MRZ (ICAO 9303), with or without line breaks. */
const machineReadable = /^[A-Z0-9<\s]{28,100}$/;
const emailAddress = /^[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]+$/;
const ahvNumber = /^756\.?\d{4}\.?\d{4}\.?\d{2}$/;

/** @param names decoded names from the value outwards, without array elements */
export function isPersonalValue(names: readonly string[], head: string): boolean {
  for (const [position, name] of names.entries()) {
    const plain = normalizeMemberName(name);
    if (personal.has(plain) || endings.test(plain)) return true;
    if (position > 0) continue;
    // At the top level, `name` is the name of the data subject: a token's claim, or a record without groups.
    if (plain === "name" && names.length === 1) return true;
    const around = personalInside.get(plain);
    if (around && names.slice(1, 3).some((outer) => around.test(normalizeMemberName(outer)))) return true;
  }
  if (emailAddress.test(head) || ahvNumber.test(head)) return true;
  return machineReadable.test(head) && head.includes("<<");
}

/** Text shown for a masked value; its constant length discloses nothing. */
export const maskText = "••••••";
