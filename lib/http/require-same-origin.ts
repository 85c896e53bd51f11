import "server-only";
import { ProblemError } from "#lib/problem";
import { readOrigin } from "./request-origin.ts";

/**
 * A view is recorded, so it must be the person's own act: calls that another site's page made the browser send are
 * refused (Fetch Metadata, W3C; RFC 6454 for Origin). Scripts send neither header and pass.
 * @throws ProblemError `forbidden`
 */
export function requireSameOrigin(headers: Headers): void {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if ((site !== null && site !== "same-origin") || (origin !== null && origin !== readOrigin(headers)))
    throw new ProblemError("forbidden", "Evidence Desk answers this call only to its own pages.");
}
