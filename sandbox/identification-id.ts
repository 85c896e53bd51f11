import { createHash } from "node:crypto";
import type { Identification } from "./identification.ts";

/** The evidence ID, unless it is a number or the token is bound by a separate ID. */
export function identificationId({ evidenceId, binding, numericId }: Identification): string | number {
  if (numericId !== undefined) return numericId;
  if (binding !== "status-id") return evidenceId;
  const hex = createHash("sha256").update(evidenceId).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
