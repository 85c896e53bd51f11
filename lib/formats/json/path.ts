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
