import "server-only";
import { hash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Kysely } from "kysely";
import { type CaseEntry, findCaseEntries, findEntries, proveEntries } from "#lib/audit/custody";
import type { AuditDetail, AuditFacts } from "#lib/audit/model";
import type { CompletedEvent, RecordedWork } from "#lib/audit/record-together";
import { database } from "#lib/database/connection";
import type { Tables } from "#lib/database/tables";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import { ProblemError } from "#lib/problem";
import { consumeDossierQuota } from "#lib/rate-limit/limits";
import type { EntryLine } from "#lib/transparency-log/entry-line";
import { checkManifest } from "../check-manifest.ts";
import type { ManifestLine } from "../manifest.ts";
import { parseManifest } from "../manifest.ts";
import { requestTimeStamp, type TimeStampResult } from "../request-time-stamp.ts";
import { dossierFormat } from "../schema.ts";
import { noteMade } from "../several/batch-store.ts";
import { requireConfirmed } from "../several/batches.ts";
import { readOwnReleases } from "./answer-parts.ts";
import { piecePaths } from "./describe-artefacts.ts";
import type { DossierOwner } from "./model.ts";
import { type DossierClaim, type PieceName, pieceNames } from "./parse-order.ts";
import { findParts, type RememberedParts } from "./parts-store.ts";
import { requireCustody } from "./require-custody.ts";
import type { RecordedDossier } from "./schema.ts";

/** Entries of the custody at most, besides the dossier's own and those of its decisions. */
const maxCustody = 1_999;

type Facts = Partial<AuditFacts> & { detail: AuditDetail };
export type DossierRecorder = <Result>(
  facts: (...of: Parameters<CompletedEvent>) => Promise<Facts>,
  work: RecordedWork<Result>,
) => Promise<Result>;

const expired = () =>
  new ProblemError(
    "dossier_not_confirmed",
    "The files of this dossier were answered more than 15 minutes ago, to another person, or for other evidence. Nothing was recorded. Make the dossier again.",
  );

/** The line of `dossier.json`, which says which parts were answered; a malformed manifest is named by `checkManifest`. */
function findDossierDigest(manifest: string): string | null {
  try {
    return parseManifest(manifest).find(({ path }) => path === "data/dossier.json")?.sha256 ?? null;
  } catch {
    return null;
  }
}

async function readParts(call: DossierOwner, manifest: string, now: number): Promise<RememberedParts | null> {
  const { person, srId, evidenceId } = call;
  const sha256 = findDossierDigest(manifest);
  if (sha256 === null) return null;
  const owner = { subject: person.subject, srId, evidenceId };
  return withDatabase(async () => findParts(await database(), owner, { sha256, now }));
}

/** Files that only the server makes: without its answer, none of them may be in a dossier. */
const serverPaths = [
  "data/request.json",
  "data/keys.json",
  "data/keys/token-key.pem",
  "data/verdict.json",
  "data/decisions.json",
  "data/examination.json",
];

/** @throws ProblemError `dossier_not_confirmed` for evidence that `dossier.json` describes otherwise */
function requireParts(lines: readonly ManifestLine[], { evidence, answered }: RememberedParts): void {
  const digests = new Map(lines.map(({ path, sha256 }) => [path, sha256]));
  const forged = serverPaths.find((path) => digests.has(path) && !Object.hasOwn(answered, path));
  if (forged !== undefined)
    throw new ProblemError(
      "dossier_not_confirmed",
      `"${forged}" is not a file that Evidence Desk answered for this dossier. Nothing was recorded.`,
    );
  for (const name of pieceNames) {
    const path = piecePaths[name];
    if ((digests.get(path) ?? null) !== (evidence[name] ?? null))
      throw new ProblemError(
        "dossier_not_confirmed",
        `"${path}" is not what data/dossier.json says of it. Nothing was recorded.`,
      );
  }
}

async function confirm(call: DossierOwner, { manifest, custody }: DossierClaim) {
  const now = Date.now();
  const parts = await readParts(call, manifest, now);
  const released = new Map<PieceName, Set<string>>(pieceNames.map((name) => [name, new Set<string>()]));
  for (const { artefact, isWhole, sha256 } of await readOwnReleases(call, now))
    if (isWhole && sha256 !== null)
      released.get(artefact === "verdict" ? "token" : (artefact as PieceName))?.add(sha256);
  const answered = new Map(Object.entries(parts?.answered ?? {}));
  const lines = checkManifest(manifest, { released, answered });
  if (parts === null || parts.custody !== custody) throw expired();
  requireParts(lines, parts);
  return { lines, parts };
}

async function stampManifest(sha256: string): Promise<TimeStampResult | { state: "not_configured" }> {
  const authority = settings().dossier.timeStamps;
  if (authority === null) return { state: "not_configured" };
  try {
    const ca = await readFile(/* turbopackIgnore: true */ authority.caFile, "utf8");
    return await requestTimeStamp({ url: authority.url, ca }, sha256, randomBytes);
  } catch {
    return { state: "failed", reason: "TSA_CA_FILE" };
  }
}

/** The lines that the dossier shows: by its custody, and those of its decisions. */
async function findCustody(
  tables: Kysely<Tables>,
  log: number,
  call: DossierOwner,
  { custody, decisions }: RememberedParts,
): Promise<{ entries: CaseEntry[]; isCut: boolean }> {
  const decided = await findEntries(tables, log, decisions);
  if (custody === "none") return { entries: decided, isCut: false };
  const { entries, isCut } = await findCaseEntries(tables, log, call, maxCustody);
  // Decisions are proven by their lines, also if they are older than the newest entries.
  const first = entries[0]?.index ?? 0;
  return { entries: [...decided.filter(({ index }) => index < first), ...entries], isCut };
}

/** Withholds what the custody of this dossier does not show. */
function withhold(line: EntryLine, { custody, decisions }: RememberedParts, own: number): EntryLine {
  const isOpen = custody === "full" || line.index === own || decisions.includes(line.index);
  return isOpen ? line : { ...line, salt: null, content: null };
}

/**
 * Checks the manifest of a dossier, has it stamped, and records it.
 * @param record writes the entry
 * @throws ProblemError `invalid_request`, `forbidden`, `dossier_not_confirmed`, `rate_limited`, `audit_unavailable`; then nothing was recorded
 */
export async function recordDossier(
  call: DossierOwner,
  claim: DossierClaim,
  record: DossierRecorder,
): Promise<RecordedDossier> {
  requireCustody(call.person, claim.custody);
  const { lines, parts } = await confirm(call, claim);
  // Parts that a former version answered do not have it.
  const batch = parts.batch ?? null;
  const requireBatch = async (tables: Kysely<Tables>) =>
    batch === null ? undefined : requireConfirmed(tables, call, { ...parts, batch });
  // Before the day's limit counts; and once more with the entry, so that each case is made once.
  await withDatabase(async () => requireBatch(await database()));
  await consumeDossierQuota(call.person);
  const sha256 = hash("sha256", claim.manifest, "hex");
  const stamp = await stampManifest(sha256);
  const { recipient, basis } = parts;
  let custody: { entries: CaseEntry[]; isCut: boolean } = { entries: [], isCut: false };
  const place = await record(
    async (transaction, log) => {
      await requireBatch(transaction);
      custody = await findCustody(transaction, log, call, parts);
      const commitments = custody.entries.map(({ commitment }) => `${commitment}\n`).join("");
      const detail = {
        files: lines.length,
        format: dossierFormat,
        timestamp: stamp.state,
        ...(stamp.state === "granted" ? { timestampSha256: stamp.sha256 } : {}),
        custodySha256: hash("sha256", commitments, "hex"),
        ...{ recipient, basis },
        ...(batch === null ? {} : { batch }),
      };
      return { artefact: "dossier", sha256, bytes: claim.octets, detail };
    },
    async (transaction, { log, number }) => {
      const { srId, evidenceId } = call;
      if (batch !== null) await noteMade(transaction, { batch, srId, evidenceId, logEntry: number });
      return { log, index: number - 1 };
    },
  );
  const indexes = [...custody.entries.map(({ index }) => index), place.index];
  const { lines: proven, checkpoint, keys } = await proveEntries(place.log, indexes);
  const shown = proven.map((line) => withhold(line, parts, place.index));
  return {
    entry: shown.at(-1) as EntryLine,
    checkpoint,
    keys,
    custody: { entries: shown, isCut: custody.isCut },
    timestamp:
      stamp.state === "granted"
        ? { state: stamp.state, response: stamp.response.toString("base64"), ca: stamp.ca, chain: stamp.chain }
        : { state: stamp.state, response: null, ca: null, chain: null },
  };
}
