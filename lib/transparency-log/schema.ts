import * as z from "#lib/runtime/zod";

const count = z.custom<number>((value) => Number.isSafeInteger(value) && Number(value) >= 0);
const hex = z.custom<string>((value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value));

/** `publicKey` is raw Ed25519 (RFC 8032) and `signature` its signature, both in base64url; the rest is signed. */
export const checkpointSchema = z.object({
  reason: z.enum(["anchor", "pruning"]),
  sequence: count,
  head: hex,
  /** Number of entries in the log. */
  count,
  /** UTC milliseconds. */
  at: count,
  keyId: z.string(),
  publicKey: z.string(),
  signature: z.string(),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;
export type CheckpointReason = Checkpoint["reason"];
/** Signed content. */
export type CheckpointStatement = Omit<Checkpoint, "publicKey" | "signature">;
