/**
 * Which claims of a token name an evidence, and which may accuse. Names are compared without case and without `_`, `-`,
 * `.` and spaces; of a name that is a URI its last segment counts (RFC 7519 section 4.2). docs/verdict.md has the list.
 */

/**
 * What a claim that names something else does:
 * - `always`: it outweighs one that fits, whatever it looks like
 * - `same_kind`: when its value is of the kind of one of the evidence's own ids, UUIDs included
 * - `same_mark`: when it begins with the word of one of them (`evidence-…`), or has as many digits, six at least
 * - `same_word`: when it begins with the word of the evidence id; a number would be a serial number, or a person's
 */
export type Accusation = "always" | "same_kind" | "same_mark" | "same_word";

type Kind = "evidence" | "transaction" | "identification" | "other";
export type IdClaim = { kind: Kind; accuses: Accusation };

const list = (kind: Kind, accuses: Accusation, names: string): [string, IdClaim][] =>
  names.split(" ").map((name) => [name, { kind, accuses }]);

/** Claims that name the evidence wherever they stand: at the top or in a known subject object. */
export const idClaims: ReadonlyMap<string, IdClaim> = new Map<string, IdClaim>([
  ...list("evidence", "always", "evidenceid evidenceids evidenceuuid evidenceidentifier identificationevidenceid"),
  ...list("transaction", "always", "transactioncode transactioncodes"),
  ...list(
    "identification",
    "same_kind",
    "identificationid identificationids identificationuuid identid identificationcode",
  ),
  ...list("other", "same_mark", "sub id uuid evidence identification evidencereference evidenceref reference ref"),
  ...list("other", "same_mark", "transactionid txn"),
  ...list("other", "same_word", "jti"),
]);

/** Objects (and lists of objects) that speak of the evidence; one may stand in another. */
export const subjectObjects: ReadonlySet<string> = new Set(
  (
    "evidence evidences identificationevidence identification identifications ident identity verification result results " +
    "subject subid data payload transaction vc credentialsubject verifiedclaims"
  ).split(" "),
);

/** Inside these, a plain `id` is the identification's own. */
const identificationObjects = new Set(
  "evidence evidences identificationevidence identification identifications ident".split(" "),
);
/** Inside these it is the person's: a number there says nothing of the evidence. */
const personObjects = new Set("subject subid credentialsubject identity".split(" "));

/** A name as it is compared. */
export function plainName(name: string): string {
  const own = /^(https?:|urn:)/i.test(name) ? (name.split(/[/#:]/).findLast((segment) => segment !== "") ?? "") : name;
  return own.toLowerCase().replace(/[_\-. ]/g, "");
}

export function isSubjectObject(name: string): boolean {
  return subjectObjects.has(plainName(name));
}

/**
 * What a claim of this name says, or null for every name that is not on the list: it neither binds nor accuses.
 * @param parent name of the object around it; null at the top
 */
export function readIdClaim(name: string, parent: string | null): IdClaim | null {
  const own = plainName(name);
  const found = idClaims.get(own) ?? null;
  if (!found || parent === null || (own !== "id" && own !== "uuid")) return found;
  if (identificationObjects.has(plainName(parent))) return { kind: "identification", accuses: "same_kind" };
  return personObjects.has(plainName(parent)) ? { kind: "other", accuses: "same_word" } : found;
}
