import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import { listReportSignatures } from "./activity-report.ts";
import { type SignatureRequest, toSignatureRequest } from "./model.ts";
import { reportSchema, signatureRequestPageSchema, signatureRequestSchema } from "./schema.ts";

/** One signature request with its signers; fails with ApiError. */
export function signatureRequestQuery(srId: string) {
  return queryOptions({
    queryKey: ["signature-request", srId],
    queryFn: async ({ signal }) =>
      toSignatureRequest(await fetchJson(apiPaths.signatureRequest(srId), signatureRequestSchema, { signal })),
  });
}

export type ListPage = { items: SignatureRequest[]; page: number; hasMore: boolean };

/** One page of the list; `search` matches titles, `status` is a provider's status code or empty. */
export function signatureRequestsQuery(filter: { search: string; status: string; page: number }) {
  return queryOptions({
    queryKey: ["signature-requests", filter],
    queryFn: async ({ signal }): Promise<ListPage> => {
      const response = await fetchJson(apiPaths.signatureRequests(filter), signatureRequestPageSchema, { signal });
      return { ...response, items: response.items.map(toSignatureRequest) };
    },
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

/** Qualified signatures of the activity report. Uses POST, because fetching may leave a trace at the provider. */
export function reportQuery(srId: string) {
  return queryOptions({
    queryKey: ["report", srId],
    queryFn: async ({ signal }) =>
      listReportSignatures(await fetchJson(apiPaths.report(srId), reportSchema, { method: "POST", signal })),
  });
}
