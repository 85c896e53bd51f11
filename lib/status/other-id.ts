import type { EvidenceStatus } from "./schema.ts";

/** True where the status names an `id` of its own that is not the evidence ID asked for: shown, never refused. */
export function hasOtherId({ id }: Pick<EvidenceStatus, "id">, evidenceId: string): boolean {
  return id !== null && id.trim() !== "" && id.trim().toLowerCase() !== evidenceId.toLowerCase();
}
