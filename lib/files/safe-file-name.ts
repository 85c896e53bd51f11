import type { ContentType } from "#lib/formats/media/model";

const longestStem = 60;

/**
 * The name under which a file is saved: `003-selfie.png`. Its number, what is plain ASCII of its last path segment, and the
 * extension of its content; never a name that the archive chose.
 */
export function safeFileName(number: number, name: string, content: ContentType | null, total: number): string {
  const digits = String(Math.max(total, 100)).length;
  const last = name.split(/[/\\]/u).findLast((part) => part !== "") ?? "";
  const stem = last
    .replace(/\.[A-Za-z0-9]{1,8}$/u, "")
    // A name can have 65,535 bytes: enough of it for what is left when marks and all that is not ASCII are gone.
    .slice(0, 8 * longestStem)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9_-]+/gu, "-")
    .replace(/^[-_]+|[-_]+$/gu, "")
    .slice(0, longestStem);
  return `${String(number).padStart(digits, "0")}-${stem || "file"}.${content?.extension ?? "bin"}`;
}
