import { isAscii, isUtf8 } from "node:buffer";
import {
  parseCompactJws,
  readJweHeader,
  type StructureReason,
  undecodable,
  type Wrap,
} from "./compact-serialization.ts";
import { type JsonReading, readJsonObject } from "./parse-jose-json.ts";
import { holdsDigests, isSdJwtType, type SdJwtParts } from "./sd-jwt-form.ts";

/**
 * Takes a compact JWS apart (RFC 7515 section 3.1) and says everything that is wrong with its form. Decoding is not
 * verifying: nothing read here is proven.
 */

/** What was signed; `faults` are its own. `isEncrypted`: the payload is a JWE (a nested JWT, RFC 7519 section 5.2). */
export type PayloadReading = {
  claims: Record<string, unknown> | null;
  faults: StructureReason[];
  isEncrypted: boolean;
};

export type DecodedToken = {
  /** The body as received; null where it is neither ASCII nor a JSON object in UTF-8. */
  text: string | null;
  /** Faults of form and header. */
  faults: StructureReason[];
  header: Record<string, unknown> | null;
  /** Reads the payload, once: it may be long, and a signature can be examined meanwhile. */
  readPayload: () => PayloadReading;
  /** The payload as text, for the few that need its digits: it is decoded again each time. */
  payloadText: () => string;
  /** Canonical compact text whose signature can be examined, or null. */
  jws: string | null;
  /** Signature bytes, or null where they cannot be read. */
  signature: Buffer | null;
  /** JSON around the token. */
  wrap: Wrap;
  /** What follows the issuer-signed JWT of an SD-JWT (RFC 9901); null for any other token. */
  sdJwt: Pick<SdJwtParts, "disclosures" | "keyBinding"> | null;
  /** The whole token is a JWE: nothing but its header can be read. */
  isEncrypted: boolean;
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

const noPayload: PayloadReading = { claims: null, faults: [], isEncrypted: false };

function makePayloadReader(bytes: Buffer): () => PayloadReading {
  let held: PayloadReading | null = null;
  return () => {
    if (held) return held;
    const reading = readJsonObject(bytes);
    const isEncrypted = reading.fault === "not_json" && readJweHeader(bytes.toString("latin1")) !== null;
    held = { claims: reading.value, faults: isEncrypted ? [] : findPayloadFaults(bytes, reading), isEncrypted };
    return held;
  };
}

/** Disclosures are never empty, and a key binding JWT has three parts (RFC 9901 section 4). */
function findSdJwtFaults(sdJwt: DecodedToken["sdJwt"]): StructureReason[] {
  if (!sdJwt) return [];
  const { disclosures, keyBinding } = sdJwt;
  const isWhole = keyBinding === null || /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/.test(keyBinding);
  return isWhole && !disclosures.includes("") ? [] : ["sd_jwt_malformed"];
}

/** Every fault once, those that make it undecodable first, and whether it can be decoded. */
export function sumUpFaults(
  { faults, readPayload }: DecodedToken,
  ofDisclosures: readonly StructureReason[],
): { faults: StructureReason[]; decodable: boolean } {
  const all = [...new Set([...faults, ...readPayload().faults, ...ofDisclosures])];
  if (all.length === 0) return { faults: all, decodable: true };
  const grave = all.filter((fault) => undecodable.has(fault));
  return { faults: [...grave, ...all.filter((fault) => !undecodable.has(fault))], decodable: grave.length === 0 };
}

/**
 * @param bytes the body as received
 * @returns every fault of form; never throws
 */
export function decodeToken(bytes: Buffer): DecodedToken {
  const nothing: DecodedToken = {
    text: null,
    faults: [],
    header: null,
    readPayload: () => noPayload,
    payloadText: () => "",
    jws: null,
    signature: null,
    wrap: "none",
    sdJwt: null,
    isEncrypted: false,
  };
  if (bytes.length === 0) return { ...nothing, faults: ["empty"] };
  const text = readText(bytes);
  if (text === null) return { ...nothing, faults: ["not_text"] };
  const { compact, wrap, parts, sdJwt, encrypted, ...form } = parseCompactJws(text);
  if (encrypted) return { ...nothing, text, wrap, header: readJsonObject(encrypted).value, isEncrypted: true };
  const faults = [...form.faults];
  if (!parts) return { ...nothing, text, wrap, faults };
  const [header, payload, signature] = parts;
  const headerReading = readJsonObject(header.bytes);
  faults.push(...(header.bytes.length === 0 ? (["header_missing"] as const) : findHeaderFaults(headerReading)));
  if (payload.bytes.length === 0) faults.push("detached_payload");
  const isEncoded = !faults.includes("unencoded_payload");
  // Over an empty payload a signature may be good: then nothing was signed, and nothing is missing.
  const jws = faults.every((fault) => fault === "detached_payload") ? compact : null;
  faults.push(...findSdJwtFaults(sdJwt));
  return {
    ...nothing,
    text,
    faults,
    header: headerReading.value,
    readPayload: isEncoded ? makePayloadReader(payload.bytes) : () => noPayload,
    payloadText: () => payload.bytes.toString("utf8"),
    jws,
    signature: signature.fault ? null : signature.bytes,
    wrap,
    sdJwt,
  };
}

/** True where digests and disclosures are to be read: by form, by `typ`, or by the members that hold digests. */
export function isSdJwt({ sdJwt, header }: DecodedToken, claims: Record<string, unknown>): boolean {
  return sdJwt !== null || isSdJwtType(header?.typ) || holdsDigests(claims);
}

/** A token is ASCII; a JSON object around it may hold any text beside it. Null for everything else. */
function readText(bytes: Buffer): string | null {
  if (bytes.includes(0)) return null;
  if (isAscii(bytes)) return bytes.toString("latin1");
  const isObject = /^\s*\{/.test(bytes.subarray(0, 64).toString("latin1"));
  return isObject && isUtf8(bytes) ? bytes.toString("utf8") : null;
}
