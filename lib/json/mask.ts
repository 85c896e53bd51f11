/**
 * Which values are personal, by the names around them and by their shape. Masking is for the screen alone (somebody looks
 * over the shoulder, a screen is shared): copies and downloads are always the original.
 */

/** Lower case, letters and digits only: `date_of_birth`, `dateOfBirth` and `Date of birth` are one name. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

const personal = new Set(
  `firstname lastname givenname givennames familyname surname middlename fullname birthname maidenname displayname legalname
  dateofbirth birthdate dob birthday placeofbirth birthplace born
  documentnumber docnumber idnumber passportnumber identitynumber personalnumber personalidentifier nationalid nationalnumber ssn ahv
  cardnumber licensenumber licencenumber cardaccessnumber can mrz mrz1 mrz2 mrz3 mrzlines mrzline1 mrzline2 mrzline3 machinereadablezone
  portrait photo selfie face faceimage picture image images signatureimage documentimage frontimage backimage
  email emailaddress mail mobile mobilenumber phone phonenumber telephone
  address street streetname housenumber postaladdress`.split(/\s+/),
);
const endings =
  /(?:firstname|lastname|surname|givennames?|fullname|birthdate|dateofbirth|documentnumber|portrait|selfie)$/;

/** Names that are personal only inside something that speaks of a person or of an identity document. */
const personalInside: Record<string, RegExp> = {
  name: /person|signer|holder|applicant|subject|user|customer|identity|owner/,
  number: /document|passport|idcard|identitycard|licen[cs]e/,
  first: /name/,
  last: /name/,
};

const machineReadable = /^[A-Z0-9<]{28,44}$/;

/** `names` are the decoded names from the value outwards; elements of arrays have none of their own. */
export function isPersonal(names: readonly string[], head: string): boolean {
  for (const [position, name] of names.entries()) {
    const plain = plainName(name);
    if (personal.has(plain) || endings.test(plain)) return true;
    if (position > 0) continue;
    const around = personalInside[plain];
    if (around && names.slice(1, 3).some((outer) => around.test(plainName(outer)))) return true;
  }
  return machineReadable.test(head) && head.includes("<<");
}

/** What stands in the place of a masked value: always the same length, which says nothing. */
export const maskText = "••••••";
