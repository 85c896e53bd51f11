/**
 * Defines the claims that identify an evidence (docs/verdict.md). Names are compared without case, `_`, `-`, `.` and
 * spaces; of a URI, the last segment counts (RFC 7519 section 4.2).
 */

/**
 * When a claim with a foreign value overrides a matching claim:
 * - `always`: for any value
 * - `same_kind`: if the value has the kind of one of the evidence's IDs, UUIDs included
 * - `same_mark`: if it starts with the word of such an ID (`evidence-…`), or has as many digits, at least six
 * - `same_word`: if it starts with the word of the evidence ID; a number may be a serial or personal number
 */
export type MismatchRule = "always" | "same_kind" | "same_mark" | "same_word";

type Kind = "evidence" | "transaction" | "identification" | "other";
export type IdClaim = { kind: Kind; mismatchRule: MismatchRule };

const list = (kind: Kind, mismatchRule: MismatchRule, names: string): [string, IdClaim][] =>
  names.split(" ").map((name) => [name, { kind, mismatchRule: mismatchRule }]);

/** Claims that identify the evidence, at the top or in a known subject object. */
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

/** Objects (and lists of objects) that describe the evidence; they may be nested. */
export const subjectObjects: ReadonlySet<string> = new Set(
  (
    "evidence evidences identificationevidence identification identifications ident identity verification result results " +
    "subject subid data payload transaction vc credentialsubject verifiedclaims"
  ).split(" "),
);

/** Objects in which a plain `id` identifies the identification. */
const identificationObjects = new Set(
  "evidence evidences identificationevidence identification identifications ident".split(" "),
);
/** Objects in which a plain `id` identifies the person: a number there does not identify the evidence. */
const personObjects = new Set("subject subid credentialsubject identity".split(" "));

export function normalizeClaimName(name: string): string {
  const own = /^(https?:|urn:)/i.test(name) ? (name.split(/[/#:]/).findLast((segment) => segment !== "") ?? "") : name;
  return own.toLowerCase().replace(/[_\-. ]/g, "");
}

export function isSubjectObject(name: string): boolean {
  return subjectObjects.has(normalizeClaimName(name));
}

/**
 * Looks up the meaning of a claim name.
 * @param parent name of the enclosing object; null at the top
 * @returns null for unlisted names, which never affect the binding
 */
export function readIdClaim(name: string, parent: string | null): IdClaim | null {
  const own = normalizeClaimName(name);
  const found = idClaims.get(own) ?? null;
  if (!found || parent === null || (own !== "id" && own !== "uuid")) return found;
  if (identificationObjects.has(normalizeClaimName(parent)))
    return { kind: "identification", mismatchRule: "same_kind" };
  return personObjects.has(normalizeClaimName(parent)) ? { kind: "other", mismatchRule: "same_word" } : found;
}
