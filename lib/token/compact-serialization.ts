import { type refusedReasons, undecodableReasons } from "./reasons.ts";
import { type SdJwtParts, splitSdJwt } from "./sd-jwt-form.ts";
import { type Unwrapped, unwrapToken } from "./unwrap-token.ts";

/** Parses a compact JWS (RFC 7515 section 7.1) and reports errors in the surrounding text. */

export type StructureReason = (typeof undecodableReasons)[number] | (typeof refusedReasons)[number];

export const undecodable = new Set<StructureReason>(undecodableReasons);

/** JSON around the token; `none` for a bare token. */
export type TokenWrap = "none" | "json_string" | "json_object";

type Part = { bytes: Buffer; fault: StructureReason | null };

export type CompactForm = {
  compact: string;
  wrap: TokenWrap;
  faults: readonly StructureReason[];
  parts: [Part, Part, Part] | null;
  /** Parts after the issuer-signed JWT of an SD-JWT; null for other tokens. */
  sdJwt: Pick<SdJwtParts, "disclosures" | "keyBinding"> | null;
  /** Protected header of a JWE, possibly empty; null if the token is not encrypted. */
  encrypted: Buffer | null;
};

const nothing: CompactForm = { compact: "", wrap: "none", faults: [], parts: null, sdJwt: null, encrypted: null };

function nameWrap(wraps: Extract<Unwrapped, { kind: "token" }>["wraps"]): TokenWrap {
  if (wraps.includes("json_object")) return "json_object";
  return wraps.length > 0 ? "json_string" : "none";
}

/** Removes white space, which tokens never contain, and reports it as errors. */
function findSpaceFaults(text: string): { compact: string; faults: StructureReason[] } {
  const faults: StructureReason[] = [];
  const withoutLineEnd = text.replace(/(\r\n|\r|\n)$/, "");
  if (withoutLineEnd !== text) faults.push("trailing_newline");
  const compact = withoutLineEnd.replace(/[\t\n\v\f\r ]+/g, "");
  if (compact !== withoutLineEnd) faults.push("white_space");
  if (compact === "") faults.unshift("empty");
  return { compact, faults };
}

/** Offsets of the first dots. Stops at the fifth, because a body may consist of dots only. */
function findDots(compact: string): number[] {
  const dots: number[] = [];
  for (let at = compact.indexOf("."); at >= 0 && dots.length < 5; at = compact.indexOf(".", at + 1)) dots.push(at);
  return dots;
}

/** Returns the header of a compact JWE (RFC 7516 section 7.1): five parts, the first a JSON object. */
export function readJweHeader(compact: string): Buffer | null {
  const dots = findDots(compact);
  if (dots.length !== 4 || !/^[A-Za-z0-9_.-]+$/.test(compact)) return null;
  const header = Buffer.from(compact.slice(0, dots[0]), "base64url");
  return /^\s*\{/.test(header.subarray(0, 64).toString("latin1")) ? header : null;
}

/** Decodes one part; the part is canonical if re-encoding the bytes yields the same text. */
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

/** Decodes the three parts. @returns null unless exactly three exist */
function splitParts(compact: string): [Part, Part, Part] | null {
  const [first, second, ...more] = findDots(compact);
  if (first === undefined || second === undefined || more.length > 0) return null;
  const texts = [compact.slice(0, first), compact.slice(first + 1, second), compact.slice(second + 1)];
  return texts.map(decodePart) as [Part, Part, Part];
}

/** Parses a compact JWS; skips white space and JSON handling for canonical tokens. */
export function parseCompactJws(text: string): CompactForm {
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
