import "server-only";
import { settings } from "#lib/env";
import { type FetchPrefix, fetchPrefix } from "#lib/provider/fetch-prefix";
import { evidenceUrl } from "#lib/provider/urls";
import { type Clock, systemClock } from "#lib/runtime/clock";
import { startDeadline } from "#lib/upstream/deadline";
import { UpstreamError } from "#lib/upstream/upstream-error";
import { candidatePaths, pathSettings } from "./candidate-paths.ts";
import { readReason } from "./check-steps.ts";
import { bytesToRead, classifyResponse } from "./classify-response.ts";
import { createPacedFetch } from "./paced-fetch.ts";
import type { PathCheck, PathShape, StepReason, TriedPath } from "./schema.ts";

/** Deadline in milliseconds for all paths; a responsive provider needs ten seconds. */
const maxRunMs = 90_000;

const shapeOfReason: Partial<Record<StepReason, PathShape>> = {
  dns: "unreachable",
  refused: "unreachable",
  connect_timeout: "unreachable",
  tls: "unreachable",
  proxy: "unreachable",
  credentials: "login-refused",
  rate_limited: "rate-limited",
  down: "provider-error",
};

/** Shapes that stop the run: found, or a result that would repeat for all other paths. */
const stops: ReadonlySet<PathShape> = new Set(["status-shaped", "login-refused", "rate-limited", "unreachable"]);

type Parts = { apiUrl: string; fetch: FetchPrefix; clock: Clock };
const ownParts = (): Parts => ({ apiUrl: settings().provider.apiUrl, fetch: fetchPrefix, clock: systemClock });

/**
 * Tries likely status paths in sequence, at most two per second, until a response has the shape of a status. Only
 * reads, at most 64 KiB per response, and keeps only field names.
 * @param onTried called after each path, for the access log
 * @throws UpstreamError `cancelled` if the client disconnects
 */
export async function checkPaths(
  requested: { srId: string; evidenceId: string; signal: AbortSignal },
  onTried: (tried: number) => void = () => {},
  { apiUrl, fetch, clock }: Parts = ownParts(),
): Promise<PathCheck> {
  const deadline = startDeadline(maxRunMs, requested.signal, clock);
  const fetchPaced = createPacedFetch(fetch, clock, deadline.signal);
  const tried: TriedPath[] = [];
  const tryPath = async (path: string): Promise<TriedPath> => {
    const url = evidenceUrl(apiUrl, path, requested.srId, requested.evidenceId);
    try {
      const response = await fetchPaced({ url, kind: "json", maxBytes: bytesToRead });
      return { path, status: response.status, ...classifyResponse(response) };
    } catch (error) {
      if (deadline.signal.aborted || !(error instanceof UpstreamError)) throw error;
      return { path, status: null, shape: shapeOfReason[readReason(error)] ?? "no-answer", fields: [] };
    }
  };
  try {
    for (const path of candidatePaths) {
      const one = await tryPath(path);
      tried.push(one);
      onTried(tried.length);
      // Two timeouts in a row indicate a host failure rather than a wrong path.
      if (stops.has(one.shape) || tried.slice(-2).filter(({ shape }) => shape === "no-answer").length === 2) break;
    }
  } catch (error) {
    if (requested.signal.aborted || !deadline.signal.aborted) throw error;
  } finally {
    deadline.end();
  }
  const found = tried.find(({ shape }) => shape === "status-shaped")?.path ?? null;
  return { tried, found, settings: found === null ? [] : pathSettings(found), candidates: candidatePaths.length };
}
