import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "#lib/api-client";
import { apiPaths, parameters } from "#lib/paths";
import { type SignatureRequest, toSignatureRequest } from "#lib/signature-request/model";
import { formatViewFilter, type ViewFilter } from "./model.ts";
import {
  type KnownEvidence,
  type Preferences,
  preferencesSchema,
  type SavedView,
  storedConclusionSchema,
  type ViewCounts,
  type ViewList,
  viewListSchema,
  viewPageSchema,
} from "./schema.ts";

/** One row of a view; `request` is null if the provider did not answer with it. */
export type ViewRow = {
  srId: string;
  request: SignatureRequest | null;
  evidence: KnownEvidence[];
  ticket: string | null;
  at: string | null;
};

export type ViewPage = {
  rows: ViewRow[];
  counts: ViewCounts;
  asOf: string;
  page: number;
  hasMore: boolean;
  total: number | null;
  searched: number | null;
  isCut: boolean;
};

async function fetchView(path: string, signal: AbortSignal): Promise<ViewPage> {
  const { items, ...page } = await fetchJson(path, viewPageSchema, { signal });
  const rows = items.map((item) => ({
    ...item,
    request: item.request === null ? null : toSignatureRequest(item.request),
  }));
  return { ...page, rows };
}

/** A page of a view, kept only while it is shown: states change, and titles are not stored. @param search title text */
export function viewQuery(filter: ViewFilter, search: string) {
  const { view } = filter;
  const query = formatViewFilter(filter);
  query.delete(parameters.view);
  if (search !== "") query.set(parameters.search, search);
  return queryOptions({
    queryKey: ["view", filter, search],
    queryFn: ({ signal }) => fetchView(apiPaths.view(view, query), signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

/** The person's last look-ups with titles, tickets and conclusions. */
export function recentViewQuery() {
  return queryOptions({
    queryKey: ["view", "recent"],
    queryFn: ({ signal }) => fetchView(apiPaths.view("recent"), signal),
    gcTime: 0,
  });
}

/** Saved views and counts. */
export function viewListQuery() {
  return queryOptions({
    queryKey: ["views"],
    queryFn: ({ signal }): Promise<ViewList> => fetchJson(apiPaths.views(), viewListSchema, { signal }),
  });
}

/** A person's own settings. */
export function preferencesQuery() {
  return queryOptions({
    queryKey: ["preferences"],
    queryFn: ({ signal }): Promise<Preferences> => fetchJson(apiPaths.preferences(), preferencesSchema, { signal }),
  });
}

const send = (method: "PUT" | "POST", body: unknown) => ({
  method,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

/** Replaces all saved views of the person. @throws ApiError */
export const saveViews = (views: readonly SavedView[]): Promise<ViewList> =>
  fetchJson(apiPaths.views(), viewListSchema, send("PUT", { views }));

/** @throws ApiError */
export const savePreferences = (preferences: Preferences): Promise<Preferences> =>
  fetchJson(apiPaths.preferences(), preferencesSchema, send("PUT", preferences));

/** Stores the code of the conclusion that a page reached, with the number of the file concerned. @throws ApiError */
export async function sendConclusion(
  { srId, evidenceId }: { srId: string; evidenceId: string },
  conclusion: { code: string; file: number | null },
): Promise<void> {
  await fetchJson(apiPaths.conclusion(srId, evidenceId), storedConclusionSchema, send("POST", conclusion));
}
