import { fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import type { Purpose } from "./schema.ts";

/** `source` is `link` if a link filled in the purpose. */
export function confirmPurpose(srId: string, purpose: Purpose & { source: "typed" | "link" }): Promise<Purpose> {
  return fetchJson<Purpose>(apiPaths.purpose(srId), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(purpose),
  });
}
