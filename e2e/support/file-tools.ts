import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Programs of other projects that make or read test files; `npm test` installs them on Debian. */
export type FileTool =
  | "convert"
  | "ffmpeg"
  | "ffprobe"
  | "qpdf"
  | "zip"
  | "7zz"
  | "bsdtar"
  | "zstd"
  | "openssl"
  | "python3"
  | "pdfinfo"
  | "pdftotext"
  | "firefox-esr";

/** Debian's own first: another program of the same name may stand before it in the path. */
export function findTool(name: FileTool): string {
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (found === undefined)
    throw new Error(`${name} is missing. Run npm test, or install it (Debian: apt-get install).`);
  return found;
}

/** Runs a program in a folder. @throws Error with its output if it fails */
export function runFileTool(folder: string, name: FileTool, ...options: string[]): Buffer {
  const { status, stdout, stderr, error } = spawnSync(findTool(name), options, {
    cwd: folder,
    maxBuffer: 1024 * 1024 * 1024,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${name} ${options.join(" ")} failed with status ${status}: ${stderr}`);
  return stdout;
}

/** An empty folder for files of one test file; `remove` deletes it. */
export function makeFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "evidence-files-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
