import { fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import { type Purpose, purposeSchema } from "./schema.ts";

/** `source` is `link` if a link filled in the purpose. `srId` is null for lists and searches. */
export function confirmPurpose(srId: string | null, purpose: Purpose & { source: "typed" | "link" }): Promise<Purpose> {
  return fetchJson(apiPaths.purpose(srId), purposeSchema, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(purpose),
  });
}
