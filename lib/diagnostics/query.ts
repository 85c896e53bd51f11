import { fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import type { ConnectionReport, PathCheck } from "./schema.ts";

/** Runs the connection check; fails with ApiError. */
export function runConnectionCheck(requested: { srId: string; evidenceId: string }): Promise<ConnectionReport> {
  return fetchJson<ConnectionReport>(apiPaths.connectionCheck(), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(requested),
  });
}

type NamedEvidence = { srId: string; evidenceId: string };

function post<T>(path: string, body: NamedEvidence, signal: AbortSignal): Promise<T> {
  const headers = { "Content-Type": "application/json" };
  return fetchJson<T>(path, { method: "POST", headers, body: JSON.stringify(body), signal });
}

/** Tries the likely status paths; aborting `signal` also stops the server. @throws ApiError */
export function findStatusPath(evidence: NamedEvidence, signal: AbortSignal): Promise<PathCheck> {
  return post(apiPaths.pathCheck(), evidence, signal);
}

/** Requests the first-contact report as text; aborting `signal` also stops its requests. @throws ApiError */
export async function fetchFirstContactReport(evidence: NamedEvidence, signal: AbortSignal): Promise<string> {
  return (await post<{ text: string }>(apiPaths.firstContact(), evidence, signal)).text;
}
