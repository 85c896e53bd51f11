import { checkContainer, checkExtras, checkManifest, checkPayload, checkTags } from "./check-bag.ts";
import { checkDecisions } from "./check-decisions.ts";
import {
  checkCheckpoint,
  checkCustody,
  checkEntry,
  checkInclusion,
  checkLogKey,
  checkRotations,
  orUnsupported,
} from "./check-log.ts";
import { checkTimeStamp } from "./check-time-stamp.ts";
import { checkToken, checkTokenKey } from "./check-token.ts";
import type { FoundDossier } from "./find-dossiers.ts";
import { fail } from "./finding.ts";
import { type CheckName, decideOutcome, type Finding, type GivenKeys, type Result } from "./model.ts";
import { readContext } from "./read-context.ts";
import type { Recomputed, TokenParts } from "./recompute-token.ts";

type Verification = { given: GivenKeys; now: Date; recomputeToken: (parts: TokenParts) => Promise<Recomputed> };

/** Runs all checks of one dossier; a failed one does not stop the others. */
export async function verifyDossier(
  found: FoundDossier,
  { given, now, recomputeToken }: Verification,
): Promise<Result> {
  const context = await readContext(found, given, now);
  let token: Result["token"] = "not_checked";
  const runs: [CheckName, () => Promise<Finding[]>][] = [
    ["container", () => checkContainer(context)],
    ["manifest", () => checkManifest(context)],
    ["pieces", () => checkPayload(context)],
    ["entry", () => checkEntry(context)],
    ["inclusion", () => checkInclusion(context)],
    ["checkpoint", () => checkCheckpoint(context)],
    ["rotations", () => checkRotations(context)],
    ["log_key", () => checkLogKey(context)],
    ["custody", () => checkCustody(context)],
    ["decisions", () => checkDecisions(context)],
    [
      "token",
      async () => {
        const result = await checkToken(context, recomputeToken);
        token = result.token;
        return result.findings;
      },
    ],
    ["token_key", () => checkTokenKey(context)],
    ["timestamp", () => checkTimeStamp(context)],
    ["tags", () => checkTags(context)],
    ["extras", () => checkExtras(context)],
  ];
  const checks: Finding[] = [];
  for (const [name, run] of runs) checks.push(...(await orUnsupported(name, run)));
  return { outcome: decideOutcome(checks), token, checks };
}

/** Result for a container in which there is not a dossier. @param code `zip_unreadable` or `no_dossier` */
export const unreadableResult = (code: string, detail: string): Result => ({
  outcome: "unreadable",
  token: "not_checked",
  checks: [fail("container", code, { detail })],
});
