import { queryOptions } from "@tanstack/react-query";
import { ApiError, fetchApi, fetchJson, toProblem } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import * as z from "#lib/runtime/zod";
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

/** Qualified signatures of the activity report, its bytes and their SHA-256. Uses POST, because fetching may leave a trace at the provider. */
export function reportQuery(srId: string) {
  return queryOptions({
    queryKey: ["report", srId],
    queryFn: async ({ signal }) => {
      const path = apiPaths.report(srId);
      const response = await fetchApi(path, { method: "POST", signal });
      const blob = await response.blob();
      try {
        const signatures = listReportSignatures(z.parse(reportSchema, JSON.parse(await blob.text())));
        return { signatures, blob, sha256: response.headers.get("X-Evidence-Sha256") };
      } catch (error) {
        throw new ApiError(toProblem(error, path));
      }
    },
  });
}
