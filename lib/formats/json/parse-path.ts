import type { Step } from "./path.ts";

/** A step of a pointer may be a name or a position: the container decides. */
export type PathQuery =
  | { form: "path"; steps: Step[] }
  | { form: "pointer"; steps: string[] }
  | { form: "unsupported"; steps: never[] };

/**
 * Reads a JSONPath (RFC 9535) of names and positions only, in any of their notations, or a JSON Pointer (RFC 6901), also as a
 * URI fragment. Of the form `unsupported` when a JSONPath may stand for many places (`*`, `..`, slices, filters, lists), or is none after
 * all; null when the text is neither.
 */
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

/** RFC 6901 section 6. */
function parseFragment(text: string): PathQuery | null {
  try {
    return parsePointer(decodeURIComponent(text));
  } catch {
    return null;
  }
}

/** One segment of RFC 9535 with one name or index selector: `.name`, `['name']`, `["name"]`, `[0]`; blanks as section 2.1 allows. */
const segment =
  /[ \t\n\r]*(?:\.([A-Za-z_\u0080-\uD7FF\uE000-\u{10FFFF}][A-Za-z0-9_\u0080-\uD7FF\uE000-\u{10FFFF}]*)|\[[ \t\n\r]*(?:(0|-?[1-9]\d{0,15})|'((?:[^'\\\u0000-\u001f]|\\.)*)'|"((?:[^"\\\u0000-\u001f]|\\.)*)")[ \t\n\r]*\])/uy;

function parseJsonPath(text: string): PathQuery | null {
  const steps: Step[] = [];
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

/** The name between quotes of one kind (section 2.3.1.1), or null when an escape is none. Half a pair is taken as it is: names may have one. */
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
