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

const plainName = (name: string) => name.toLowerCase().replace(/[_-]/g, "");

/** A step of a JSON Pointer (RFC 6901 section 3). */
const escapeStep = (step: string | number) => String(step).replaceAll("~", "~0").replaceAll("/", "~1");

/** Walks through every text of the claims; array items carry the array's name. `steps` lead to the text, from the top. */
function visitTexts(
  value: unknown,
  name: string,
  steps: (string | number)[],
  visit: (text: string, name: string) => void,
): void {
  if (typeof value === "string") visit(value, name);
  else if (Array.isArray(value))
    for (let at = 0; at < value.length; at++) {
      steps.push(at);
      visitTexts(value[at], name, steps, visit);
      steps.pop();
    }
  else if (typeof value === "object" && value !== null)
    for (const key of Object.keys(value)) {
      steps.push(key);
      visitTexts((value as Record<string, unknown>)[key], key, steps, visit);
      steps.pop();
    }
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
  const steps: (string | number)[] = [];
  const here = () => `/${steps.map(escapeStep).join("/")}`;
  visitTexts(claims, "", steps, (text, sentName) => {
    const own = plainName(sentName);
    if (foreignNames.has(own)) return;
    if (ids.has(text) && (idNames.has(own) || text.length >= minLength)) bound.push(here());
    else if (evidenceNames.has(own)) other.push(here());
    else if (transactionNames.has(own) && status?.transactionCode) other.push(here());
  });
  const places = (paths: string[]) => paths.slice(0, 3).join(" ").slice(0, 300);
  if (other.length > 0) return { name, outcome: "info", reason: "names_other_evidence", detail: places(other) };
  if (bound.length > 0) return { name, outcome: "pass", reason: "names_this_evidence", detail: places(bound) };
  return { name, outcome: "info", reason: status ? "names_no_evidence" : "status_unknown", detail: "" };
}
