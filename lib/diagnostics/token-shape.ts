import { decodeBody } from "./decode-body.ts";
import { type JsonShapeReading, readJsonShape } from "./read-json-shape.ts";

/** A token in compact serialization (RFC 7515 section 7.1, RFC 7516 section 7.1), decoded without verification. */
export type TokenShape = {
  kind: "JWS" | "JWE";
  /** `alg` and `typ` if registered, otherwise `{other}`; null if absent. */
  alg: string | null;
  typ: string | null;
  /** SD-JWT disclosures (RFC 9901): parts after a tilde. */
  disclosures: number;
  isJsonString: boolean;
  header: JsonShapeReading;
  /** Null for a JWE. */
  claims: JsonShapeReading | null;
};

const knownWords =
  /^(RS|PS|ES|HS)(256|384|512)$|^(ES256K|EdDSA|Ed25519|Ed448|none|RSA1_5|RSA-OAEP(-256|-384|-512)?|dir|ECDH-ES(\+A(128|192|256)KW)?|A(128|192|256)(GCM)?KW|ML-DSA-(44|65|87))$|^(application\/)?(jwt|jose|jose\+json|at\+jwt|(dc|vc|vp)\+sd-jwt|kb\+jwt|(vc|vp)\+jwt)$/i;

function readWord(header: unknown, name: string): string | null {
  const value = typeof header === "object" && header !== null ? (header as Record<string, unknown>)[name] : undefined;
  if (value === undefined) return null;
  return typeof value === "string" && knownWords.test(value) ? value : "{other}";
}

function readPart(part: string, onValue: (text: string) => void): { text: string; reading: JsonShapeReading } {
  const { text } = decodeBody(Buffer.from(part, "base64url"), false);
  return { text, reading: readJsonShape(text, { onValue }) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Calls `onValue` with each value. @returns null if the text is not a compact token */
export function readTokenShape(body: string, onValue: (text: string) => void): TokenShape | null {
  if (/^\s*[{[<]/.test(body)) return null;
  const trimmed = body.trim();
  const isJsonString = trimmed.startsWith('"');
  const inner = isJsonString ? parse(trimmed) : trimmed;
  const [compact = "", ...behind] = typeof inner === "string" ? inner.split("~") : [];
  const parts = compact.split(".");
  if (!/^[\w.=+/-]+$/.test(compact) || (parts.length !== 3 && parts.length !== 5)) return null;
  const header = readPart(parts[0] ?? "", onValue);
  if (header.reading.state !== "whole" || !header.reading.shape.isObject) return null;
  const fields = parse(header.text);
  return {
    kind: parts.length === 5 ? "JWE" : "JWS",
    alg: readWord(fields, "alg"),
    typ: readWord(fields, "typ"),
    disclosures: behind.filter((part) => part !== "").length,
    isJsonString,
    header: header.reading,
    claims: parts.length === 5 ? null : readPart(parts[1] ?? "", onValue).reading,
  };
}
