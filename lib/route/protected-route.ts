import "server-only";
import { type AuditEvent, emptyAuditEvent } from "#lib/audit/model";
import { apiHeaders, methodNotAllowed, problemResponse } from "#lib/http/problem-response";
import { readClientAddress, readRequestId } from "#lib/http/request-metadata";
import { requireSameOrigin } from "#lib/http/require-same-origin";
import { log } from "#lib/observability/log";
import { observeResponse } from "#lib/observability/metrics";
import type { Person } from "#lib/person";
import { ProblemError } from "#lib/problem";
import type { Lease } from "#lib/rate-limit/lease";
import { beginScan } from "#lib/rate-limit/log-limits";
import { recordRefusal } from "#lib/rate-limit/record-refusal";
import { authorizeRequest } from "./authorize-request.ts";
import type { AuthorizedRequest, RoutePolicy } from "./policy.ts";
import { entriesOf } from "./request-entries.ts";
import { guardSession, type SessionGuard, sessionEndedError } from "./session-guard.ts";

export type { AuthorizedRequest, RoutePolicy } from "./policy.ts";

type Context = { params: Promise<Record<string, string> | undefined> };
type Handler = (request: Request, context: Context) => Promise<Response>;
type Methods = Record<"GET" | "HEAD" | "OPTIONS" | "POST" | "PUT" | "PATCH" | "DELETE", Handler>;

/** Holds a person's one lease on scans of the log, if the route needs it, until its end, a failure or a disconnection. */
function scanOf(policy: RoutePolicy) {
  let lease: Lease | null = null;
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
  const { headers } = request;
  const requestId = readRequestId(headers);
  const { pathname: path } = new URL(request.url);
  const event = typeof policy.event === "function" ? policy.event(request) : policy.event;
  const address = readClientAddress(headers);
  const entry: AuditEvent = { ...emptyAuditEvent, event, requestId, address, artefact: policy.artefact ?? null };
  let guard: SessionGuard | null = null;
  const entries = entriesOf(policy, entry, () => guard?.ending() ?? null);
  const scan = scanOf(policy);
  let isAdmitted = false;
  try {
    requireSameOrigin(headers);
    const authorization = await authorizeRequest(policy, request, (await context.params) ?? {}, entry);
    const { person, params } = authorization;
    guard = guardSession(person, policy.roles, request.signal);
    const { signal } = guard;
    await scan.begin(person, signal);
    isAdmitted = true;
    await entries.start(request, authorization);
    const { step: recordStep, end: recordOutcome, together: recordTogether } = entries;
    const call = { person, params, request, requestId, signal, recordOutcome, recordStep, recordTogether };
    const response = await handle({ ...call, endScan: scan.end });
    if (guard.ending() !== null) {
      await response.body?.cancel().catch(() => undefined);
      throw sessionEndedError();
    }
    guard.startSending();
    for (const [name, value] of Object.entries(apiHeaders(requestId))) response.headers.set(name, value);
    observeResponse(entry.event, entry.artefact, response.status, startedMs);
    return response;
  } catch (thrown) {
    await scan.end();
    const failure = guard === null || guard.ending() === null ? thrown : sessionEndedError();
    guard?.stop();
    const code = failure instanceof ProblemError ? failure.code : "internal";
    // Both are internal errors that people report by request ID: the log has the reason.
    if (code === "internal" || code === "audit_unavailable")
      log().error({ requestId, code, fault: faultName(failure) });
    const refused = { outcome: "refused", bytes: 0, sha256: null, code } as const;
    const recordFailure = async () => {
      await entries.end(refused);
      // A client that has left cancels its own work, which is not a refusal.
      if (!isAdmitted || !request.signal.aborted) await recordRefusal(failure, entry);
    };
    const unwritten = await recordFailure().catch((error) => error);
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

/** One address with two methods, each with a policy of its own. @param method of `write` */
export function protectedRoutes(read: Methods, write: Methods, method: "PUT" | "POST" = "PUT"): Methods {
  const refuse: Handler = async (request) => methodNotAllowed(request, `GET, ${method}`);
  const all = { HEAD: refuse, OPTIONS: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse };
  return { ...all, GET: read.GET, [method]: write[method] };
}
