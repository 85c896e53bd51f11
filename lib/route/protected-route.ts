import "server-only";
import { type AuditEvent, emptyAuditEvent } from "#lib/audit/model";
import { recordEvent, recordPoll } from "#lib/audit/record-event";
import { apiHeaders, methodNotAllowed, problemResponse } from "#lib/http/problem-response";
import { readClientAddress, readRequestId } from "#lib/http/request-metadata";
import { requireSameOrigin } from "#lib/http/require-same-origin";
import { log } from "#lib/observability/log";
import { observeResponse } from "#lib/observability/metrics";
import { ProblemError } from "#lib/problem";
import type { ReleaseOutcome } from "#lib/release/outcome";
import { authorizeRequest } from "./authorize-request.ts";
import type { AuthorizedRequest, RoutePolicy } from "./policy.ts";

export type { AuthorizedRequest, RoutePolicy } from "./policy.ts";

type Context = { params: Promise<Record<string, string> | undefined> };
type Handler = (request: Request, context: Context) => Promise<Response>;
type Methods = Record<"GET" | "HEAD" | "OPTIONS" | "POST" | "PUT" | "PATCH" | "DELETE", Handler>;

/** The two entries of one call: `start` before the work, `end` (at most once) with how it went. */
function entriesOf(door: RoutePolicy, entry: AuditEvent) {
  const isRelease = door.artefact !== undefined || entry.event === "export";
  let isOpen = false;
  return {
    async start(request: Request, sessionId: string): Promise<void> {
      // The polls of a page are one run: an entry at its beginning, and one with their count at its end.
      if (entry.event === "status_poll") return recordPoll(sessionId, entry);
      const { ticket, purpose } = (await door.purpose?.(request)) ?? entry;
      Object.assign(entry, { ticket, purpose });
      const detail = (await door.detail?.(request)) ?? null;
      // What a verdict says is known only at its end; until then it is a release like every other.
      await recordEvent({ ...entry, event: entry.event === "verdict" ? "release" : entry.event, detail });
      isOpen = true;
    },
    async step(facts: Parameters<AuthorizedRequest["recordStep"]>[0]): Promise<void> {
      await recordEvent({ ...entry, ...facts });
    },
    async end({ outcome, bytes, sha256, code, detail }: ReleaseOutcome): Promise<void> {
      if (!isOpen) return;
      isOpen = false;
      if (!isRelease) return;
      const event = entry.event === "verdict" && outcome !== "refused" ? "verdict" : "release_outcome";
      const facts = { ...detail, ...(code === undefined ? {} : { code }) };
      await recordEvent({ ...entry, event, outcome, bytes, sha256, detail: facts });
    },
  };
}

/** The name of the error that caused a failure; its message may hold anything and is never logged. */
function faultName(failure: unknown): string {
  if (!(failure instanceof Error)) return "unknown";
  return failure instanceof ProblemError && failure.cause instanceof Error ? failure.cause.name : failure.name;
}

async function answer(
  door: RoutePolicy,
  handle: (call: AuthorizedRequest) => Promise<Response>,
  request: Request,
  context: Context,
) {
  const startedMs = performance.now();
  const { headers, signal } = request;
  const requestId = readRequestId(headers);
  const { pathname: path } = new URL(request.url);
  const event = typeof door.event === "function" ? door.event(request) : door.event;
  const address = readClientAddress(headers);
  const entry: AuditEvent = { ...emptyAuditEvent, event, requestId, address, artefact: door.artefact ?? null };
  const entries = entriesOf(door, entry);
  try {
    requireSameOrigin(headers);
    // An address without ids has no params at all.
    const { person, params } = await authorizeRequest(door, request, (await context.params) ?? {}, entry);
    await entries.start(request, person.sessionId);
    const { step: recordStep, end: recordOutcome } = entries;
    const response = await handle({ person, params, request, requestId, signal, recordOutcome, recordStep });
    for (const [name, value] of Object.entries(apiHeaders(requestId))) response.headers.set(name, value);
    observeResponse(event, entry.artefact, response.status, startedMs);
    return response;
  } catch (failure) {
    const code = failure instanceof ProblemError ? failure.code : "internal";
    // Both are faults of ours that people report by their request id: the log has the reason.
    if (code === "internal" || code === "audit_unavailable")
      log().error({ requestId, code, fault: faultName(failure) });
    const unwritten = await entries.end({ outcome: "refused", bytes: 0, sha256: null, code }).catch((error) => error);
    const response = problemResponse(unwritten ?? failure, { requestId, path });
    observeResponse(event, entry.artefact, response.status, startedMs);
    return response;
  }
}

/**
 * The one wrapper of every door of the API: own page, session, role, ids, purpose, limits, access log, then the work.
 * What a handler throws as ProblemError becomes the answer; other methods are 405.
 */
export function protectedRoute(door: RoutePolicy, handle: (call: AuthorizedRequest) => Promise<Response>): Methods {
  const method = door.method ?? "GET";
  const refuse: Handler = async (request) => methodNotAllowed(request, method);
  const all: Methods = {
    GET: refuse,
    HEAD: refuse,
    OPTIONS: refuse,
    POST: refuse,
    PUT: refuse,
    PATCH: refuse,
    DELETE: refuse,
  };
  all[method] = (request, context) => answer(door, handle, request, context);
  return all;
}
