import { decodeBase64 } from "#lib/bytes/base64";
import type { StatusAnswer } from "./schema.ts";

/** The provider's bytes of a status, exactly: where they are no UTF-8 text they travel as base64. */
export function readRawBytes({ raw, rawBase64 }: Pick<StatusAnswer, "raw" | "rawBase64">): Uint8Array<ArrayBuffer> {
  if (rawBase64 === undefined) return new TextEncoder().encode(raw);
  return decodeBase64(rawBase64);
}
