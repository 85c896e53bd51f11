import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import { createSemaphore } from "#lib/runtime/semaphore";
import { signatureRequestQuery } from "#lib/signature-request/query";
import type { QueuedCase } from "./model.ts";
import { batchSchema } from "./schema.ts";

/** A pasted text may name fifty requests; the provider is asked for three at a time. */
const take = createSemaphore(3);

/** The signature request of a found ID, in the cache of its page. Every fetch is recorded as an access. */
export function foundRequestQuery(srId: string) {
  const query = signatureRequestQuery(srId);
  const { queryFn } = query;
  if (typeof queryFn !== "function") throw new Error("The query of a signature request has a function");
  return queryOptions({ ...query, queryFn: (context) => take(async () => queryFn(context), context.signal) });
}

/** Records a batch before its first check. @throws ApiError */
export function recordBatch(cases: readonly QueuedCase[], signal: AbortSignal): Promise<{ count: number }> {
  return fetchJson(apiPaths.batches(), batchSchema, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ items: cases }),
    signal,
  });
}
