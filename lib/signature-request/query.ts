import { queryOptions } from "@tanstack/react-query";
import { fetchJson, fetchJsonWithHeaders } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import { listReportSignatures } from "./activity-report.ts";
import { toSignatureRequest } from "./model.ts";
import { reportSchema, signatureRequestSchema } from "./schema.ts";

/** One signature request with its signers; fails with ApiError. */
export function signatureRequestQuery(srId: string) {
  return queryOptions({
    queryKey: ["signature-request", srId],
    queryFn: async ({ signal }) =>
      toSignatureRequest(await fetchJson(apiPaths.signatureRequest(srId), signatureRequestSchema, { signal })),
  });
}

/** Qualified signatures of the activity report, and the SHA-256 of its bytes. Uses POST, because fetching may leave a trace at the provider. */
export function reportQuery(srId: string) {
  return queryOptions({
    queryKey: ["report", srId],
    queryFn: async ({ signal }) => {
      const options = { method: "POST", signal };
      const { body, headers } = await fetchJsonWithHeaders(apiPaths.report(srId), reportSchema, options);
      return { signatures: listReportSignatures(body), sha256: headers.get("X-Evidence-Sha256") };
    },
  });
}
