import "server-only";
import { isIPv6 } from "node:net";
import { apiHeaders, methodNotAllowed, problemResponse } from "#lib/http/problem-response";
import { readTextBody } from "#lib/http/read-body";
import { readClientAddress, readRequestId } from "#lib/http/request-metadata";
import { requireSameOrigin } from "#lib/http/require-same-origin";
import { ProblemError } from "#lib/problem";
import { singleton } from "#lib/runtime/singleton";
import { WindowCounter } from "#lib/runtime/window-counter";
import { countViolation } from "./metrics.ts";

/** Counts Content Security Policy violations (CSP Level 3 section 5). Reports hold addresses of pages and are neither stored nor logged. */

const maxReportBytes = 16_384;
const maxReports = 20;

/** Directives of our policies. A report of any other counts as `other`, so that reporters cannot create labels. */
const directives = new Set([
  ...["default-src", "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem"],
  ...["style-src-attr", "img-src", "media-src", "font-src", "connect-src", "worker-src", "manifest-src", "object-src"],
  ...["frame-src", "base-uri", "form-action", "frame-ancestors", "require-trusted-types-for", "trusted-types"],
]);

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/** @returns the violated directive of each report, or null if the body has another format */
export function readViolations(mediaType: string, body: unknown): string[] | null {
  const nameOf = (directive: unknown) =>
    typeof directive === "string" && directives.has(directive) ? directive : "other";
  if (mediaType === "application/csp-report") {
    const report = isObject(body) ? body["csp-report"] : null;
    if (!isObject(report)) return null;
    return [nameOf(report["effective-directive"] ?? report["violated-directive"])];
  }
  if (!Array.isArray(body)) return null;
  const reports = body.slice(0, maxReports).filter(isObject);
  return reports
    .filter(({ type }) => type === "csp-violation")
    .map(({ body: report }) => nameOf(isObject(report) ? report.effectiveDirective : null));
}

/** Reduces an IPv6 address to its network of 2⁶⁴ addresses (RFC 4291 section 2.5.4), which one person may use. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("::");
  const groups = (part: string) => (part === "" ? [] : part.split(":"));
  const [first, last] = [groups(head), tail === undefined ? [] : groups(tail)];
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => "0");
  return [...first, ...zeros, ...last].slice(0, 4).join(":");
}

const perAddress = { limit: 30, lengthMs: 60_000, maxKeys: 1_000 };
const perProcess = { limit: 600, lengthMs: 60_000, maxKeys: 1 };
const counters = () =>
  singleton("csp-report-limits", () => ({
    address: new WindowCounter(perAddress),
    all: new WindowCounter(perProcess),
  }));

/** @throws ProblemError `rate_limited`; in memory, because reports need no session and must not cause database writes */
function limitReports(address: string): void {
  const retryAfterS = counters().address.count(networkOf(address)) ?? counters().all.count("all");
  if (retryAfterS !== null) throw new ProblemError("rate_limited", "Too many reports.", { retryAfterS });
}

const mediaTypes = ["application/csp-report", "application/reports+json"];

function parseReport(mediaType: string, text: string): string[] {
  try {
    const violations = readViolations(mediaType, JSON.parse(text));
    if (violations !== null) return violations;
  } catch {
    // Reported below, like another format.
  }
  throw new ProblemError("invalid_request", "The body is not a violation report.");
}

async function readReports(request: Request): Promise<string[]> {
  requireSameOrigin(request.headers);
  limitReports(readClientAddress(request.headers) ?? "");
  const [mediaType = ""] = (request.headers.get("content-type") ?? "").toLowerCase().split(";");
  if (!mediaTypes.includes(mediaType.trim()))
    throw new ProblemError("invalid_request", `The content type must be ${mediaTypes.join(" or ")}.`);
  return parseReport(mediaType.trim(), await readTextBody(request, maxReportBytes));
}

/** `POST /api/csp-reports`: 204, without a session, because the sign-in page reports too. */
export async function cspReportResponse(request: Request): Promise<Response> {
  const requestId = readRequestId(request.headers);
  try {
    for (const directive of await readReports(request)) countViolation(directive);
    return new Response(null, { status: 204, headers: apiHeaders(requestId) });
  } catch (failure) {
    return problemResponse(failure, { requestId, path: new URL(request.url).pathname });
  }
}

export const rejectNonPost = async (request: Request): Promise<Response> => methodNotAllowed(request, "POST");
