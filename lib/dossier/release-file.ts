import "server-only";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { settings } from "#lib/env";
import { ProblemError } from "#lib/problem";

/** Fixed files of a release, the same in each of its dossiers, by the last segment of their address. */
const releaseFiles = {
  html: { name: "verify.html", type: "text/html" },
  sh: { name: "verify.sh", type: "application/x-sh" },
  "read-me": { name: "READ-ME.txt", type: "text/plain" },
  limits: { name: "limits.html", type: "text/html" },
} as const;

/**
 * Reads a fixed file of the release, and its headers: always a download in a sandbox, because a page of a dossier must not run under
 * our origin.
 * @throws ProblemError `not_found`
 */
export async function readReleaseFile(kind: string): Promise<{ bytes: Buffer; headers: Record<string, string> }> {
  const file = Object.hasOwn(releaseFiles, kind) ? releaseFiles[kind as keyof typeof releaseFiles] : null;
  if (file === null) throw new ProblemError("not_found", "A dossier has no such file.");
  const { root } = settings().database;
  const bytes = await readFile(join(/* turbopackIgnore: true */ root, "lib/dossier/release", file.name));
  const headers = {
    "Content-Type": `${file.type}; charset=utf-8`,
    "Content-Disposition": `attachment; filename="${file.name}"`,
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
  };
  return { bytes, headers };
}
