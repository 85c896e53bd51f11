import "server-only";
import { createPublicKey, sign, verify } from "node:crypto";
import type { AuditKey } from "./log-keys.ts";

/** Why a checkpoint was made: to anchor the log, or because what lies up to it was pruned. */
export type CheckpointReason = "anchor" | "pruning";

/** What is signed: how far the log went at a time. `count` is how many entries the log held, `at` UTC milliseconds. */
export type CheckpointStatement = {
  reason: CheckpointReason;
  sequence: number;
  head: string;
  count: number;
  at: number;
  keyId: string;
};

/** `publicKey` is raw Ed25519 (RFC 8032) in base64url, `signature` base64url. */
export type Checkpoint = CheckpointStatement & { publicKey: string; signature: string };

/** The signed text: a JSON array in this order, as ECMAScript's JSON.stringify writes it. */
export function formatStatement({ reason, sequence, head, count, at, keyId }: CheckpointStatement): string {
  return JSON.stringify(["evidence-desk audit checkpoint", 1, reason, sequence, head, count, at, keyId]);
}

/** Signs with the Ed25519 key that belongs to `key`. */
export function signCheckpoint(key: AuditKey, statement: Omit<CheckpointStatement, "keyId">): Checkpoint {
  const complete = { ...statement, keyId: key.id };
  const signature = sign(null, Buffer.from(formatStatement(complete)), key.signing).toString("base64url");
  return { ...complete, publicKey: key.publicKey, signature };
}

/** True when `signature` is good under the given public key, which is never taken from the checkpoint itself. */
export function isSignedBy(checkpoint: Omit<Checkpoint, "publicKey">, publicKey: string): boolean {
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
  return verify(null, Buffer.from(formatStatement(checkpoint)), key, Buffer.from(checkpoint.signature, "base64url"));
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isHex = (value: unknown): value is string => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

/**
 * @param value one JSON value of a checkpoint file or of a line of standard output
 * @throws TypeError when it is no checkpoint
 */
export function parseCheckpoint(value: unknown): Checkpoint {
  const fields = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  const { reason, sequence, head, count, at, keyId, publicKey, signature } = fields;
  const isReason = reason === "anchor" || reason === "pruning";
  const isNumbers = isCount(sequence) && isCount(count) && isCount(at);
  const isTexts = typeof keyId === "string" && typeof publicKey === "string" && typeof signature === "string";
  if (!isReason || !isNumbers || !isTexts || !isHex(head))
    throw new TypeError("This is no checkpoint of the access log.");
  return { reason, sequence, head, count, at, keyId, publicKey, signature };
}

/** All checkpoints in a text: one JSON value, or lines among which some are checkpoints (shipped standard output). */
export function parseCheckpoints(text: string): Checkpoint[] {
  const read = (part: string): Checkpoint[] => {
    try {
      const value: unknown = JSON.parse(part);
      return (Array.isArray(value) ? value : [value]).map(parseCheckpoint);
    } catch {
      return [];
    }
  };
  const whole = read(text);
  return whole.length > 0 ? whole : text.split("\n").flatMap((line) => (line.trim() === "" ? [] : read(line)));
}
