import { createHash } from "node:crypto";

/** Selective disclosure (SD-JWT, RFC 9901): replaces members of the payload by digests, and sends them beside the token. */

type Claims = Record<string, unknown>;

/** Claims whose members can be disclosed one by one. */
const concealed = ["person", "document"];

const digest = (text: string) => createHash("sha256").update(text, "ascii").digest("base64url");

/** A 128-bit salt derived from the text, so that the token stays the same while the sandbox runs. */
const makeSalt = (text: string) => createHash("sha256").update(text).digest().subarray(0, 16).toString("base64url");

/** `[salt, name, value]` in base64url (RFC 9901 section 4.2.1). */
const makeDisclosure = (salt: string, name: string, value: unknown) =>
  Buffer.from(JSON.stringify([salt, name, value])).toString("base64url");

/** Replaces members of person and document by digests with a decoy each (section 4.2.5). @param seed text that determines the salts */
export function concealClaims(claims: Claims, seed: string): { payload: Claims; disclosures: string[] } {
  const disclosures: string[] = [];
  const payload: Claims = { ...claims, _sd_alg: "sha-256" };
  for (const name of concealed) {
    const members = Object.entries(claims[name] as Claims).map(([member, value]) =>
      makeDisclosure(makeSalt(`${seed} ${name}.${member}`), member, value),
    );
    // Sorted, so that the order of the digests reveals nothing.
    payload[name] = { _sd: [...members.map(digest), digest(`${seed} ${name} decoy`)].sort() };
    disclosures.push(...members);
  }
  return { payload, disclosures };
}

/** `<issuer-signed JWT>~<disclosure>~…~`, without key binding (section 4). */
export function joinSdJwt(token: string, disclosures: readonly string[]): string {
  return [token, ...disclosures, ""].join("~");
}
