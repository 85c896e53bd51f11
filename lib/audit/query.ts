import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import { type EntryProof, entryProofSchema } from "#lib/transparency-log/schema";
import { formatFilter, type LogFilter } from "./log-filter.ts";
import {
  type History,
  historySchema,
  type LogPage,
  logPageSchema,
  recentListSchema,
  releaseSchema,
  type VerificationResponse,
  verificationSchema,
} from "./schema.ts";

/** Fetches each page once per filter, because every read adds a log entry. */
export function logQuery(filter: LogFilter) {
  const path = apiPaths.audit(formatFilter(filter));
  return queryOptions({
    queryKey: ["audit", path],
    queryFn: ({ signal }) => fetchJson(path, logPageSchema, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

export function exportPath(filter: LogFilter, format: "jsonl" | "csv"): string {
  return apiPaths.auditExport(format, formatFilter({ ...filter, before: null }));
}

export function fetchVerification(signal: AbortSignal): Promise<VerificationResponse> {
  return fetchJson(apiPaths.auditVerification(), verificationSchema, { signal });
}

/** The proof of an entry of the current log. @throws ApiError if the server refuses */
export function fetchEntryProof(number: number): Promise<EntryProof> {
  return fetchJson(apiPaths.auditProof(number), entryProofSchema);
}

/** `before` is null for the first page. */
export function historyQuery(srId: string, evidenceId: string, before: number | null) {
  const path = apiPaths.history(srId, evidenceId, before);
  return queryOptions({
    queryKey: ["history", path],
    queryFn: ({ signal }) => fetchJson(path, historySchema, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

/** Accesses of this evidence before `before`, or the newest. @throws ApiError */
export const fetchHistory = (srId: string, evidenceId: string, before: number | null = null): Promise<History> =>
  fetchJson(apiPaths.history(srId, evidenceId, before), historySchema);

/** One page of the access log. @throws ApiError */
export const fetchLog = (filter: LogFilter): Promise<LogPage> =>
  fetchJson(apiPaths.audit(formatFilter(filter)), logPageSchema);

export function lookUpsQuery() {
  return queryOptions({
    queryKey: ["recent"],
    queryFn: async ({ signal }) => (await fetchJson(apiPaths.recent(), recentListSchema, { signal })).items,
    gcTime: 0,
  });
}

/** Number of the log entry of a release; null if it cannot be found. */
export async function fetchLogEntry(requestId: string): Promise<number | null> {
  const release = await fetchJson(apiPaths.release(requestId), releaseSchema).catch(() => null);
  return release?.sequence ?? null;
}
