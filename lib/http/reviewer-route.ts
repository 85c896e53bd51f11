import "server-only";
import type { AuditDetail, AuditEventName, AuditInput } from "#lib/audit/model";
import { emptyInput } from "#lib/audit/model";
import { recordEvent } from "#lib/audit/record-event";
import { type Artefact, isId } from "#lib/paths";
import type { Person, Role } from "#lib/session/model";
import { readPerson } from "#lib/session/read-person";
import { answerProblem, apiHeaders } from "./answer-problem.ts";
import { type ProblemCode, ProblemError } from "./problem.ts";
import { readAddress, readRequestId } from "./read-call.ts";
import { requireOwnPage } from "./require-own-page.ts";

/** How a release ended: the second entry of the access log. `bytes` and `sha256` (hex) speak of what left the server. */
export type Outcome = {
  outcome: "whole" | "broken_off_by_provider" | "broken_off_by_client" | "refused";
  bytes: number;
  sha256: string | null;
  code?: ProblemCode;
  detail?: Record<string, string>;
};

/** One call after every check has passed and its entry is durable. */
export type Call = {
  person: Person;
  /** Ids of the address, each checked with `isId`. */
  params: Record<string, string>;
  request: Request;
  requestId: string;
  /** Aborted when the client goes away. */
  signal: AbortSignal;
  /** Writes the outcome entry; only after it resolved may the last byte leave. @throws ProblemError `audit_unavailable` */
  recordOutcome(outcome: Outcome): Promise<void>;
};

export type Door = {
  roles: readonly Role[];
  event: AuditEventName | ((request: Request) => AuditEventName);
  artefact?: Artefact | "verdict" | "report";
  method?: "GET" | "POST";
  /** False for what runs by itself (polls): it never moves the idle end of the session. Status never does. */
  isAct?: boolean;
  /** Facts for the entry that are known before the work. */
  detail?: (request: Request) => AuditDetail | Promise<AuditDetail>;
};

type Context = { params: Promise<Record<string, string> | undefined> };
type Handler = (request: Request, context: Context) => Promise<Response>;
type Methods = Record<"GET" | "HEAD" | "OPTIONS" | "POST" | "PUT" | "PATCH" | "DELETE", Handler>;

/** @throws ProblemError `invalid_request` when an id of the address could climb or is malformed */
function checkIds(params: Record<string, string>): void {
  for (const value of Object.values(params))
    if (typeof value !== "string" || !isId(value))
      throw new ProblemError("invalid_request", "An id in the address is not one that Evidence Desk takes.");
}

/** @throws ProblemError `unauthenticated`; `forbidden`, recorded as a denial */
async function admit(door: Door, request: Request, entry: AuditInput): Promise<Person> {
  const person = await readPerson(request.headers, door.isAct ?? door.artefact !== "status");
  if (!person) throw new ProblemError("unauthenticated", "Sign in to Evidence Desk first.");
  entry.person = { subject: person.subject, name: person.name, role: person.roles.join(" ") };
  if (door.roles.some((role) => person.roles.includes(role))) return person;
  const { artefact } = entry;
  await recordEvent({ ...emptyInput, ...entry, event: "denied", outcome: "refused", artefact });
  throw new ProblemError("forbidden", "Your account does not have the role that this needs.");
}

async function answer(door: Door, handle: (call: Call) => Promise<Response>, request: Request, context: Context) {
  const { headers, signal } = request;
  const requestId = readRequestId(headers);
  const { pathname: path } = new URL(request.url);
  const event = typeof door.event === "function" ? door.event(request) : door.event;
  const entry: AuditInput = {
    ...emptyInput,
    event,
    requestId,
    address: readAddress(headers),
    artefact: door.artefact ?? null,
  };
  let started = false;
  const recordOutcome = async ({ outcome, bytes, sha256, code, detail }: Outcome) => {
    if (!started) return;
    started = false;
    if (door.artefact === undefined && event !== "export") return;
    const facts = { ...detail, ...(code === undefined ? {} : { code }) };
    await recordEvent({ ...entry, event: "release_outcome", outcome, bytes, sha256, detail: facts });
  };
  try {
    requireOwnPage(headers);
    // An address without ids has no params at all.
    const params = (await context.params) ?? {};
    const person = await admit(door, request, entry);
    checkIds(params);
    entry.srId = params.srId ?? null;
    entry.evidenceId = params.evidenceId ?? null;
    await recordEvent({ ...entry, detail: (await door.detail?.(request)) ?? null });
    started = true;
    const response = await handle({ person, params, request, requestId, signal, recordOutcome });
    for (const [name, value] of Object.entries(apiHeaders(requestId))) response.headers.set(name, value);
    return response;
  } catch (failure) {
    const code = failure instanceof ProblemError ? failure.code : "internal";
    if (code === "internal") console.error(JSON.stringify({ level: "error", requestId, path, error: String(failure) }));
    const unwritten = await recordOutcome({ outcome: "refused", bytes: 0, sha256: null, code }).catch((error) => error);
    return answerProblem(unwritten ?? failure, { requestId, path });
  }
}

/**
 * The one wrapper of every door of the API: own page, session, role, ids, access log, then the work. What a handler
 * throws as ProblemError becomes the answer; other methods are 405.
 */
export function reviewerRoute(door: Door, handle: (call: Call) => Promise<Response>): Methods {
  const method = door.method ?? "GET";
  const refuse: Handler = async (request) => {
    const { pathname: path } = new URL(request.url);
    const error = new ProblemError("method_not_allowed", `This address answers ${method} alone.`);
    const response = answerProblem(error, { requestId: readRequestId(request.headers), path });
    response.headers.set("Allow", method);
    return response;
  };
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
