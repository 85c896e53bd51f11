import "server-only";
import { isId } from "#lib/paths";
import { ProblemError } from "#lib/problem";

/** The ids that a check shall try; empty means: whichever is there. @throws ProblemError `invalid_request` */
export function readAsked(body: unknown): { srId: string | null; evidenceId: string | null } {
  const fields = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const read = (value: unknown) => {
    if (value === undefined || value === null || value === "") return null;
    if (typeof value === "string" && isId(value.trim())) return value.trim();
    throw new ProblemError(
      "invalid_request",
      "An id is 1 to 128 letters, digits, dots, dashes, tildes or underscores.",
    );
  };
  return { srId: read(fields.srId), evidenceId: read(fields.evidenceId) };
}
