import { isAscii } from "node:buffer";
import { type JsonReading, readJsonObject } from "./read-json.ts";

/**
 * Takes a compact JWS apart (RFC 7515 section 3.1) and says everything that is wrong with its form. Decoding is not
 * verifying: nothing read here is proven.
 */

/** Faults after which there is no token to speak of. */
const undecodableReasons = [
  "empty",
  "not_text",
  "json_string_broken",
  "json_serialization",
  "encrypted",
  "not_three_parts",
  "not_base64url",
  "base64url_length",
  "header_missing",
  "header_not_utf8",
  "header_not_json",
  "header_not_object",
  "header_too_deep",
  "nested_token",
  "payload_not_utf8",
  "payload_not_json",
  "payload_not_object",
  "payload_too_deep",
] as const;

/** Faults of a token that can be read, and is refused all the same. */
const refusedReasons = [
  "trailing_newline",
  "white_space",
  "padding",
  "standard_base64",
  "trailing_bits",
  "header_duplicate_name",
  "unencoded_payload",
  "crit_malformed",
  "crit_unknown",
  "detached_payload",
  "duplicate_claim",
] as const;

export type StructureReason = (typeof undecodableReasons)[number] | (typeof refusedReasons)[number];

const undecodableSet = new Set<StructureReason>(undecodableReasons);

/** Faults of what was signed; the signature over it can still be examined. */
const payloadReasons = new Set<StructureReason>([
  "nested_token",
  "payload_not_utf8",
  "payload_not_json",
  "payload_not_object",
  "payload_too_deep",
  "duplicate_claim",
]);

export type TokenReading = {
  /** The body as received, where it is ASCII; null where it is not. */
  text: string | null;
  /** Every fault found; those that make it no token come first. */
  faults: StructureReason[];
  /** False when the form leaves no doubt that this is no token that we read. */
  decodable: boolean;
  header: Record<string, unknown> | null;
  claims: Record<string, unknown> | null;
  /** Canonical compact text whose signature can be examined, or null. */
  jws: string | null;
  /** Signature bytes, or null where they cannot be read. */
  signature: Buffer | null;
  /** The body was a JSON string around the token. */
  quoted: boolean;
};

const spaces = [0x0a, 0x0d, 0x20, 0x09, 0x0b, 0x0c];

function findFormFaults(bytes: Buffer, text: string): { compact: string; quoted: boolean; faults: StructureReason[] } {
  const faults: StructureReason[] = [];
  let compact = text;
  let quoted = false;
  if (/^\s*"/.test(text)) {
    try {
      compact = String(JSON.parse(text));
      quoted = true;
    } catch {
      return { compact: "", quoted, faults: ["json_string_broken"] };
    }
  } else if (/^\s*[{[]/.test(text)) return { compact: "", quoted, faults: ["json_serialization"] };
  // A native search for six bytes is far quicker than an expression over megabytes.
  if (!quoted && !spaces.some((space) => bytes.includes(space))) return { compact, quoted, faults };
  const withoutLineEnd = compact.replace(/(\r\n|\r|\n)$/, "");
  if (withoutLineEnd !== compact) faults.push("trailing_newline");
  const withoutSpace = withoutLineEnd.replace(/[\t\n\v\f\r ]+/g, "");
  if (withoutSpace !== withoutLineEnd) faults.push("white_space");
  if (withoutSpace === "") faults.unshift("empty");
  return { compact: withoutSpace, quoted, faults };
}

/** The three parts, or the fault. Stops counting at the fifth dot: a body may be nothing but dots. */
function splitParts(compact: string): [string, string, string] | StructureReason {
  const dots: number[] = [];
  for (let at = compact.indexOf("."); at >= 0 && dots.length < 5; at = compact.indexOf(".", at + 1)) dots.push(at);
  const [first, second] = dots;
  if (first === undefined || second === undefined || dots.length !== 2)
    return dots.length === 4 && /^[A-Za-z0-9_-]+$/.test(compact.slice(0, first)) ? "encrypted" : "not_three_parts";
  return [compact.slice(0, first), compact.slice(first + 1, second), compact.slice(second + 1)];
}

/** Bytes of one part; the only canonical text is the one that encoding the bytes again gives back. */
function decodePart(part: string): { bytes: Buffer; fault: StructureReason | null } {
  const bytes = Buffer.from(part, "base64url");
  if (bytes.toString("base64url") === part) return { bytes, fault: null };
  const bare = part.replace(/=+$/, "");
  if (/[^A-Za-z0-9_+/-]/.test(bare)) return { bytes, fault: "not_base64url" };
  if (/[+/]/.test(bare)) return { bytes, fault: "standard_base64" };
  if (bare.length % 4 === 1) return { bytes, fault: "base64url_length" };
  return { bytes, fault: bare === part ? "trailing_bits" : "padding" };
}

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
  if (bytes.length === 0) return ["detached_payload"];
  if (!reading.fault) return reading.duplicate ? ["duplicate_claim"] : [];
  const start = bytes.subarray(0, 4096).toString("latin1");
  return [/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+/.test(start) ? "nested_token" : `payload_${reading.fault}`];
}

/**
 * @param bytes the body as received
 * @returns every fault of form; never throws
 */
export function readToken(bytes: Buffer): TokenReading {
  const nothing = {
    text: null,
    decodable: false,
    header: null,
    claims: null,
    jws: null,
    signature: null,
    quoted: false,
  };
  if (bytes.length === 0) return { ...nothing, faults: ["empty"] };
  // A token is ASCII; a JSON string around it may begin with any JSON white space, which is ASCII too.
  if (!isAsciiText(bytes)) return { ...nothing, faults: ["not_text"] };
  const text = bytes.toString("latin1");
  const { compact, quoted, faults } = findFormFaults(bytes, text);
  const undecodable = undecodableSet;
  if (faults.some((fault) => undecodable.has(fault))) return { ...nothing, text, quoted, faults };
  const parts = splitParts(compact);
  if (typeof parts === "string") return { ...nothing, text, quoted, faults: [parts, ...faults] };
  const [header, payload, signature] = parts.map(decodePart) as [Part, Part, Part];
  for (const { fault } of [header, payload, signature]) if (fault && !faults.includes(fault)) faults.push(fault);
  const headerReading = readJsonObject(header.bytes);
  faults.push(...(header.bytes.length === 0 ? (["header_missing"] as const) : findHeaderFaults(headerReading)));
  const payloadReading = readJsonObject(payload.bytes);
  if (!faults.includes("unencoded_payload")) faults.push(...findPayloadFaults(payload.bytes, payloadReading));
  const sorted = [
    ...faults.filter((fault) => undecodable.has(fault)),
    ...faults.filter((fault) => !undecodable.has(fault)),
  ];
  return {
    text,
    faults: sorted,
    decodable: !sorted.some((fault) => undecodable.has(fault)),
    header: headerReading.value,
    claims: payloadReading.value,
    jws: sorted.every((fault) => payloadReasons.has(fault)) ? compact : null,
    signature: signature.fault ? null : signature.bytes,
    quoted,
  };
}

type Part = ReturnType<typeof decodePart>;

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
