import type { Check, CheckName } from "./schema.ts";

/** Input of a check: `label` names the member (null: `text` lists locations), `text` is null if absent. */
export type RawValue = { label: string | null; text: string | null; claim: string | null };

const headerMember: Partial<Record<CheckName, string>> = { algorithm: "alg", key: "kid" };
const claimOf: Partial<Record<CheckName, string>> = {
  issuer: "iss",
  audience: "aud",
  not_before: "nbf",
  issued_at: "iat",
  expiry: "exp",
};

/** Top-level members of header and claims with their JSON text; null if unreadable. */
export type SentMembers = { header: ReadonlyMap<string, string> | null; claims: ReadonlyMap<string, string> | null };

/** Returns null for checks of the whole token, and for an unreadable header or claims. */
export function readCheckEvidence({ name, detail }: Check, { header, claims }: SentMembers): RawValue | null {
  const member = headerMember[name] ?? claimOf[name];
  const holder = headerMember[name] ? header : claims;
  if (member && holder) {
    const text = holder.get(member) ?? null;
    return { label: member, text, claim: claimOf[name] && text !== null ? member : null };
  }
  // The binding's detail lists locations, which contain names chosen by the token's author.
  return name === "binding" && detail ? { label: null, text: detail, claim: null } : null;
}
