import { fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import type { PrintOrder } from "./print-order.ts";
import { type PrintRecord, printSchema } from "./schema.ts";

const post = (path: string, body: unknown): Promise<PrintRecord> =>
  fetchJson(path, printSchema, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

/** Records a printed report of evidence. Print nothing unless it resolves. @throws ApiError */
export const recordPrint = (srId: string, evidenceId: string, order: PrintOrder): Promise<PrintRecord> =>
  post(apiPaths.print(srId, evidenceId), order);

/** Records a printed part of the access log; `filter` as its API takes it. @throws ApiError */
export const recordLogPrint = (filter: URLSearchParams): Promise<PrintRecord> =>
  post(apiPaths.auditPrint(), { filter: filter.toString() });
