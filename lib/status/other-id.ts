import type { EvidenceStatus } from "./schema.ts";

/** True if the status `id` differs from the requested evidence ID: shown, never rejected. */
export function hasOtherId({ id }: Pick<EvidenceStatus, "id">, evidenceId: string): boolean {
  return id !== null && id.trim() !== "" && id.trim().toLowerCase() !== evidenceId.toLowerCase();
}
