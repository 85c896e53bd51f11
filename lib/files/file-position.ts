import { parameters, withParameters } from "#lib/paths";

/** Selected files and view in the URL: numbers and fixed words, never a name. */
export type FilePosition = { file: number | null; beside: number | null; view: "content" | "bytes" };

const readNumber = (text: string | null) => (text !== null && /^[1-9][0-9]{0,5}$/u.test(text) ? Number(text) : null);

const { file, beside, view } = parameters;

export function readPosition(search: URLSearchParams): FilePosition {
  return {
    file: readNumber(search.get(file)),
    beside: readNumber(search.get(beside)),
    view: search.get(view) === "bytes" ? "bytes" : "content",
  };
}

/** Adds the file position to a path, so that a file link survives sign-in. Accepts numbers and fixed words only. */
export function withFilePosition(path: string, given: Record<string, string | string[] | undefined>): string {
  const kept = new URLSearchParams();
  for (const name of [file, beside, view]) {
    const value = [given[name] ?? ""].flat()[0] ?? "";
    if (name === view ? value === "bytes" : readNumber(value) !== null) kept.set(name, value);
  }
  return withParameters(path, kept);
}
