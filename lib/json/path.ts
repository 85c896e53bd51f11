/** One step from a container to a child: a member's name, or an element's position from 0 (negative: from the end). */
export type Step = string | number;

const shorthand = /^[A-Za-z_\u0080-\uD7FF\uE000-\uFFFF][A-Za-z0-9_\u0080-\uD7FF\uE000-\uFFFF]*$/;
const hidden = /\p{C}|\p{Z}/u;
const shortEscapes: Record<string, string> = {
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
  "'": "\\'",
  "\\": "\\\\",
};

/** A name between single quotes as RFC 9535 section 2.7 (normalized paths) writes it. */
function quoteName(name: string): string {
  const escaped = name.replace(
    /[\u0000-\u001f'\\]/g,
    (character) => shortEscapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `['${escaped}']`;
}

/** JSONPath (RFC 9535): `$.person.names[0]`, with brackets for names that are not plain words. */
export function formatJsonPath(steps: readonly Step[]): string {
  let path = "$";
  for (const step of steps) {
    if (typeof step === "number") path += `[${step}]`;
    else path += shorthand.test(step) && !hidden.test(step) ? `.${step}` : quoteName(step);
  }
  return path;
}

/** JSON Pointer (RFC 6901 section 3); the empty pointer is the whole. */
export function formatJsonPointer(steps: readonly Step[]): string {
  return steps.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** A step of a pointer may be a name or a position: the container decides. */
export type PathQuery = { form: "path"; steps: Step[] } | { form: "pointer"; steps: string[] };

/** Reads a JSONPath of names and positions only, or a JSON Pointer; null when the text is neither. */
export function parsePath(text: string): PathQuery | null {
  const trimmed = text.trim();
  if (trimmed.startsWith("/")) return parsePointer(trimmed);
  if (!trimmed.startsWith("$")) return null;
  return parseJsonPath(trimmed);
}

function parsePointer(text: string): PathQuery | null {
  if (/~(?![01])/.test(text)) return null;
  const steps = text
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  return { form: "pointer", steps };
}

const segment =
  /\s*(?:\.\s*([A-Za-z_\u0080-\u{10FFFF}][A-Za-z0-9_\u0080-\u{10FFFF}]*)|\[\s*(?:(-?(?:0|[1-9]\d{0,15}))|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*\])/uy;

function parseJsonPath(text: string): PathQuery | null {
  const steps: Step[] = [];
  segment.lastIndex = 1;
  while (segment.lastIndex < text.length) {
    const match = segment.exec(text);
    if (!match) return null;
    const [, plain, position, single, double] = match;
    if (plain !== undefined) steps.push(plain);
    else if (position !== undefined) steps.push(Number(position));
    else steps.push(unescapeName(single ?? double ?? ""));
  }
  return { form: "path", steps };
}

const longEscapes: Record<string, string> = { b: "\b", t: "\t", n: "\n", f: "\f", r: "\r" };

function unescapeName(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|(.))/gsu, (_, hex: string | undefined, letter: string) =>
    hex === undefined ? (longEscapes[letter] ?? letter) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** `0.3.1`: positions from the root, for addresses. The root itself is the empty text. */
export function formatPositions(positions: readonly number[]): string {
  return positions.join(".");
}

/** Reads `0.3.1`; null when it is anything else. */
export function parsePositions(text: string): number[] | null {
  if (text === "") return [];
  if (!/^\d{1,10}(\.\d{1,10})*$/.test(text)) return null;
  return text.split(".").map(Number);
}
