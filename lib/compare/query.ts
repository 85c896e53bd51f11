import { fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import { compareSchema } from "./schema.ts";

/**
 * Records that a person compares pictures of one evidence, before they are shown.
 * @param files numbers of one or two files in the archive's list; one if it is compared with a picture of other evidence
 * @throws ApiError if it could not be recorded: then nothing is shown
 */
export function recordCompare(
  srId: string,
  evidenceId: string,
  files: readonly [number, number?],
): Promise<{ logEntry: number }> {
  return fetchJson(apiPaths.compare(srId, evidenceId), compareSchema, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ files }),
  });
}
