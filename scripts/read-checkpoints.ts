import { readFileSync } from "node:fs";
import { parseLegacyCheckpoints } from "#lib/audit/legacy-checkpoint";
import type { BroughtCheckpoints } from "#lib/audit/verify-log";
import { parseCheckpointFile } from "#lib/transparency-log/checkpoint-note";

/** Reads checkpoints of both formats. @throws Error if the file contains none */
export function readCheckpoints(file: string): BroughtCheckpoints {
  const text = readFileSync(file, "utf8");
  const brought = { notes: parseCheckpointFile(text), legacy: parseLegacyCheckpoints(text) };
  if (brought.notes.length + brought.legacy.length > 0) return brought;
  throw new Error(
    `${file} contains no checkpoint of the access log. Use a response of /api/audit/checkpoint or shipped standard output.`,
  );
}
