import "server-only";
import { settings } from "#lib/env";
import type { Artefact } from "#lib/paths";
import type { ProviderRequest } from "./client.ts";
import type { AcceptedKind } from "./media-types.ts";
import { evidenceUrl } from "./urls.ts";

const kindOf: Record<Artefact, AcceptedKind> = { status: "json", record: "json", files: "archive", token: "token" };

export function evidenceRequest(
  artefact: Artefact,
  srId: string,
  evidenceId: string,
  signal: AbortSignal | undefined,
): ProviderRequest {
  const { apiUrl, pathTemplates, maxBytes, deadlineMs, filesDeadlineMs } = settings().provider;
  return {
    endpoint: artefact,
    kind: kindOf[artefact],
    url: evidenceUrl(apiUrl, pathTemplates[artefact], srId, evidenceId),
    maxBytes: maxBytes[artefact],
    deadlineMs: artefact === "files" ? filesDeadlineMs : deadlineMs,
    signal,
  };
}
