import "server-only";
import { type AuditEvent, emptyAuditEvent } from "#lib/audit/model";
import { pollRuns, recordEvent } from "#lib/audit/record-event";
import { apiHeaders, methodNotAllowed, problemResponse } from "#lib/http/problem-response";
import { readClientAddress, readRequestId } from "#lib/http/request-metadata";
import { requireSameOrigin } from "#lib/http/require-same-origin";
import { log } from "#lib/observability/log";
import { observeResponse } from "#lib/observability/metrics";
import type { Person } from "#lib/person";
import { ProblemError } from "#lib/problem";
import { beginScan } from "#lib/rate-limit/log-limits";
import { recordRefusal } from "#lib/rate-limit/record-refusal";
import type { ScanLease } from "#lib/rate-limit/scan-lease";
import type { ReleaseOutcome } from "#lib/release/outcome";
import { touchSession } from "#lib/session/session-store";
import { type Authorization, authorizeRequest } from "./authorize-request.ts";
import type { AuthorizedRequest, RoutePolicy } from "./policy.ts";

export type { AuthorizedRequest, RoutePolicy } from "./policy.ts";

type Context = { params: Promise<Record<string, string> | undefined> };
type Handler = (request: Request, context: Context) => Promise<Response>;
type Methods = Record<"GET" | "HEAD" | "OPTIONS" | "POST" | "PUT" | "PATCH" | "DELETE", Handler>;

/**
 * Remembers the bytes of a status: a poll's in its run; else as a release, after which requests of the next minutes are polls. A page that
 * requests a status again has fetched it before, so only the first release in a session is an action of the person.
 */
async function rememberStatus(
  { person, poll }: Authorization,
  entry: AuditEvent,
  outcome: ReleaseOutcome,
): Promise<void> {
  const { srId, evidenceId } = entry;
  if (outcome.outcome !== "whole" || srId === null || evidenceId === null) return;
  if (poll) return pollRuns().note(poll, outcome);
  const request = { sessionId: person.sessionId, srId, evidenceId };
  const isFirst = await pollRuns().release(request, outcome);
  if (isFirst) await touchSession(person.sessionId, Date.now());
}

/** Writes a request's log entries: `start` before the work, and `end` (at most once) with the outcome. */
function entriesOf(policy: RoutePolicy, entry: AuditEvent) {
  const isRelease = policy.artefact !== undefined || entry.event === "export";
  let isOpen = false;
  let authorized: Authorization | null = null;
  return {
    async start(request: Request, authorization: Authorization): Promise<void> {
      authorized = authorization;
      // The run of polls has its own entries.
      if (authorization.poll !== null) return;
      const { ticket, purpose } = (await policy.purpose?.(request)) ?? entry;
      Object.assign(entry, { ticket, purpose });
      const detail = (await policy.detail?.(request)) ?? null;
      // A verdict's result is known only at the end, so its first entry is a release.
      await recordEvent({ ...entry, event: entry.event === "verdict" ? "release" : entry.event, detail });
      isOpen = true;
    },
    async step(facts: Parameters<AuthorizedRequest["recordStep"]>[0]): Promise<void> {
      await recordEvent({ ...entry, ...facts });
    },
    async end(ended: ReleaseOutcome): Promise<void> {
      const { outcome, bytes, sha256, code, detail } = ended;
      const status = policy.artefact === "status" ? authorized : null;
      authorized = null;
      if (status?.poll) await rememberStatus(status, entry, ended);
      if (!isOpen) return;
      isOpen = false;
      if (!isRelease) return;
      const event = entry.event === "verdict" && outcome !== "refused" ? "verdict" : "release_outcome";
      const facts = { ...detail, ...(code === undefined ? {} : { code }) };
      await recordEvent({ ...entry, event, outcome, bytes, sha256, detail: facts });
      // If it fails, the next request is a release too and has entries of its own.
      if (status) await rememberStatus(status, entry, ended).catch(() => undefined);
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
    async begin(person: Person, signal: AbortSignal): Promise<void> {
      if (policy.personalData !== "whole_log") return;
      lease = await beginScan(person);
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
  const { headers, signal } = request;
  const requestId = readRequestId(headers);
  const { pathname: path } = new URL(request.url);
  const event = typeof policy.event === "function" ? policy.event(request) : policy.event;
  const address = readClientAddress(headers);
  const entry: AuditEvent = { ...emptyAuditEvent, event, requestId, address, artefact: policy.artefact ?? null };
  const entries = entriesOf(policy, entry);
  const scan = scanOf(policy);
  try {
    requireSameOrigin(headers);
    const admit = async () => {
      const authorization = await authorizeRequest(policy, request, (await context.params) ?? {}, entry);
      await scan.begin(authorization.person, signal);
      return authorization;
    };
    const authorization = await admit().catch(async (failure) => {
      await recordRefusal(failure, entry);
      throw failure;
    });
    const { person, params } = authorization;
    await entries.start(request, authorization);
    const { step: recordStep, end: recordOutcome } = entries;
    const call = { person, params, request, requestId, signal, recordOutcome, recordStep };
    const response = await handle({ ...call, endScan: scan.end });
    for (const [name, value] of Object.entries(apiHeaders(requestId))) response.headers.set(name, value);
    observeResponse(entry.event, entry.artefact, response.status, startedMs);
    return response;
  } catch (failure) {
    await scan.end();
    const code = failure instanceof ProblemError ? failure.code : "internal";
    // Both are internal errors that people report by request ID: the log has the reason.
    if (code === "internal" || code === "audit_unavailable")
      log().error({ requestId, code, fault: faultName(failure) });
    const unwritten = await entries.end({ outcome: "refused", bytes: 0, sha256: null, code }).catch((error) => error);
    const response = problemResponse(unwritten ?? failure, { requestId, path });
    observeResponse(entry.event, entry.artefact, response.status, startedMs);
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
