import { isAscii, isUtf8 } from "node:buffer";
import {
  parseCompactJws,
  readJweHeader,
  type StructureReason,
  type TokenWrap,
  undecodable,
} from "./compact-serialization.ts";
import { type ParsedJoseJson, parseJoseJson } from "./parse-jose-json.ts";
import { holdsDigests, isSdJwtType, type SdJwtParts } from "./sd-jwt-form.ts";

/** Decodes a compact JWS (RFC 7515 section 3.1) and reports all format errors. Decoded content is not verified. */

/** The signed payload and its errors. `isEncrypted`: the payload is a JWE (nested JWT, RFC 7519 section 5.2). */
export type PayloadReading = {
  claims: Record<string, unknown> | null;
  faults: StructureReason[];
  isEncrypted: boolean;
};

export type DecodedToken = {
  /** The body as received; null unless ASCII or a JSON object in UTF-8. */
  text: string | null;
  faults: StructureReason[];
  header: Record<string, unknown> | null;
  /** Parses the payload once, on demand: it may be long, and the signature can be verified meanwhile. */
  readPayload: () => PayloadReading;
  /** Decodes the payload text on every call; only few callers need its digits. */
  payloadText: () => string;
  /** Canonical compact text whose signature can be verified, or null. */
  jws: string | null;
  signature: Buffer | null;
  wrap: TokenWrap;
  sdJwt: Pick<SdJwtParts, "disclosures" | "keyBinding"> | null;
  /** The whole token is a JWE: only its header is readable. */
  isEncrypted: boolean;
};

function findHeaderFaults(reading: ParsedJoseJson): StructureReason[] {
  if (reading.fault) return [`header_${reading.fault}`];
  const faults: StructureReason[] = reading.duplicate ? ["header_duplicate_name"] : [];
  const header = reading.value;
  const has = (name: string) => Object.hasOwn(header, name);
  if (has("b64") && header.b64 !== true) faults.push("unencoded_payload");
  if (!has("crit")) return faults;
  const names = header.crit;
  if (!Array.isArray(names) || names.length === 0 || names.some((name) => typeof name !== "string" || !has(name)))
    faults.push("crit_malformed");
  // `b64: true` is the default of RFC 7797; other extensions are not supported.
  else if (names.some((name) => name !== "b64")) faults.push("crit_unknown");
  return faults;
}

function findPayloadFaults(bytes: Buffer, reading: ParsedJoseJson): StructureReason[] {
  if (bytes.length === 0) return [];
  if (!reading.fault) return reading.duplicate ? ["duplicate_claim"] : [];
  const start = bytes.subarray(0, 4096).toString("latin1");
  return [/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+/.test(start) ? "nested_token" : `payload_${reading.fault}`];
}

const noPayload: PayloadReading = { claims: null, faults: [], isEncrypted: false };

function makePayloadReader(bytes: Buffer): () => PayloadReading {
  let current: PayloadReading | null = null;
  return () => {
    if (current) return current;
    const reading = parseJoseJson(bytes);
    const isEncrypted = reading.fault === "not_json" && readJweHeader(bytes.toString("latin1")) !== null;
    current = { claims: reading.value, faults: isEncrypted ? [] : findPayloadFaults(bytes, reading), isEncrypted };
    return current;
  };
}

/** Disclosures are never empty, and a key binding JWT has three parts (RFC 9901 section 4). */
function findSdJwtFaults(sdJwt: DecodedToken["sdJwt"]): StructureReason[] {
  if (!sdJwt) return [];
  const { disclosures, keyBinding } = sdJwt;
  const isWhole = keyBinding === null || /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/.test(keyBinding);
  return isWhole && !disclosures.includes("") ? [] : ["sd_jwt_malformed"];
}

/** Lists each error once, undecodable ones first, and whether the token can be decoded. */
export function sumUpFaults(
  { faults, readPayload }: DecodedToken,
  ofDisclosures: readonly StructureReason[],
): { faults: StructureReason[]; decodable: boolean } {
  const all = [...new Set([...faults, ...readPayload().faults, ...ofDisclosures])];
  if (all.length === 0) return { faults: all, decodable: true };
  const grave = all.filter((fault) => undecodable.has(fault));
  return { faults: [...grave, ...all.filter((fault) => !undecodable.has(fault))], decodable: grave.length === 0 };
}

/** @param bytes the body as received. @returns all format errors; never throws */
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
  if (encrypted) return { ...nothing, text, wrap, header: parseJoseJson(encrypted).value, isEncrypted: true };
  const faults = [...form.faults];
  if (!parts) return { ...nothing, text, wrap, faults };
  const [header, payload, signature] = parts;
  const headerReading = parseJoseJson(header.bytes);
  faults.push(...(header.bytes.length === 0 ? (["header_missing"] as const) : findHeaderFaults(headerReading)));
  if (payload.bytes.length === 0) faults.push("detached_payload");
  const isEncoded = !faults.includes("unencoded_payload");
  // A signature over an empty payload may be valid: the payload is then empty, not detached.
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

/** True if the token has digests or disclosures to process: by format, by `typ`, or by its members. */
export function isSdJwt({ sdJwt, header }: DecodedToken, claims: Record<string, unknown>): boolean {
  return sdJwt !== null || isSdJwtType(header?.typ) || holdsDigests(claims);
}

/** Returns null unless the bytes are ASCII, or a JSON object in UTF-8. */
function readText(bytes: Buffer): string | null {
  if (bytes.includes(0)) return null;
  if (isAscii(bytes)) return bytes.toString("latin1");
  const isObject = /^\s*\{/.test(bytes.subarray(0, 64).toString("latin1"));
  return isObject && isUtf8(bytes) ? bytes.toString("utf8") : null;
}
