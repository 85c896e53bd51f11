/**
 * Which values are personal, by the names around them and by their shape. Masking is for the screen alone (somebody looks
 * over the shoulder, a screen is shared): copies and downloads are always the original.
 */

/** Lower case, letters and digits only, no accents: `date_of_birth`, `dateOfBirth` and `Date of birth` are one name. */
function plainName(name: string): string {
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

/** Names that are personal only inside something that speaks of a person or of an identity document. */
const personalInside = new Map([
  ["name", /person|signer|holder|applicant|subject|user|customer|identity|owner/],
  ["number", /document|passport|idcard|identitycard|licen[cs]e/],
  ["first", /name/],
  ["last", /name/],
]);

/** One to three lines of a machine-readable zone (ICAO 9303), on lines of their own or run together. */
const machineReadable = /^[A-Z0-9<\s]{28,100}$/;
const emailAddress = /^[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]+$/;
/** The Swiss social security number. */
const ahvNumber = /^756\.?\d{4}\.?\d{4}\.?\d{2}$/;

/** `names` are the decoded names from the value outwards (elements of arrays have none), `head` how the value begins, decoded. */
export function isPersonal(names: readonly string[], head: string): boolean {
  for (const [position, name] of names.entries()) {
    const plain = plainName(name);
    if (personal.has(plain) || endings.test(plain)) return true;
    if (position > 0) continue;
    // On the top level a name is that of whom it is all about: a token's claim, a record without groups.
    if (plain === "name" && names.length === 1) return true;
    const around = personalInside.get(plain);
    if (around && names.slice(1, 3).some((outer) => around.test(plainName(outer)))) return true;
  }
  if (emailAddress.test(head) || ahvNumber.test(head)) return true;
  return machineReadable.test(head) && head.includes("<<");
}

/** What stands in the place of a masked value: always the same length, which says nothing. */
export const maskText = "••••••";
