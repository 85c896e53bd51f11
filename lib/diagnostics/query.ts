import { fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import {
  type ConnectionReport,
  connectionReportSchema,
  firstContactSchema,
  type PathCheck,
  pathCheckSchema,
} from "./schema.ts";

type NamedEvidence = { srId: string; evidenceId: string };

function withBody(evidence: NamedEvidence): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(evidence) };
}

/** Runs the connection check; fails with ApiError. */
export function runConnectionCheck(requested: NamedEvidence): Promise<ConnectionReport> {
  return fetchJson(apiPaths.connectionCheck(), connectionReportSchema, withBody(requested));
}

/** Tries the likely status paths; aborting `signal` also stops the server. @throws ApiError */
export function findStatusPath(evidence: NamedEvidence, signal: AbortSignal): Promise<PathCheck> {
  return fetchJson(apiPaths.pathCheck(), pathCheckSchema, { ...withBody(evidence), signal });
}

/** Requests the first-contact report as text; aborting `signal` also stops its requests. @throws ApiError */
export async function fetchFirstContactReport(evidence: NamedEvidence, signal: AbortSignal): Promise<string> {
  return (await fetchJson(apiPaths.firstContact(), firstContactSchema, { ...withBody(evidence), signal })).text;
}
