import type { Check } from "./model.ts";

/** What a token must name to speak of this evidence. `status` null: the provider's status could not be read. */
export type Evidence = {
  evidenceId: string;
  status: { id: string | null; transactionCode: string | null; completedAt: string | null } | null;
};

/** Names that say plainly which evidence or transaction is meant; compared without case, `_` and `-`. */
const evidenceNames = new Set(["evidenceid", "identificationevidenceid"]);
const transactionNames = new Set(["transactioncode"]);
/** Under these names an id counts however short it is. */
const idNames = new Set([
  ...evidenceNames,
  ...transactionNames,
  ...["sub", "jti", "id", "identificationid", "txn", "evidence", "reference", "ref"],
]);
/** Claims that the identified person or the caller fills: an id written there binds nothing. */
const foreignNames = new Set(["email", "emailaddress", "name", "givenname", "familyname", "nickname", "nonce", "aud"]);
/** Elsewhere a short text may be equal by chance. */
const minLength = 6;

const plainName = (name: string) => name.toLowerCase().replaceAll(/[_-]/g, "");

type Found = { path: string; name: string; text: string };

/** Every text in the claims with its path, `/a/b/0` (RFC 6901); array items carry the array's name. */
function* listTexts(value: unknown, path: string, name: string): Generator<Found> {
  if (typeof value === "string") yield { path, name, text: value };
  else if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* listTexts(item, `${path}/${i}`, name);
  else if (typeof value === "object" && value !== null)
    for (const [key, item] of Object.entries(value))
      yield* listTexts(item, `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, plainName(key));
}

/**
 * Does a claim name this evidence? A genuine token of somebody else must not pass; one that names another evidence
 * beside ours does not either. `detail` holds the places (JSON Pointers) of the claims that decided. `info`, not `fail`: the signature may be as good as it is.
 */
export function checkBinding(claims: Record<string, unknown>, { evidenceId, status }: Evidence): Check {
  const name = "binding";
  const ids = new Set([evidenceId, status?.id, status?.transactionCode].filter(Boolean));
  const bound: string[] = [];
  const other: string[] = [];
  for (const found of listTexts(claims, "", "")) {
    const { text, path } = found;
    if (foreignNames.has(found.name)) continue;
    if (ids.has(text) && (idNames.has(found.name) || text.length >= minLength)) bound.push(path);
    else if (evidenceNames.has(found.name)) other.push(path);
    else if (transactionNames.has(found.name) && status?.transactionCode) other.push(path);
  }
  const places = (paths: string[]) => paths.slice(0, 3).join(" ").slice(0, 300);
  if (other.length > 0) return { name, outcome: "info", reason: "names_other_evidence", detail: places(other) };
  if (bound.length > 0) return { name, outcome: "pass", reason: "names_this_evidence", detail: places(bound) };
  return { name, outcome: "info", reason: status ? "names_no_evidence" : "status_unknown", detail: "" };
}
