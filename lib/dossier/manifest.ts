import { isSafePath } from "./tree.ts";

/** One line of a manifest: `sha256` in lower-case hex. */
export type ManifestLine = { path: string; sha256: string };

/** A manifest in another form than RFC 8493 section 2.1.3 and DOSSIER.md give; `line` counts from 1. */
export class ManifestError extends Error {
  override readonly name = "ManifestError";
  readonly line: number;

  constructor(line: number, problem: string) {
    super(`Line ${line} of the manifest ${problem}.`);
    this.line = line;
  }
}

/** Compares as bytes in UTF-8 do; paths are ASCII. */
const byBytes = (a: ManifestLine, b: ManifestLine) => (a.path < b.path ? -1 : Number(a.path > b.path));

/** Formats `HEX␠␠PATH` per line, sorted by bytes of the path, as `sha256sum -c` takes it. */
export function formatManifest(lines: readonly ManifestLine[]): string {
  return [...lines]
    .sort(byBytes)
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join("");
}

/** Parses a manifest. @throws ManifestError for a line in another form, an unsafe path, or a path given twice */
export function parseManifest(text: string): ManifestLine[] {
  if (text !== "" && !text.endsWith("\n"))
    throw new ManifestError(text.split("\n").length, "does not end in a line feed");
  const seen = new Set<string>();
  return text
    .split("\n")
    .slice(0, -1)
    .map((line, at) => {
      const [, sha256 = "", path = ""] = /^([0-9a-f]{64}) {2}(.+)$/s.exec(line) ?? [];
      if (path === "") throw new ManifestError(at + 1, "is not 64 hex digits, two spaces and a path");
      if (!isSafePath(path)) throw new ManifestError(at + 1, "has an unsafe path");
      if (seen.has(path)) throw new ManifestError(at + 1, "repeats a path");
      seen.add(path);
      return { path, sha256 };
    });
}

/** @returns the number of the first line that is out of order, or null */
export function findUnsortedLine(lines: readonly ManifestLine[]): number | null {
  const at = lines.findIndex((line, index) => index > 0 && byBytes(lines[index - 1] as ManifestLine, line) >= 0);
  return at < 0 ? null : at + 1;
}
