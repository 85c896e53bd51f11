import { generateKeyPairSync, hash, type KeyObject, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { calculateJwkThumbprint } from "jose";
import { formatJsonFile } from "#lib/dossier/json-text";
import { formatCanonicalObject } from "#lib/transparency-log/canonical-json";

/** Made-up evidence, as a provider sends it, with a token that a test key signs. */

export const madeAt = new Date("2026-11-23T13:04:27.123Z");
export const ids = { srId: "sr-test-1", evidenceId: "ev-42" };

export const sha256 = (bytes: string | Buffer) => hash("sha256", bytes, "hex");

export type TokenKey = {
  privateKey: KeyObject;
  publicKey: KeyObject;
  pem: string;
  thumbprint: string;
  alg: "RS256" | "PS256" | "ES256" | "EdDSA";
};

export async function makeTokenKey(alg: TokenKey["alg"] = "RS256"): Promise<TokenKey> {
  const pair =
    alg === "ES256"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : alg === "EdDSA"
        ? generateKeyPairSync("ed25519")
        : generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { privateKey, publicKey } = pair as { privateKey: KeyObject; publicKey: KeyObject };
  const thumbprint = await calculateJwkThumbprint(publicKey.export({ format: "jwk" }));
  return { privateKey, publicKey, pem: String(publicKey.export({ type: "spki", format: "pem" })), thumbprint, alg };
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

export function signToken(key: TokenKey, claims: object): string {
  const input = `${encode({ alg: key.alg, kid: "test-1" })}.${encode(claims)}`;
  const options =
    key.alg === "ES256"
      ? { key: key.privateKey, dsaEncoding: "ieee-p1363" as const }
      : key.alg === "PS256"
        ? { key: key.privateKey, padding: 6, saltLength: 32 }
        : key.privateKey;
  const signature = sign(key.alg === "EdDSA" ? null : "sha256", Buffer.from(input), options as KeyObject);
  return `${input}.${signature.toString("base64url")}`;
}

const seconds = madeAt.getTime() / 1000;
export const goodClaims = {
  iss: "https://provider.test",
  sub: ids.evidenceId,
  iat: Math.floor(seconds) - 100,
  exp: Math.floor(seconds) + 3600,
};

const check = (name: string, outcome: string, reason: string) => ({ name, outcome, reason, detail: "" });

/** The verdict as the product's own code gives it for a good token. */
export function goodVerdict(token: string, key: TokenKey) {
  return {
    format: "evidence-dossier-verdict/1",
    judgedAt: madeAt.toISOString(),
    verdict: "valid",
    reason: "valid",
    checks: [
      check("structure", "pass", "compact"),
      check("algorithm", "pass", "algorithm_allowed"),
      check("key", "pass", "key_trusted"),
      check("signature", "pass", "signature_good"),
      check("issuer", "skip", "issuer_not_configured"),
      check("audience", "skip", "audience_not_configured"),
      check("not_before", "skip", "not_before_absent"),
      check("issued_at", "pass", "issued_at_own_word"),
      check("expiry", "pass", "not_expired"),
      check("binding", "pass", "names_this_evidence"),
    ],
    key: { thumbprint: key.thumbprint, kid: "test-1" },
    sha256: sha256(token),
  };
}

/** One decision in the canonical form of the contract. */
export function makeDecision(id: string): { canonical: string; sha256: string } {
  const canonical = formatCanonicalObject({
    v: 1,
    id,
    at: "2026-11-23T12:00:00.000Z",
    outcome: "accept",
    salt: "s".repeat(43),
    ...ids,
  });
  return { canonical, sha256: sha256(canonical) };
}

/** The request as the server gives it: this signer, and the others as a count. */
export const makeRequest = (srId = ids.srId, ...signers: string[]) => ({
  id: srId,
  title: "Contract",
  documents: [{ document_id: "doc-1" }],
  signatures: [ids.evidenceId, ...signers].map((evidence_id) => ({
    sid: "s-1",
    signer_identity_data: { evidence_id },
  })),
  otherSignatures: 1,
});

export type Payload = Map<string, Buffer>;

/** Files under `data/` but `dossier.json`. */
export function makeEvidence(token: string, key: TokenKey, verdict: object = goodVerdict(token, key)): Payload {
  const json = (value: object) => Buffer.from(formatJsonFile(value));
  const record = json({ id: ids.evidenceId, person: { given_name: "Zoë", family_name: "Muster" } });
  return new Map<string, Buffer>([
    ["data/request.json", json(makeRequest())],
    ["data/evidence/status.json", json({ id: "id-778899", status: "COMPLETED", transactionCode: "TX-88213" })],
    ["data/evidence/record.json", record],
    ["data/evidence/files.zip", Buffer.from("PK\x05\x06".padEnd(22, "\0"))],
    ["data/evidence/token.jwt", Buffer.from(token)],
    [
      "data/keys.json",
      json({ format: "evidence-dossier-keys/1", readAt: madeAt.toISOString(), sources: [], keys: [] }),
    ],
    ["data/keys/token-key.pem", Buffer.from(key.pem)],
    ["data/verdict.json", json(verdict)],
    ["data/report.html", Buffer.from("<!doctype html><title>Report</title>\n")],
    ["data/report.pdf", Buffer.from("%PDF-1.7\n%%EOF\n")],
    ["data/limits.html", readFileSync("lib/dossier/release/limits.html")],
  ]);
}

const artefacts = [
  ["status", "status.json"],
  ["record", "record.json"],
  ["files", "files.zip"],
  ["token", "token.jwt"],
  ["report", "report.json"],
  ["signed", "signed.pdf"],
] as const;

export type ArtefactState = "present" | "absent" | "not_opened" | "failed" | "left_out";

/** `dossier.json` for these files; artefacts that are not there are `absent`. */
export function makeDossierFile(payload: Payload, custody: string, states: Record<string, ArtefactState> = {}): Buffer {
  const pieces = artefacts.map(([name, file]) => {
    const path = `data/evidence/${file}`;
    const bytes = payload.get(path);
    const none = { name, path: null, state: states[name] ?? "absent", sizeBytes: null, sha256: null };
    const own = bytes ? { name, path, state: "present", sizeBytes: bytes.length, sha256: sha256(bytes) } : none;
    return {
      ...own,
      receivedAt: bytes ? madeAt.toISOString() : null,
      requestId: bytes ? `request-${name}` : null,
      reason: null,
    };
  });
  const file = {
    format: "evidence-dossier/1",
    madeAt: madeAt.toISOString(),
    madeBy: { name: "Ada", subject: "u-1" },
    purpose: "Onboarding",
    ticket: "CASE-7",
    ...ids,
    product: { name: "Evidence Desk", version: "0.1.0" },
    environment: "demo",
    custody,
    pieces,
  };
  return Buffer.from(formatJsonFile(file));
}
