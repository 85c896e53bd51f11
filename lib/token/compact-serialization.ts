import { type refusedReasons, undecodableReasons } from "./reasons.ts";
import { type SdJwtParts, splitSdJwt } from "./sd-jwt-form.ts";
import { type Unwrapped, unwrapToken } from "./unwrap-token.ts";

/** The form of a compact JWS (RFC 7515 section 7.1): its three parts, and what is wrong with the text around them. */

export type StructureReason = (typeof undecodableReasons)[number] | (typeof refusedReasons)[number];

export const undecodable = new Set<StructureReason>(undecodableReasons);

/** JSON around the token; `none` for a token that was sent as it is. */
export type Wrap = "none" | "json_string" | "json_object";

type Part = { bytes: Buffer; fault: StructureReason | null };

export type Form = {
  /** The compact JWS without anything around it. */
  compact: string;
  wrap: Wrap;
  faults: readonly StructureReason[];
  parts: [Part, Part, Part] | null;
  /** What follows the issuer-signed JWT of an SD-JWT; null for any other token. */
  sdJwt: Pick<SdJwtParts, "disclosures" | "keyBinding"> | null;
  /** Protected header of a JWE, which may be empty; null for what is not encrypted. */
  encrypted: Buffer | null;
};

const nothing: Form = { compact: "", wrap: "none", faults: [], parts: null, sdJwt: null, encrypted: null };

function nameWrap(wraps: Extract<Unwrapped, { kind: "token" }>["wraps"]): Wrap {
  if (wraps.includes("json_object")) return "json_object";
  return wraps.length > 0 ? "json_string" : "none";
}

/** White space that no token has: faults of it, and the text without it. */
function findSpaceFaults(text: string): { compact: string; faults: StructureReason[] } {
  const faults: StructureReason[] = [];
  const withoutLineEnd = text.replace(/(\r\n|\r|\n)$/, "");
  if (withoutLineEnd !== text) faults.push("trailing_newline");
  const compact = withoutLineEnd.replace(/[\t\n\v\f\r ]+/g, "");
  if (compact !== withoutLineEnd) faults.push("white_space");
  if (compact === "") faults.unshift("empty");
  return { compact, faults };
}

/** Offsets of the first dots. Stops at the fifth: a body may be nothing but dots. */
function findDots(compact: string): number[] {
  const dots: number[] = [];
  for (let at = compact.indexOf("."); at >= 0 && dots.length < 5; at = compact.indexOf(".", at + 1)) dots.push(at);
  return dots;
}

/** The header of a compact JWE (RFC 7516 section 7.1): five parts, and a first one that is a JSON object. */
export function readJweHeader(compact: string): Buffer | null {
  const dots = findDots(compact);
  if (dots.length !== 4 || !/^[A-Za-z0-9_.-]+$/.test(compact)) return null;
  const header = Buffer.from(compact.slice(0, dots[0]), "base64url");
  return /^\s*\{/.test(header.subarray(0, 64).toString("latin1")) ? header : null;
}

/** Bytes of one part; the only canonical text is the one that encoding the bytes again gives back. */
function decodePart(part: string): Part {
  const bytes = Buffer.from(part, "base64url");
  if (bytes.toString("base64url") === part) return { bytes, fault: null };
  let end = part.length;
  while (part[end - 1] === "=") end--;
  const bare = part.slice(0, end);
  if (/[^A-Za-z0-9_+/-]/.test(bare)) return { bytes, fault: "not_base64url" };
  if (/[+/]/.test(bare)) return { bytes, fault: "standard_base64" };
  if (bare.length % 4 === 1) return { bytes, fault: "base64url_length" };
  return { bytes, fault: bare === part ? "trailing_bits" : "padding" };
}

/** The three parts decoded; null where there are not exactly three. */
function splitParts(compact: string): [Part, Part, Part] | null {
  const [first, second, ...more] = findDots(compact);
  if (first === undefined || second === undefined || more.length > 0) return null;
  const texts = [compact.slice(0, first), compact.slice(first + 1, second), compact.slice(second + 1)];
  return texts.map(decodePart) as [Part, Part, Part];
}

/** Takes a text apart. What is nothing but a canonical token has no white space or JSON to look for. */
export function parseCompactJws(text: string): Form {
  const plain = splitParts(text);
  if (plain?.every(({ fault }) => fault === null)) return { ...nothing, compact: text, parts: plain, faults: [] };
  const unwrapped = unwrapToken(text);
  if (unwrapped.kind === "encrypted")
    return { ...nothing, encrypted: Buffer.from(unwrapped.protectedHeader, "base64url") };
  if (unwrapped.kind !== "token") return { ...nothing, faults: [unwrapped.kind] };
  const wrap = nameWrap(unwrapped.wraps);
  const { compact: whole, faults } = findSpaceFaults(unwrapped.compact);
  if (faults.includes("empty")) return { ...nothing, wrap, faults };
  const encrypted = readJweHeader(whole);
  if (encrypted) return { ...nothing, wrap, encrypted };
  const sdJwt = splitSdJwt(whole);
  const compact = sdJwt?.jwt ?? whole;
  const parts = splitParts(compact);
  if (!parts) return { ...nothing, compact, wrap, faults: ["not_three_parts", ...faults] };
  for (const { fault } of parts) if (fault && !faults.includes(fault)) faults.push(fault);
  return { ...nothing, compact, wrap, faults, parts, sdJwt };
}
