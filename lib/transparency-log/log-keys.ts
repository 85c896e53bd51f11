import "server-only";
import { createHash, createPrivateKey, createPublicKey, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { makeVerifierKey, type VerifierKey } from "./verifier-key.ts";

/** Keys derived from one AUDIT_KEY, one per use (HKDF, RFC 5869). */
export type AuditKey = {
  /** Sixteen hex digits that identify the key in each entry without revealing it. */
  id: string;
  /** HMAC key of entries of format 1. */
  chain: KeyObject;
  /** HMAC key of search texts. */
  search: KeyObject;
  /** Ed25519 key that signed checkpoints of format 1. */
  signing: KeyObject;
  /** Public half of `signing`, raw 32 bytes in base64url, as `x` of a JWK (RFC 8037). */
  publicKey: string;
  /** Ed25519 key that signs checkpoints of format 2, and nothing else. */
  checkpoint: KeyObject;
};

/** A key of one log: its name is the log's origin. */
export type SigningKey = { verifierKey: VerifierKey; privateKey: KeyObject };

const derive = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "evidence-desk", `audit ${purpose}`, 32));

/** PKCS #8 prefix of an Ed25519 private key (RFC 8410 section 7), before the 32-byte seed. */
const ed25519Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

const importSeed = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([ed25519Prefix, seed]), format: "der", type: "pkcs8" });

/** @param secret one value of AUDIT_KEY */
export function deriveAuditKey(secret: string): AuditKey {
  const signing = importSeed(derive(secret, "checkpoint v1"));
  return {
    id: createHash("sha256").update(derive(secret, "name v1")).digest("hex").slice(0, 16),
    chain: createSecretKey(derive(secret, "chain v1")),
    search: createSecretKey(derive(secret, "search v1")),
    signing,
    publicKey: String(createPublicKey(signing).export({ format: "jwk" }).x),
    checkpoint: importSeed(derive(secret, "checkpoint v2")),
  };
}

/** The key's use in the log with this origin. */
export function signingKeyOf({ checkpoint }: AuditKey, origin: string): SigningKey {
  const { x = "" } = createPublicKey(checkpoint).export({ format: "jwk" });
  return { verifierKey: makeVerifierKey(origin, Buffer.from(x, "base64url")), privateKey: checkpoint };
}

/** Newest first: the first key writes, and all verify. */
export type AuditKeys = readonly [AuditKey, ...AuditKey[]];

export function deriveAuditKeys(secrets: readonly string[]): AuditKeys {
  const [newest, ...older] = secrets.map(deriveAuditKey);
  if (newest === undefined) throw new Error("AUDIT_KEY: is missing, so the access log can't be written. Set it.");
  return [newest, ...older];
}
