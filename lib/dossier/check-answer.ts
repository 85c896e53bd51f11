import type { DigestedFile } from "./digest-file.ts";
import { checkManifest } from "./verifier/check-bag.ts";
import { checkDecisions } from "./verifier/check-decisions.ts";
import {
  checkCheckpoint,
  checkCustody,
  checkEntry,
  checkInclusion,
  checkRotations,
  orUnsupported,
} from "./verifier/check-log.ts";
import { checkTimeStamp } from "./verifier/check-time-stamp.ts";
import { findDossiers } from "./verifier/find-dossiers.ts";
import type { CheckName, Finding } from "./verifier/model.ts";
import { readContext } from "./verifier/read-context.ts";

/**
 * Checks a dossier that is being made with the code of its verifier: all but the digests of the payload, which were computed just now.
 * @returns the first check that fails, or null
 */
export async function findAnswerFault(files: readonly DigestedFile[], now: Date): Promise<Finding | null> {
  const named = files.map(({ path, blob }) => ({ name: path, sizeBytes: blob.size, open: async () => blob }));
  const container = { kind: "folder" as const, files: named, twice: [], unsafe: [], isPartial: false };
  const [found] = await findDossiers(container, "dossier");
  if (found === undefined) throw new Error("The dossier has no files.");
  const context = await readContext(found, { logKey: "", tokenKey: "" }, now);
  const runs: [CheckName, () => Promise<Finding[]>][] = [
    ["manifest", () => checkManifest(context)],
    ["entry", () => checkEntry(context)],
    ["inclusion", () => checkInclusion(context)],
    ["checkpoint", () => checkCheckpoint(context)],
    ["rotations", () => checkRotations(context)],
    ["custody", () => checkCustody(context)],
    ["decisions", () => checkDecisions(context)],
    ["timestamp", () => checkTimeStamp(context)],
  ];
  for (const [name, run] of runs)
    for (const finding of await orUnsupported(name, run)) if (finding.outcome === "fail") return finding;
  return null;
}
