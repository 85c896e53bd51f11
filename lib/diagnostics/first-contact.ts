import "server-only";
import { settings } from "#lib/env";
import type { Artefact } from "#lib/paths";
import { describeEnvironment, type Region } from "#lib/provider/environment";
import { type FetchPrefix, fetchPrefix, type ResponseHead } from "#lib/provider/fetch-prefix";
import { evidenceUrl } from "#lib/provider/urls";
import { type Clock, systemClock } from "#lib/runtime/clock";
import { startDeadline } from "#lib/upstream/deadline";
import { UpstreamError } from "#lib/upstream/upstream-error";
import { readReason } from "./check-steps.ts";
import { type Contact, formatReport } from "./first-contact-text.ts";
import { createPacedFetch } from "./paced-fetch.ts";
import type { StepReason } from "./schema.ts";

type ApiVersion = { version: string; apiUrl: string };

/** Returns the configured base URL and, if it ends in v2 or v3, the other version on the same host. */
function apiVersions(apiUrl: string): ApiVersion[] {
  const version = /\/(v[23])\/?$/.exec(apiUrl)?.[1];
  if (version === undefined) return [{ version: "configured version", apiUrl }];
  const other = version === "v3" ? "v2" : "v3";
  return [
    { version, apiUrl },
    { version: other, apiUrl: apiUrl.replace(/\/v[23]\/?$/, `/${other}`) },
  ];
}

const artefacts = ["status", "record", "files", "token"] as const satisfies readonly Artefact[];
const kindOf = { status: "json", record: "json", files: "archive", token: "token" } as const;

/** Deadline in milliseconds for all eight requests. */
const maxRunMs = 120_000;
const maxProblemBytes = 64 * 1024;

/** Limit in bytes per body. The start of an archive suffices, because ZIP has a known structure. */
export const maxContactBytes: Record<Artefact, number> = {
  status: 64 * 1024,
  record: 8 * 1024 * 1024,
  files: 64 * 1024,
  token: 1024 * 1024,
};

export type ContactEntry = {
  artefact: Artefact;
  outcome: "opened" | "closed" | "broken_off_by_client";
  detail: { asked: string; version: string; shownToPerson: boolean; status?: number | null; readBytes?: number };
};

const stops: ReadonlySet<StepReason> = new Set([
  "dns",
  "refused",
  "connect_timeout",
  "tls",
  "proxy",
  "credentials",
  "rate_limited",
]);

type Parts = {
  apiUrl: string;
  region: Region;
  pathTemplates: Record<Artefact, string>;
  fetch: FetchPrefix;
  clock: Clock;
};
const ownParts = (): Parts => {
  const { provider } = settings();
  const { apiUrl, pathTemplates } = provider;
  const { region } = describeEnvironment(provider);
  return { apiUrl, region, pathTemplates, fetch: fetchPrefix, clock: systemClock };
};

/**
 * Describes the shapes of all four artefacts in v2 and v3, without values.
 * @param record logs an access durably; called before each request
 * @throws UpstreamError `cancelled` if the client disconnects
 */
export async function makeFirstContactReport(
  requested: { srId: string; evidenceId: string; signal: AbortSignal },
  record: (entry: ContactEntry) => Promise<unknown>,
  { apiUrl, region, pathTemplates, fetch, clock }: Parts = ownParts(),
): Promise<string> {
  const { srId, evidenceId, signal } = requested;
  const deadline = startDeadline(maxRunMs, signal, clock);
  const fetchPaced = createPacedFetch(fetch, clock, deadline.signal);
  let isStopped = false;

  async function contact({ version, apiUrl: base }: ApiVersion, artefact: Artefact): Promise<Contact> {
    const path = pathTemplates[artefact];
    const nothing = { version, artefact, path, kind: kindOf[artefact], response: null };
    if (isStopped) return { ...nothing, reason: "not_asked" };
    const detail = { asked: "first_contact", version, shownToPerson: false };
    await record({ artefact, outcome: "opened", detail });
    const maxBytes = ({ status }: ResponseHead) =>
      status === 200 ? maxContactBytes[artefact] : status >= 400 && status < 500 ? maxProblemBytes : 0;
    try {
      const url = evidenceUrl(base, path, srId, evidenceId);
      const response = await fetchPaced({ url, kind: nothing.kind, maxBytes });
      isStopped = response.status === 429 || response.isTokenRejected;
      const facts = { status: response.status, readBytes: response.body.length };
      await record({ artefact, outcome: "closed", detail: { ...detail, ...facts } });
      return { ...nothing, response, reason: null };
    } catch (error) {
      const outcome = signal.aborted ? "broken_off_by_client" : "closed";
      if (!(error instanceof UpstreamError)) throw error;
      await record({ artefact, outcome, detail: { ...detail, status: null } });
      if (signal.aborted) throw error;
      const reason = readReason(error);
      isStopped = stops.has(reason) || deadline.signal.aborted;
      return { ...nothing, reason };
    }
  }

  try {
    const contacts: Contact[] = [];
    for (const version of apiVersions(apiUrl))
      for (const artefact of artefacts) contacts.push(await contact(version, artefact));
    return await formatReport({ region, srId, evidenceId }, contacts);
  } finally {
    deadline.end();
  }
}
