import type { ContentType } from "#lib/formats/media/model";

const maxStemLength = 60;

/** Builds a name such as `003-selfie.png` from number, ASCII characters and content type, never the archive name itself. */
export function safeFileName(number: number, name: string, content: ContentType | null, total: number): string {
  const digits = String(Math.max(total, 100)).length;
  const last = name.split(/[/\\]/u).findLast((part) => part !== "") ?? "";
  const stem = last
    .replace(/\.[A-Za-z0-9]{1,8}$/u, "")
    // Limits the work on names of up to 65,535 bytes, but leaves enough after marks and non-ASCII are removed.
    .slice(0, 8 * maxStemLength)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9_-]+/gu, "-")
    .replace(/^[-_]+|[-_]+$/gu, "")
    .slice(0, maxStemLength);
  return `${String(number).padStart(digits, "0")}-${stem || "file"}.${content?.extension ?? "bin"}`;
}
