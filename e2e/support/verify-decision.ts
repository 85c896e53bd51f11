import { createHash, createPublicKey, verify } from "node:crypto";

const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest();
const bytes = (text: string) => Buffer.from(text, "base64url");

/**
 * Verifies one decision of `GET …/decisions` offline, as docs/passkeys.md says, with Node's own crypto alone.
 * @param decision as exported; nothing of it is trusted
 * @returns what does not hold, empty for a decision that its passkey confirms
 */
export function verifyDecision(decision: Record<string, unknown>): string[] {
  const {
    canonical,
    sha256: digest,
    assertion,
  } = decision as {
    canonical: string;
    sha256: string;
    assertion: Record<string, string> & { algorithm: number };
  };
  const faults: string[] = [];
  const check = (what: string, holds: boolean) => {
    if (!holds) faults.push(what);
  };
  const challenge = sha256(canonical);
  check("digest of the canonical form", challenge.toString("hex") === digest);
  const content = JSON.parse(canonical) as Record<string, unknown>;
  for (const name of ["id", "at", "outcome", "reason", "note", "supersedes", "review"])
    check(`canonical ${name}`, content[name] === decision[name]);
  const clientData = bytes(assertion.clientDataJSON ?? "");
  const client = JSON.parse(clientData.toString("utf8")) as Record<string, unknown>;
  check("type", client.type === "webauthn.get");
  check("challenge", client.challenge === challenge.toString("base64url"));
  check("origin", client.origin === assertion.origin && client.crossOrigin !== true);
  const data = bytes(assertion.authenticatorData ?? "");
  check("domain", data.subarray(0, 32).equals(sha256(assertion.rpId ?? "")));
  check("user presence and verification", ((data[32] ?? 0) & 0x05) === 0x05);
  const spki = Buffer.from(assertion.publicKeySpki ?? "", "base64");
  const key = createPublicKey({ key: spki, format: "der", type: "spki" });
  const signed = Buffer.concat([data, sha256(clientData)]);
  const algorithm = assertion.algorithm === -8 ? null : "sha256";
  check("signature", verify(algorithm, signed, key, bytes(assertion.signature ?? "")));
  const id = sha256(bytes(assertion.credentialId ?? ""))
    .toString("hex")
    .slice(0, 32);
  check("passkey", id === assertion.passkey);
  return faults;
}
