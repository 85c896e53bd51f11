/** The position in the archive as the address holds it: numbers only, never a name. */
export type FilePosition = { file: number | null; beside: number | null; view: "content" | "bytes" };

const readNumber = (text: string | null) => (text !== null && /^[1-9][0-9]{0,5}$/u.test(text) ? Number(text) : null);

/** Reads the position from the address; what is not a number there is no position. */
export function readPosition(search: URLSearchParams): FilePosition {
  return {
    file: readNumber(search.get("file")),
    beside: readNumber(search.get("beside")),
    view: search.get("view") === "bytes" ? "bytes" : "content",
  };
}

/** The path with the position in the archive behind it, so that a link to a file survives signing in. Numbers and fixed words only. */
export function withFilePosition(path: string, parameters: Record<string, string | string[] | undefined>): string {
  const kept: string[] = [];
  for (const name of ["file", "beside", "view"] as const) {
    const value = [parameters[name] ?? ""].flat()[0] ?? "";
    if (name === "view" ? value === "bytes" : readNumber(value) !== null) kept.push(`${name}=${value}`);
  }
  return kept.length === 0 ? path : `${path}${path.includes("?") ? "&" : "?"}${kept.join("&")}`;
}
