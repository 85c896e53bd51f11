import "server-only";
import { createPublicKey, sign, verify } from "node:crypto";
import * as z from "#lib/runtime/zod";
import type { AuditKey } from "./log-keys.ts";
import { type Checkpoint, type CheckpointStatement, checkpointSchema } from "./schema.ts";

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

/** @throws TypeError if `value` is not a checkpoint */
export function parseCheckpoint(value: unknown): Checkpoint {
  const parsed = z.safeParse(checkpointSchema, value);
  if (!parsed.success) throw new TypeError("This is not a checkpoint of the access log.");
  return parsed.data;
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
