/** A member name, or an element index from 0 (negative: from the end). */
export type PathStep = string | number;

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

function quoteName(name: string): string {
  const escaped = name.replace(
    /[\u0000-\u001f'\\]/g,
    (character) => shortEscapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `['${escaped}']`;
}

/** Formats a JSONPath (RFC 9535), with brackets for names that are not plain words. */
export function formatJsonPath(steps: readonly PathStep[]): string {
  let path = "$";
  for (const step of steps) {
    if (typeof step === "number") path += `[${step}]`;
    else path += shorthand.test(step) && !hidden.test(step) ? `.${step}` : quoteName(step);
  }
  return path;
}

/** Formats a JSON Pointer (RFC 6901 §3). An empty pointer addresses the root. */
export function formatJsonPointer(steps: readonly PathStep[]): string {
  return steps.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Formats an index path for URLs, such as `0.3.1`. An empty string addresses the root. */
export function formatPositions(positions: readonly number[]): string {
  return positions.join(".");
}

/** Parses an index path such as `0.3.1`. @returns null if invalid */
export function parsePositions(text: string): number[] | null {
  if (text === "") return [];
  if (!/^\d{1,10}(\.\d{1,10})*$/.test(text)) return null;
  return text.split(".").map(Number);
}
