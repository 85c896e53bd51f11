/** Splits member names of any style (camel, snake, kebab, Pascal, dotted, URL) into comparable words. */

/** Letters without a Unicode decomposition. */
const undecomposed: Record<string, string> = { ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d", ı: "i" };

/** Removes diacritics in lower case; `foldUmlauts` folds `ae` to the same `a`. */
const removeMarks = (text: string) =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[ßøæœłđı]/g, (letter) => undecomposed[letter] ?? letter);

/** Object identifiers of attributes in SAML and certificates (X.520, RFC 3739). */
const attributeOids: Readonly<Record<string, string>> = {
  "2.5.4.3": "common name",
  "2.5.4.4": "surname",
  "2.5.4.42": "given name",
  "1.3.6.1.5.5.7.9.1": "date of birth",
};

/** Returns the last segment of a URL or URN: `http://…/CurrentFamilyName`, `urn:…:familyName`. */
function lastSegment(name: string): string {
  const oid = /^(?:urn:oid:|oid[.:])?(\d+(?:\.\d+){3,})$/i.exec(name)?.[1];
  if (oid !== undefined) return attributeOids[oid] ?? oid;
  if (!/^(https?:\/\/|urn:)|^[a-z0-9.]+:[A-Za-z]/i.test(name)) return name;
  return (
    name
      .replace(/[/#:]+$/, "")
      .split(/[/#:]/)
      .at(-1) ?? name
  );
}

/** Maximum name in characters; schemas do not use longer ones. */
const maxNameLength = 200;

const known = new Map<string, readonly string[]>();
/** Maximum cached names; a record has a few hundred. */
const maxKnown = 20_000;

/** Splits `documentNumber`, `DOCUMENT-NUMBER` and `Document number` into `["document", "number"]`. */
export function splitWords(name: string): readonly string[] {
  const remembered = known.get(name);
  if (remembered) return remembered;
  const words = name.length > maxNameLength ? [] : splitName(name);
  if (known.size >= maxKnown) known.clear();
  known.set(name, words);
  return words;
}

/** Salesforce adds `__c`, `__r`, `__pc` to custom fields and relations. */
const splitName = (name: string): string[] =>
  removeMarks(
    lastSegment(name)
      .replace(/__p?[crx]$/, "")
      .replaceAll(/[’'`´]/g, " ")
      .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
      .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
      .replaceAll(/(\p{L})(\d)/gu, "$1 $2")
      .replaceAll(/(\d)(\p{L})/gu, "$1 $2"),
  )
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

/** Joins the words of a name: `dateofbirth` for `date_of_birth` and `dateOfBirth`. */
export const normalizeMemberName = (name: string): string => splitWords(name).join("");
