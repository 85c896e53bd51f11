import type { ArchiveEntry } from "#lib/formats/zip/model";
import type { EntryCheck } from "./model.ts";
import { safeFileName } from "./safe-file-name.ts";

/** One line of a manifest as `sha256sum` writes and reads it: with a line break or back slash in the name it is escaped (GNU coreutils). */
export function formatSumLine(sha256: string, name: string): string {
  if (!/[\\\n\r]/u.test(name)) return `${sha256}  ${name}\n`;
  const escaped = name.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return `\\${sha256}  ${escaped}\n`;
}

/**
 * `SHA256SUMS` of all files that are whole, in archive order. Names are as sent, so that `sha256sum -c` works beside the
 * unpacked archive; where the name would lead elsewhere or is not alone, the name under which we save the file.
 */
export function formatChecksumFile(entries: readonly ArchiveEntry[], checks: ReadonlyMap<number, EntryCheck>): string {
  const seen = new Map<string, number>();
  for (const { name } of entries) seen.set(name, (seen.get(name) ?? 0) + 1);
  let text = "";
  for (const entry of entries) {
    const check = checks.get(entry.number);
    if (entry.kind === "folder" || check?.state !== "whole" || !check.sha256) continue;
    const asSent = seen.get(entry.name) === 1 && isHarmless(entry.name);
    text += formatSumLine(
      check.sha256,
      asSent ? entry.name : safeFileName(entry.number, entry.name, check.content, entries.length),
    );
  }
  return text;
}

/** A relative path that stays below its folder and has no character that a file system refuses. */
function isHarmless(name: string): boolean {
  return name !== "" && !/^[/\\]|^[A-Za-z]:|\u0000|^-$/u.test(name) && !name.split(/[/\\]/u).includes("..");
}
