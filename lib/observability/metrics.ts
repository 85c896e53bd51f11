import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { settings } from "#lib/env";
import { apiHeaders, problemResponse } from "#lib/http/problem-response";
import { readRequestId } from "#lib/http/request-metadata";
import { ProblemError } from "#lib/problem";
import { singleton } from "#lib/runtime/singleton";

/** Counters of this process. Labels are words of ours: never an id, a name or an address. */
function metrics() {
  return singleton("metrics", () => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry, prefix: "evidence_desk_" });
    const labelNames = ["event", "artefact", "status"] as const;
    const registers = [registry];
    return {
      registry,
      answers: new Counter({ name: "evidence_desk_answers_total", help: "Answers of the API", labelNames, registers }),
      seconds: new Histogram({
        name: "evidence_desk_answer_seconds",
        help: "Time to the head of an answer of the API",
        labelNames,
        buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 30],
        registers,
      }),
    };
  });
}

/** Notes one answer of the API; `startedMs` is `performance.now()` of its beginning. */
export function observeResponse(event: string, artefact: string | null, status: number, startedMs: number): void {
  const labels = { event, artefact: artefact ?? "none", status: String(status) };
  const { answers, seconds } = metrics();
  answers.inc(labels);
  seconds.observe(labels, (performance.now() - startedMs) / 1000);
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Metrics for a scraper that sends `Authorization: Bearer METRICS_TOKEN`; without that setting there is nothing here. */
export async function metricsResponse(request: Request): Promise<Response> {
  const requestId = readRequestId(request.headers);
  const refuse = (error: ProblemError) => problemResponse(error, { requestId, path: new URL(request.url).pathname });
  const { metricsToken } = settings();
  if (!metricsToken) return refuse(new ProblemError("not_found", "Metrics are closed: METRICS_TOKEN is not set."));
  const given = request.headers.get("authorization") ?? "";
  if (!timingSafeEqual(digest(given), digest(`Bearer ${metricsToken}`)))
    return refuse(new ProblemError("unauthenticated", "Metrics need the bearer token of METRICS_TOKEN."));
  const { registry } = metrics();
  return new Response(await registry.metrics(), {
    headers: { ...apiHeaders(requestId), "Content-Type": registry.contentType },
  });
}
