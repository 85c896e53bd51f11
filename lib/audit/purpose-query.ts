import { askJson } from "#lib/http/ask";
import { apiPaths } from "#lib/paths";
import type { Purpose } from "./purpose-model.ts";

/** Confirms a purpose for this session and signature request. `source` says whether a link had filled it in. */
export function confirmPurpose(srId: string, purpose: Purpose & { source: "typed" | "link" }): Promise<Purpose> {
  return askJson<Purpose>(apiPaths.purpose(srId), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(purpose),
  });
}
