import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { settings } from "#lib/env";
import { apiHeaders, problemResponse } from "#lib/http/problem-response";
import { readRequestId } from "#lib/http/request-metadata";
import { ProblemError } from "#lib/problem";
import { singleton } from "#lib/runtime/singleton";

/** Labels are fixed words, never IDs, names or addresses. */
function metrics() {
  return singleton("metrics", () => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry, prefix: "evidence_desk_" });
    const labelNames = ["event", "artefact", "status"] as const;
    const registers = [registry];
    return {
      registry,
      responses: new Counter({ name: "evidence_desk_answers_total", help: "API responses", labelNames, registers }),
      seconds: new Histogram({
        name: "evidence_desk_answer_seconds",
        help: "Seconds to the head of an API response",
        labelNames,
        buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 30],
        registers,
      }),
      violations: new Counter({
        name: "evidence_desk_csp_violations_total",
        help: "Reported violations of the Content Security Policy",
        labelNames: ["directive"] as const,
        registers,
      }),
    };
  });
}

/** @param directive a fixed word */
export function countViolation(directive: string): void {
  metrics().violations.inc({ directive });
}

/** @param startedMs `performance.now()` at the start of the request */
export function observeResponse(event: string, artefact: string | null, status: number, startedMs: number): void {
  const labels = { event, artefact: artefact ?? "none", status: String(status) };
  const { responses, seconds } = metrics();
  responses.inc(labels);
  seconds.observe(labels, (performance.now() - startedMs) / 1000);
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** @returns 404 without the METRICS_TOKEN setting */
export async function metricsResponse(request: Request): Promise<Response> {
  const requestId = readRequestId(request.headers);
  const refuse = (error: ProblemError) => problemResponse(error, { requestId, path: new URL(request.url).pathname });
  const { metricsToken } = settings();
  if (!metricsToken)
    return refuse(new ProblemError("not_found", "Metrics are disabled. Set METRICS_TOKEN to enable them."));
  const given = request.headers.get("authorization") ?? "";
  if (!timingSafeEqual(digest(given), digest(`Bearer ${metricsToken}`)))
    return refuse(
      new ProblemError(
        "unauthenticated",
        "Missing or invalid bearer token. Send METRICS_TOKEN in the Authorization header.",
      ),
    );
  const { registry } = metrics();
  return new Response(await registry.metrics(), {
    headers: { ...apiHeaders(requestId), "Content-Type": registry.contentType },
  });
}
