import "server-only";
import { createPublicKey, sign, verify } from "node:crypto";
import type { AuditKey } from "./log-keys.ts";

export type CheckpointReason = "anchor" | "pruning";

/** Signed content; `count` is the number of entries in the log, `at` UTC milliseconds. */
export type CheckpointStatement = {
  reason: CheckpointReason;
  sequence: number;
  head: string;
  count: number;
  at: number;
  keyId: string;
};

/** `publicKey` is raw Ed25519 (RFC 8032) and `signature` its signature, both in base64url. */
export type Checkpoint = CheckpointStatement & { publicKey: string; signature: string };

/** Formats the signed text: a JSON array in this order, as ECMAScript's JSON.stringify writes it. */
export function formatStatement({ reason, sequence, head, count, at, keyId }: CheckpointStatement): string {
  return JSON.stringify(["evidence-desk audit checkpoint", 1, reason, sequence, head, count, at, keyId]);
}

export function signCheckpoint(key: AuditKey, statement: Omit<CheckpointStatement, "keyId">): Checkpoint {
  const complete = { ...statement, keyId: key.id };
  const signature = sign(null, Buffer.from(formatStatement(complete)), key.signing).toString("base64url");
  return { ...complete, publicKey: key.publicKey, signature };
}

/** Verifies with a trusted public key, never with the one in the checkpoint. */
export function isSignedBy(checkpoint: Omit<Checkpoint, "publicKey">, publicKey: string): boolean {
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
  return verify(null, Buffer.from(formatStatement(checkpoint)), key, Buffer.from(checkpoint.signature, "base64url"));
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isHex = (value: unknown): value is string => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

/** @throws TypeError if `value` is not a checkpoint */
export function parseCheckpoint(value: unknown): Checkpoint {
  const fields = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  const { reason, sequence, head, count, at, keyId, publicKey, signature } = fields;
  const isReason = reason === "anchor" || reason === "pruning";
  const isNumbers = isCount(sequence) && isCount(count) && isCount(at);
  const isTexts = typeof keyId === "string" && typeof publicKey === "string" && typeof signature === "string";
  if (!isReason || !isNumbers || !isTexts || !isHex(head))
    throw new TypeError("This is not a checkpoint of the access log.");
  return { reason, sequence, head, count, at, keyId, publicKey, signature };
}

/** Parses a checkpoint file (one JSON value), or the checkpoint lines in shipped standard output. */
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
