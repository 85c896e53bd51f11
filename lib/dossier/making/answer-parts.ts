import "server-only";
import { hash } from "node:crypto";
import { readReleased } from "#lib/audit/released";
import { database } from "#lib/database/connection";
import { withDatabase } from "#lib/database/with-deadline";
import { ProblemError } from "#lib/problem";
import type { SignatureRequestBody } from "#lib/signature-request/schema";
import type { Verdict } from "#lib/token/schema";
import { formatJsonFile } from "../json-text.ts";
import { requireConfirmed } from "../several/batches.ts";
import { describePieces, type Piece } from "./describe-artefacts.ts";
import type { DossierCall, DossierOwner } from "./model.ts";
import { readOwnDecisions } from "./own-decisions.ts";
import type { DossierOrder } from "./parse-order.ts";
import { type RememberedParts, rememberParts } from "./parts-store.ts";
import { requireCustody } from "./require-custody.ts";
import { describeDossier, describeKeys, describeRequest, describeVerdict } from "./server-files.ts";

/** Releases count for a dossier this long. */
export const releasedMs = 24 * 60 * 60_000;

export type PartsSources = {
  request: SignatureRequestBody;
  /** Judges the token anew, and records that. Called only if the person received the token. */
  judge: () => Promise<Verdict>;
};

/** Reads what was released to the person in the last 24 hours. */
export function readOwnReleases({ person, srId, evidenceId }: DossierOwner, now: number) {
  const { subject, sessionId } = person;
  return withDatabase(async () =>
    readReleased(await database(), { subject, sessionId, srId, evidenceId, since: now - releasedMs }),
  );
}

async function judgeToken(token: Piece | undefined, judge: PartsSources["judge"]): Promise<Verdict | null> {
  if (token?.state !== "present") return null;
  const verdict = await judge();
  if (verdict.sha256 === token.sha256) return verdict;
  throw new ProblemError(
    "dossier_not_confirmed",
    "The provider now gives another token than the one that you opened. Open the case again, then make the dossier.",
  );
}

/**
 * Makes the files of a dossier that the server answers for, and remembers their digests for this person.
 * @returns texts by their path below `data/`
 * @throws ProblemError `forbidden`, `dossier_not_confirmed`, `audit_unavailable`, or what `judge` throws
 */
export async function answerParts(
  call: DossierCall,
  order: DossierOrder,
  { request, judge }: PartsSources,
): Promise<Record<string, string>> {
  requireCustody(call.person, order.custody);
  const { batch } = order;
  if (batch !== null) await withDatabase(async () => requireConfirmed(await database(), call, { ...order, batch }));
  const now = Date.now();
  const pieces = describePieces(await readOwnReleases(call, now), order);
  const verdict = await judgeToken(
    pieces.find(({ name }) => name === "token"),
    judge,
  );
  const madeAt = new Date().toISOString();
  const keys = await describeKeys(verdict?.key ?? null);
  const { subject } = call.person;
  return withDatabase(async () => {
    const tables = await database();
    const decisions = await readOwnDecisions(tables, call);
    const files: Record<string, string> = {
      "dossier.json": formatJsonFile(describeDossier(call, order, { madeAt, pieces, decisions })),
      "request.json": formatJsonFile(describeRequest(request, call.evidenceId)),
      ...(verdict ? { "verdict.json": formatJsonFile(describeVerdict(verdict, madeAt)) } : {}),
      "keys.json": formatJsonFile(keys),
      ...(verdict?.key?.pem ? { "keys/token-key.pem": verdict.key.pem } : {}),
    };
    if (decisions.state === "included" || decisions.state === "none")
      files["decisions.json"] = formatJsonFile({
        format: "evidence-dossier-decisions/1",
        decisions: decisions.decisions,
      });
    const digests = Object.entries(files).map(([name, text]) => [`data/${name}`, hash("sha256", text, "hex")]);
    const answered = Object.fromEntries(digests) as Record<string, string>;
    const evidence = pieces.map(({ name, path, sha256 }) => [name, path === null ? null : sha256]);
    const parts: RememberedParts = {
      custody: order.custody,
      leftOut: order.leftOut,
      recipient: order.recipient,
      basis: order.basis,
      answered,
      evidence: Object.fromEntries(evidence),
      decisions: decisions.decisions.map(({ logEntry }) => logEntry - 1),
      batch,
    };
    const owner = { subject, srId: call.srId, evidenceId: call.evidenceId };
    await rememberParts(tables, owner, { sha256: answered["data/dossier.json"] as string, parts, now: Date.now() });
    return files;
  });
}
