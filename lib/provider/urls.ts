import "server-only";
import { isId } from "#lib/paths";
import { ProblemError } from "#lib/problem";

/** Ids are checked once more where they become part of an address: `encodeURIComponent("..")` would still climb. */
function checkedId(id: string): string {
  if (!isId(id))
    throw new ProblemError(
      "invalid_request",
      "An id must be 1 to 128 letters, digits, dots, dashes, tildes or underscores.",
    );
  return id;
}

/**
 * An address under the provider's base URL.
 * @throws Error when the result would leave the base's origin or path
 */
export function resolveWithinBase(apiUrl: string, path: string, query?: URLSearchParams): URL {
  const base = new URL(apiUrl);
  const url = new URL(`${apiUrl}${path}${query ? `?${query}` : ""}`);
  const prefix = base.pathname.endsWith("/") ? base.pathname : `${base.pathname}/`;
  if (url.origin !== base.origin || !url.pathname.startsWith(prefix) || url.hash !== "")
    throw new Error("A provider path leaves the configured base URL.");
  return url;
}

/** `/signature-requests/{id}` and what stands below it. */
export function requestUrl(apiUrl: string, srId: string, below = "", query?: URLSearchParams): URL {
  return resolveWithinBase(apiUrl, `/signature-requests/${checkedId(srId)}${below}`, query);
}

/** One of the four evidence addresses, from its template setting. */
export function evidenceUrl(apiUrl: string, template: string, srId: string, evidenceId: string): URL {
  const path = template.replace("{SR_ID}", checkedId(srId)).replace("{EVIDENCE_ID}", checkedId(evidenceId));
  return resolveWithinBase(apiUrl, path);
}
