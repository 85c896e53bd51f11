import "server-only";
import { ProblemError } from "#lib/problem";
import { readOrigin } from "./request-origin.ts";

/**
 * Rejects cross-site requests (Fetch Metadata; Origin, RFC 6454), because every recorded access must be the person's own act.
 * Scripts send neither header and pass.
 * @throws ProblemError `forbidden`
 */
export function requireSameOrigin(headers: Headers): void {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if ((site !== null && site !== "same-origin") || (origin !== null && origin !== readOrigin(headers)))
    throw new ProblemError(
      "forbidden",
      "Cross-origin request. Send it from a page of Evidence Desk, or without `Origin` and `Sec-Fetch-Site`.",
    );
}
