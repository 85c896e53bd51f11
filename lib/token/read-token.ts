import { isAscii } from "node:buffer";
import { type JsonReading, readJsonObject } from "./read-json.ts";
import { readForm, type StructureReason, undecodable } from "./token-form.ts";

/**
 * Takes a compact JWS apart (RFC 7515 section 3.1) and says everything that is wrong with its form. Decoding is not
 * verifying: nothing read here is proven.
 */

/** What was signed; `faults` are its own. */
export type PayloadReading = { claims: Record<string, unknown> | null; faults: StructureReason[] };

export type TokenReading = {
  /** The body as received, where it is ASCII; null where it is not. */
  text: string | null;
  /** Faults of form and header. */
  faults: StructureReason[];
  header: Record<string, unknown> | null;
  /** Reads the payload, once: it may be long, and a signature can be examined meanwhile. */
  readPayload: () => PayloadReading;
  /** Canonical compact text whose signature can be examined, or null. */
  jws: string | null;
  /** Signature bytes, or null where they cannot be read. */
  signature: Buffer | null;
  /** The body was a JSON string around the token. */
  quoted: boolean;
};

function findHeaderFaults(reading: JsonReading): StructureReason[] {
  if (reading.fault) return [`header_${reading.fault}`];
  const faults: StructureReason[] = reading.duplicate ? ["header_duplicate_name"] : [];
  const header = reading.value;
  const has = (name: string) => Object.hasOwn(header, name);
  if (has("b64") && header.b64 !== true) faults.push("unencoded_payload");
  if (!has("crit")) return faults;
  const names = header.crit;
  if (!Array.isArray(names) || names.length === 0 || names.some((name) => typeof name !== "string" || !has(name)))
    faults.push("crit_malformed");
  // RFC 7797's `b64: true` is the default written out; no other extension is understood here.
  else if (names.some((name) => name !== "b64")) faults.push("crit_unknown");
  return faults;
}

function findPayloadFaults(bytes: Buffer, reading: JsonReading): StructureReason[] {
  if (bytes.length === 0) return [];
  if (!reading.fault) return reading.duplicate ? ["duplicate_claim"] : [];
  const start = bytes.subarray(0, 4096).toString("latin1");
  return [/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+/.test(start) ? "nested_token" : `payload_${reading.fault}`];
}

const noPayload: PayloadReading = { claims: null, faults: [] };

function makePayloadReader(bytes: Buffer): () => PayloadReading {
  let held: PayloadReading | null = null;
  return () => {
    if (held) return held;
    const reading = readJsonObject(bytes);
    held = { claims: reading.value, faults: findPayloadFaults(bytes, reading) };
    return held;
  };
}

/** Every fault, those that make it no token first, and whether it is one that we read. */
export function sumUpFaults({ faults, readPayload }: TokenReading): { faults: StructureReason[]; decodable: boolean } {
  const all = [...faults, ...readPayload().faults];
  if (all.length === 0) return { faults: all, decodable: true };
  const grave = all.filter((fault) => undecodable.has(fault));
  return { faults: [...grave, ...all.filter((fault) => !undecodable.has(fault))], decodable: grave.length === 0 };
}

/**
 * @param bytes the body as received
 * @returns every fault of form; never throws
 */
export function readToken(bytes: Buffer): TokenReading {
  const nothing = {
    text: null,
    header: null,
    readPayload: () => noPayload,
    jws: null,
    signature: null,
    quoted: false,
  };
  if (bytes.length === 0) return { ...nothing, faults: ["empty"] };
  // A token is ASCII; a JSON string around it may begin with any JSON white space, which is ASCII too.
  if (!isAsciiText(bytes)) return { ...nothing, faults: ["not_text"] };
  const text = bytes.toString("latin1");
  const { compact, quoted, faults, parts } = readForm(text);
  if (!parts) return { ...nothing, text, quoted, faults };
  const [header, payload, signature] = parts;
  const headerReading = readJsonObject(header.bytes);
  faults.push(...(header.bytes.length === 0 ? (["header_missing"] as const) : findHeaderFaults(headerReading)));
  if (payload.bytes.length === 0) faults.push("detached_payload");
  return {
    text,
    faults,
    header: headerReading.value,
    readPayload: faults.includes("unencoded_payload") ? () => noPayload : makePayloadReader(payload.bytes),
    jws: faults.length === 0 ? compact : null,
    signature: signature.fault ? null : signature.bytes,
    quoted,
  };
}

function isAsciiText(bytes: Buffer): boolean {
  return isAscii(bytes) && !bytes.includes(0);
}

/** The header's `kid`, to look for its key before the token is judged; null where there is none to be read. */
export function peekKeyId(bytes: Buffer): string | null {
  const end = bytes.indexOf(".");
  if (end < 0 || end > 1024 * 1024) return null;
  const part = bytes
    .subarray(0, end)
    .toString("latin1")
    .replace(/^\s*"?\s*/, "");
  const kid = readJsonObject(Buffer.from(part, "base64url")).value?.kid;
  return typeof kid === "string" ? kid : null;
}
