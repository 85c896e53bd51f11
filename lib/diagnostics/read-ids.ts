import "server-only";
import { readJsonBody } from "#lib/http/read-body";
import { isId } from "#lib/paths";
import { ProblemError } from "#lib/problem";

/** Leaves the request readable. @throws ProblemError `invalid_request` if an ID is missing or malformed */
export async function readIds(request: Request): Promise<{ srId: string; evidenceId: string }> {
  const body = await readJsonBody(request.clone());
  const fields = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const read = (name: string) => {
    const value = fields[name];
    if (typeof value === "string" && isId(value)) return value;
    throw new ProblemError(
      "invalid_request",
      `Missing or invalid ${name} in the request body. Use 1 to 128 letters, digits or . _ ~ - for srId and evidenceId.`,
    );
  };
  return { srId: read("srId"), evidenceId: read("evidenceId") };
}
