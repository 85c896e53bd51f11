import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { askJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import type { History, RecentAccess, VerificationAnswer } from "./schema.ts";
import { formatFilter, type LogFilter, type LogPage } from "./schema.ts";

const withQuery = (path: string, parameters: URLSearchParams) => (parameters.size > 0 ? `${path}?${parameters}` : path);

/** One page of the access log. Each reading is an entry itself, so it is asked for once per filter and page. */
export function logQuery(filter: LogFilter) {
  const path = withQuery(apiPaths.audit(), formatFilter(filter));
  return queryOptions({
    queryKey: ["audit", path],
    queryFn: ({ signal }) => askJson<LogPage>(path, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

/** The address of an export of what the filter names. */
export function exportPath(filter: LogFilter, format: "jsonl" | "csv"): string {
  const parameters = formatFilter({ ...filter, before: null });
  parameters.set("format", format);
  return withQuery(apiPaths.auditExport(), parameters);
}

/** Verifies the whole log now. */
export function fetchVerification(): Promise<VerificationAnswer> {
  return askJson<VerificationAnswer>(apiPaths.auditVerification());
}

/** Who opened this evidence; `before` is null on the first page. */
export function historyQuery(srId: string, evidenceId: string, before: number | null) {
  const path = `${apiPaths.history(srId, evidenceId)}${before === null ? "" : `?before=${before}`}`;
  return queryOptions({
    queryKey: ["history", path],
    queryFn: ({ signal }) => askJson<History>(path, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

/** One's own look-ups. */
export function lookUpsQuery() {
  return queryOptions({
    queryKey: ["recent"],
    queryFn: async ({ signal }) => (await askJson<{ items: RecentAccess[] }>(apiPaths.recent(), { signal })).items,
    gcTime: 0,
  });
}
