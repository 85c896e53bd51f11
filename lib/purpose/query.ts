import { askJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import type { Purpose } from "./model.ts";

/** Confirms a purpose for this session and signature request. `source` says whether a link had filled it in. */
export function confirmPurpose(srId: string, purpose: Purpose & { source: "typed" | "link" }): Promise<Purpose> {
  return askJson<Purpose>(apiPaths.purpose(srId), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(purpose),
  });
}
