import type { PathStep } from "./path.ts";

/** Keeps JSON Pointer tokens ambiguous: the container decides between name and index. */
export type PathQuery =
  | { form: "path"; steps: PathStep[] }
  | { form: "pointer"; steps: string[] }
  | { form: "unsupported"; steps: never[] };

/** Parses a JSONPath (RFC 9535) or JSON Pointer (RFC 6901). @returns `unsupported` for wildcards, slices or filters, null if neither */
export function parsePath(text: string): PathQuery | null {
  if (text.startsWith("/")) return parsePointer(text);
  if (text === "#" || text.startsWith("#/")) return parseFragment(text.slice(1));
  if (text === "$" || /^\$\s*[.[]/.test(text)) return parseJsonPath(text) ?? { form: "unsupported", steps: [] };
  return null;
}

function parsePointer(text: string): PathQuery | null {
  if (/~(?![01])/.test(text)) return null;
  if (text === "") return { form: "pointer", steps: [] };
  const steps = text
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  return { form: "pointer", steps };
}

function parseFragment(text: string): PathQuery | null {
  try {
    return parsePointer(decodeURIComponent(text));
  } catch {
    return null;
  }
}

/** Matches one segment with one name or index selector (RFC 9535 §2.5), with the blanks of §2.1. */
const segment =
  /[ \t\n\r]*(?:\.([A-Za-z_\u0080-\uD7FF\uE000-\u{10FFFF}][A-Za-z0-9_\u0080-\uD7FF\uE000-\u{10FFFF}]*)|\[[ \t\n\r]*(?:(0|-?[1-9]\d{0,15})|'((?:[^'\\\u0000-\u001f]|\\.)*)'|"((?:[^"\\\u0000-\u001f]|\\.)*)")[ \t\n\r]*\])/uy;

function parseJsonPath(text: string): PathQuery | null {
  const steps: PathStep[] = [];
  segment.lastIndex = 1;
  while (segment.lastIndex < text.length) {
    const match = segment.exec(text);
    if (!match) return null;
    const [, shorthand, position, single, double] = match;
    const quoted = single === undefined ? double : single;
    const step =
      shorthand ?? (quoted === undefined ? Number(position) : unescapeName(quoted, single === undefined ? '"' : "'"));
    if (step === null || (typeof step === "number" && !Number.isSafeInteger(step))) return null;
    steps.push(step);
  }
  return { form: "path", steps };
}

const shortEscapes = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["/", "/"],
  ["\\", "\\"],
]);

/** Decodes a quoted name (RFC 9535 §2.3.1.1) and keeps lone surrogates. @returns null on an invalid escape */
function unescapeName(text: string, quote: string): string | null {
  let broken = false;
  const name = text.replace(/\\(?:u([0-9A-Fa-f]{4})|(.))/gsu, (_, hex: string | undefined, letter: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    const stands = letter === quote ? quote : shortEscapes.get(letter);
    if (stands === undefined) broken = true;
    return stands ?? "";
  });
  return broken ? null : name;
}
