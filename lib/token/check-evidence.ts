import type { Check, CheckName } from "./schema.ts";

/** What a check looked at, as sent: `label` names the member (null: `text` holds places), `text` is null where the token has none. */
export type RawValue = { label: string | null; text: string | null; claim: string | null };

const headerMember: Partial<Record<CheckName, string>> = { algorithm: "alg", key: "kid" };
const claimOf: Partial<Record<CheckName, string>> = {
  issuer: "iss",
  audience: "aud",
  not_before: "nbf",
  issued_at: "iat",
  expiry: "exp",
};

/** Header and claims as sent: the JSON text of each member at the top. Null where they cannot be read. */
export type SentMembers = { header: ReadonlyMap<string, string> | null; claims: ReadonlyMap<string, string> | null };

/** Null for checks that look at the whole token, and where header or claims cannot be read. */
export function rawOfCheck({ name, detail }: Check, { header, claims }: SentMembers): RawValue | null {
  const member = headerMember[name] ?? claimOf[name];
  const holder = headerMember[name] ? header : claims;
  if (member && holder) {
    const text = holder.get(member) ?? null;
    return { label: member, text, claim: claimOf[name] && text !== null ? member : null };
  }
  // The binding's detail holds places in the claims, and with them names that somebody else chose.
  return name === "binding" && detail ? { label: null, text: detail, claim: null } : null;
}
