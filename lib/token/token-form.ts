import { type refusedReasons, undecodableReasons } from "./reasons.ts";

/** The form of a compact JWS (RFC 7515 section 7.1): its three parts, and what is wrong with the text around them. */

export type StructureReason = (typeof undecodableReasons)[number] | (typeof refusedReasons)[number];

export const undecodable = new Set<StructureReason>(undecodableReasons);

/** What stands around and between the parts: a JSON string's quotes, white space. Faults of it, and the text without it. */
function findFormFaults(text: string): { compact: string; quoted: boolean; faults: StructureReason[] } {
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
  let end = part.length;
  while (part[end - 1] === "=") end--;
  const bare = part.slice(0, end);
  if (/[^A-Za-z0-9_+/-]/.test(bare)) return { bytes, fault: "not_base64url" };
  if (/[+/]/.test(bare)) return { bytes, fault: "standard_base64" };
  if (bare.length % 4 === 1) return { bytes, fault: "base64url_length" };
  return { bytes, fault: bare === part ? "trailing_bits" : "padding" };
}

type Part = ReturnType<typeof decodePart>;
type Form = { compact: string; quoted: boolean; faults: StructureReason[]; parts: [Part, Part, Part] | null };

/** Takes a text apart. What is nothing but a canonical token has no white space or quotes to look for. */
export function readForm(text: string): Form {
  const plain = splitParts(text);
  if (typeof plain !== "string") {
    const parts = plain.map(decodePart) as [Part, Part, Part];
    if (parts.every(({ fault }) => fault === null)) return { compact: text, quoted: false, faults: [], parts };
  }
  const { compact, quoted, faults } = findFormFaults(text);
  if (faults.some((fault) => undecodable.has(fault))) return { compact, quoted, faults, parts: null };
  const split = splitParts(compact);
  if (typeof split === "string") return { compact, quoted, faults: [split, ...faults], parts: null };
  const parts = split.map(decodePart) as [Part, Part, Part];
  for (const { fault } of parts) if (fault && !faults.includes(fault)) faults.push(fault);
  return { compact, quoted, faults, parts };
}
