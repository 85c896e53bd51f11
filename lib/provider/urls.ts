import "server-only";
import { canonicalId, isId } from "#lib/paths";
import { ProblemError } from "#lib/problem";

/** Checks IDs again before they enter a URL, because `encodeURIComponent("..")` still traverses the path. UUIDs in lower case. */
function checkedId(id: string): string {
  if (!isId(id)) throw new ProblemError("invalid_request", "Invalid ID. Use 1 to 128 letters, digits or `. _ ~ -`.");
  return canonicalId(id);
}

/** @throws Error if the result leaves the base's origin or path */
export function resolveWithinBase(apiUrl: string, path: string, query?: URLSearchParams): URL {
  const base = new URL(apiUrl);
  const url = new URL(`${apiUrl}${path}${query ? `?${query}` : ""}`);
  const prefix = base.pathname.endsWith("/") ? base.pathname : `${base.pathname}/`;
  if (url.origin !== base.origin || !url.pathname.startsWith(prefix) || url.hash !== "")
    throw new Error("A provider path leaves the configured base URL.");
  return url;
}

export function listUrl(apiUrl: string, query: Readonly<Record<string, string>>): URL {
  return resolveWithinBase(apiUrl, "/signature-requests", new URLSearchParams(query));
}

export function requestUrl(apiUrl: string, srId: string, below = "", query?: URLSearchParams): URL {
  return resolveWithinBase(apiUrl, `/signature-requests/${checkedId(srId)}${below}`, query);
}

export function evidenceUrl(apiUrl: string, template: string, srId: string, evidenceId: string): URL {
  const path = template.replace("{SR_ID}", checkedId(srId)).replace("{EVIDENCE_ID}", checkedId(evidenceId));
  return resolveWithinBase(apiUrl, path);
}
