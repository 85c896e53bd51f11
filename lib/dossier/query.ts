import { queryOptions } from "@tanstack/react-query";
import { fetchApi, fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import type { ReleaseFiles } from "./build-bag.ts";
import type { DossierClaim, DossierOrder } from "./making/parse-order.ts";
import {
  type DossierBatch,
  dossierBatchesSchema,
  dossierBatchSchema,
  dossierPartsSchema,
  type RecordedDossier,
  recordedDossierSchema,
} from "./making/schema.ts";
import type { BatchAnswer, BatchOrder } from "./several/model.ts";

type Ids = { srId: string; evidenceId: string };

const post = (body: unknown, signal: AbortSignal): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
  signal,
});

/** The server's own files of a dossier, by their path below `data/`. @throws ApiError */
export function fetchParts({ srId, evidenceId }: Ids, order: DossierOrder, signal: AbortSignal) {
  return fetchJson(apiPaths.dossierParts(srId, evidenceId), dossierPartsSchema, post(order, signal));
}

/** Records a dossier. @throws ApiError; then nothing was recorded */
export function recordDossier(
  { srId, evidenceId }: Ids,
  claim: DossierClaim,
  signal: AbortSignal,
): Promise<RecordedDossier> {
  return fetchJson(apiPaths.dossiers(srId, evidenceId), recordedDossierSchema, post(claim, signal));
}

/** Fixed files of the release, among them the one about limits, which is part of the payload. @throws ApiError */
export async function fetchReleaseFiles(signal: AbortSignal): Promise<{ release: ReleaseFiles; limits: Blob }> {
  const read = async (kind: Parameters<typeof apiPaths.dossierVerifier>[0]) =>
    (await fetchApi(apiPaths.dossierVerifier(kind), { signal })).blob();
  const [readMe, html, sh, limits] = await Promise.all([read("read-me"), read("html"), read("sh"), read("limits")]);
  return { release: { "READ-ME.txt": readMe, "verify.html": html, "verify.sh": sh }, limits };
}

/** Several dossiers that wait for this person's confirmation, and the person's own requests. Never fetched again on its own. */
export const dossierBatchesQuery = () =>
  queryOptions({
    queryKey: ["dossier-batches"],
    queryFn: async ({ signal }) =>
      (await fetchJson(apiPaths.dossierBatches(), dossierBatchesSchema, { signal })).batches,
    staleTime: 0,
  });

/** Asks a second person to confirm several dossiers. @throws ApiError */
export function askForBatch(order: BatchOrder, signal: AbortSignal): Promise<DossierBatch> {
  return fetchJson(apiPaths.dossierBatches(), dossierBatchSchema, post(order, signal));
}

/** Confirms, refuses or withdraws what was shown. @throws ApiError; then nothing was changed */
export function answerBatch(
  { id, sha256 }: Pick<DossierBatch, "id" | "sha256">,
  answer: BatchAnswer,
  signal: AbortSignal,
): Promise<DossierBatch> {
  return fetchJson(apiPaths.dossierBatchAnswer(id), dossierBatchSchema, post({ answer, sha256 }, signal));
}
