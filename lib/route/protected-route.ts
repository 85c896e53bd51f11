import "server-only";
import { type AuditDetail, type AuditEvent, type AuditFacts, emptyAuditEvent } from "#lib/audit/model";
import { recordEvent, recordPoll } from "#lib/audit/record-event";
import { apiHeaders, methodNotAllowed, problemResponse } from "#lib/http/problem-response";
import { readClientAddress, readRequestId } from "#lib/http/request-metadata";
import { requireSameOrigin } from "#lib/http/require-same-origin";
import { log } from "#lib/observability/log";
import { observeResponse } from "#lib/observability/metrics";
import type { Person } from "#lib/person";
import { ProblemError } from "#lib/problem";
import type { LimitedCall } from "#lib/rate-limit/limits";
import { beginScan } from "#lib/rate-limit/log-limits";
import type { ScanLease } from "#lib/rate-limit/scan-lease";
import { brokenOffBySessionEnd, type ReleaseOutcome } from "#lib/release/outcome";
import { authorizeRequest } from "./authorize-request.ts";
import type { AuthorizedRequest, RoutePolicy } from "./policy.ts";
import { guardSession, type SessionEnding, type SessionGuard, sessionEndedError } from "./session-guard.ts";

export type { AuthorizedRequest, RoutePolicy } from "./policy.ts";

type Context = { params: Promise<Record<string, string> | undefined> };
type Handler = (request: Request, context: Context) => Promise<Response>;
type Methods = Record<"GET" | "HEAD" | "OPTIONS" | "POST" | "PUT" | "PATCH" | "DELETE", Handler>;

/** Writes a request's log entries: `start` before the work, and `end` (at most once) with the outcome. */
function entriesOf(policy: RoutePolicy, entry: AuditEvent, sessionEnd: () => SessionEnding | null) {
  const isRelease = policy.artefact !== undefined || entry.event === "export";
  let isOpen = false;
  /** Handlers see only that their signal aborts: an end of the session looks like a disconnected client to them. */
  const explain = (facts: Partial<AuditFacts> & { detail: AuditDetail }, { reason, isSending }: SessionEnding) => ({
    ...facts,
    outcome: brokenOffBySessionEnd,
    ...(isSending ? {} : { bytes: 0 }),
    sha256: null,
    detail: { ...facts.detail, reason },
  });
  return {
    async start(request: Request, sessionId: string): Promise<void> {
      if (policy.recordsItself) return;
      // Combines a page's polls into one run: an entry at its start, and one with the count at its end.
      if (entry.event === "status_poll") return recordPoll(sessionId, entry);
      const { ticket, purpose } = (await policy.purpose?.(request)) ?? entry;
      Object.assign(entry, { ticket, purpose });
      const detail = (await policy.detail?.(request)) ?? null;
      // A verdict's result is known only at the end, so its first entry is a release.
      await recordEvent({ ...entry, event: entry.event === "verdict" ? "release" : entry.event, detail });
      isOpen = true;
    },
    async step(facts: Parameters<AuthorizedRequest["recordStep"]>[0]): Promise<void> {
      const ended = facts.outcome === "broken_off_by_client" ? sessionEnd() : null;
      await recordEvent({ ...entry, ...(ended === null ? facts : explain(facts, ended)) });
    },
    async end({ code, detail, ...ending }: ReleaseOutcome): Promise<void> {
      if (!isOpen) return;
      isOpen = false;
      if (!isRelease) return;
      const ended = sessionEnd();
      const facts = { ...ending, detail: { ...detail, ...(code === undefined ? {} : { code }) } };
      const isConcluded = ended === null && ending.outcome !== "refused";
      const event = entry.event === "verdict" && isConcluded ? "verdict" : "release_outcome";
      await recordEvent({ ...entry, ...(ended === null ? facts : explain(facts, ended)), event });
    },
  };
}

/** Holds a person's one lease on scans of the log, if the route needs it, until its end, a failure or a disconnection. */
function scanOf(policy: RoutePolicy) {
  let lease: ScanLease | null = null;
  async function end(): Promise<void> {
    const ended = lease;
    lease = null;
    await ended?.end();
  }
  return {
    async begin(person: Person, call: LimitedCall, signal: AbortSignal): Promise<void> {
      if (policy.reads !== "whole_log") return;
      lease = await beginScan(person, call);
      // Next may never read the body for a client that has disconnected.
      signal.addEventListener("abort", () => void end(), { once: true });
    },
    end,
  };
}

/** The name of the error that caused a failure; its message may hold anything and is never logged. */
function faultName(failure: unknown): string {
  if (!(failure instanceof Error)) return "unknown";
  return failure instanceof ProblemError && failure.cause instanceof Error ? failure.cause.name : failure.name;
}

async function respond(
  policy: RoutePolicy,
  handle: (call: AuthorizedRequest) => Promise<Response>,
  request: Request,
  context: Context,
) {
  const startedMs = performance.now();
  const { headers } = request;
  const requestId = readRequestId(headers);
  const { pathname: path } = new URL(request.url);
  const event = typeof policy.event === "function" ? policy.event(request) : policy.event;
  const address = readClientAddress(headers);
  const entry: AuditEvent = { ...emptyAuditEvent, event, requestId, address, artefact: policy.artefact ?? null };
  let guard: SessionGuard | null = null;
  const entries = entriesOf(policy, entry, () => guard?.ending() ?? null);
  const scan = scanOf(policy);
  try {
    requireSameOrigin(headers);
    const { person, params } = await authorizeRequest(policy, request, (await context.params) ?? {}, entry);
    guard = guardSession(person, policy.roles, request.signal);
    const { signal } = guard;
    await scan.begin(person, { requestId, address }, signal);
    await entries.start(request, person.sessionId);
    const { step: recordStep, end: recordOutcome } = entries;
    const call = { person, params, request, requestId, signal, recordOutcome, recordStep };
    const response = await handle({ ...call, endScan: scan.end });
    if (guard.ending() !== null) {
      await response.body?.cancel().catch(() => undefined);
      throw sessionEndedError();
    }
    guard.startSending();
    for (const [name, value] of Object.entries(apiHeaders(requestId))) response.headers.set(name, value);
    observeResponse(event, entry.artefact, response.status, startedMs);
    return response;
  } catch (thrown) {
    await scan.end();
    const failure = guard === null || guard.ending() === null ? thrown : sessionEndedError();
    guard?.stop();
    const code = failure instanceof ProblemError ? failure.code : "internal";
    // Both are internal errors that people report by request ID: the log has the reason.
    if (code === "internal" || code === "audit_unavailable")
      log().error({ requestId, code, fault: faultName(failure) });
    const unwritten = await entries.end({ outcome: "refused", bytes: 0, sha256: null, code }).catch((error) => error);
    const response = problemResponse(unwritten ?? failure, { requestId, path });
    observeResponse(event, entry.artefact, response.status, startedMs);
    return response;
  }
}

/** Wraps every API route handler: authorization, access log, then the handler; a thrown ProblemError becomes the response. */
export function protectedRoute(policy: RoutePolicy, handle: (call: AuthorizedRequest) => Promise<Response>): Methods {
  const method = policy.method ?? "GET";
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
  all[method] = (request, context) => respond(policy, handle, request, context);
  return all;
}
