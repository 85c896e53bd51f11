import type { ArchiveEntry } from "#lib/formats/zip/model";
import type { EntryCheck } from "./model.ts";
import { safeFileName } from "./safe-file-name.ts";

/** Formats one `sha256sum` line and escapes line breaks and backslashes in the name (GNU coreutils). */
export function formatSumLine(sha256: string, name: string): string {
  if (!/[\\\n\r]/u.test(name)) return `${sha256}  ${name}\n`;
  const escaped = name.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return `\\${sha256}  ${escaped}\n`;
}

/** Formats `SHA256SUMS` of intact files. Keeps names as sent for `sha256sum -c`, except unsafe or duplicate names. */
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

/** Accepts relative paths that stay below their folder and are valid on every file system. */
function isHarmless(name: string): boolean {
  return name !== "" && !/^[/\\]|^[A-Za-z]:|\u0000|^-$/u.test(name) && !name.split(/[/\\]/u).includes("..");
}
