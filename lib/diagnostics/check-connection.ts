import "server-only";
import { isLogWritable } from "#lib/audit/check-writable";
import { settings } from "#lib/env";
import type { Endpoint } from "#lib/provider/endpoints";
import { describeEnvironment } from "#lib/provider/environment";
import { evidenceRequest } from "#lib/provider/evidence-request";
import { type Probe, probe, probeLogin } from "#lib/provider/probe";
import { listUrl, requestUrl, resolveWithinBase } from "#lib/provider/urls";
import { readTrustedKeys } from "#lib/trusted-keys/trusted-keys";
import { UpstreamError } from "#lib/upstream/upstream-error";
import { failedStep, step } from "./check-steps.ts";
import { type EvidenceAddress, findEvidence } from "./find-evidence.ts";
import type { ConnectionReport, Step, StepName } from "./schema.ts";

/** Clock difference in seconds above which timeline, token checks and access log become inconsistent. */
const tolerableClockS = 30;

/** Runs one probe as a step; the response is null if it failed. */
async function take(
  name: StepName,
  endpoint: Endpoint,
  work: () => Promise<Probe>,
): Promise<{ step: Step; response: Probe | null }> {
  try {
    const response = await work();
    return { step: step(name, "pass", "ok", { tookMs: response.tookMs }), response };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { step: failedStep(name, endpoint, error), response: null };
  }
}

/** Our clock minus the provider's, in seconds, from its `Date` header. */
function readClock(response: Probe | null): Step {
  if (response === null) return step("clock", "skip", "earlier");
  const theirs = Date.parse(response.date ?? "");
  if (Number.isNaN(theirs)) return step("clock", "warn", "clock_unknown");
  const amount = Math.round((Date.now() - theirs) / 1000);
  return Math.abs(amount) <= tolerableClockS
    ? step("clock", "pass", "ok", { amount })
    : step("clock", "warn", "clock_off", { amount });
}

function readKey(): Step {
  const { keyKind } = describeEnvironment(settings().provider);
  if (keyKind === "unknown") return step("key", "warn", "key_unknown", { settings: ["SKRIBBLE_API_USERNAME"] });
  return step("key", keyKind === "demo" ? "warn" : "pass", keyKind, {
    settings: keyKind === "demo" ? ["SKRIBBLE_API_USERNAME"] : [],
  });
}

async function checkEvidence(address: EvidenceAddress): Promise<Step[]> {
  const steps: Step[] = [];
  for (const name of ["status", "record", "files", "token"] as const) {
    const { kind, url } = evidenceRequest(name, address.srId, address.evidenceId, undefined);
    steps.push((await take(name, name, () => probe({ endpoint: name, kind, url, keepBody: false }))).step);
  }
  return steps;
}

type Skipped = "earlier" | "no_evidence" | "request_without_evidence" | "not_of_request";

const skipAll = (names: readonly StepName[], reason: Skipped) => names.map((name) => step(name, "skip", reason));

const evidenceSteps = ["status", "record", "files", "token"] as const;

async function checkApi(requested: { srId: string | null; evidenceId: string | null }): Promise<Step[]> {
  const { apiUrl } = settings().provider;
  const newest = listUrl(apiUrl, { page_number: "1", page_size: "25" });
  const list = await take("api", "list", () => probe({ endpoint: "list", kind: "json", url: newest, keepBody: true }));
  if (list.response === null) return [list.step, ...skipAll(["request", ...evidenceSteps], "earlier")];
  const srId = requested.srId ?? findEvidence(list.response.body)?.srId ?? null;
  if (srId === null) return [list.step, ...skipAll(["request", ...evidenceSteps], "no_evidence")];
  const url = requestUrl(apiUrl, srId);
  const request = await take("request", "request", () =>
    probe({ endpoint: "request", kind: "json", url, keepBody: true }),
  );
  if (request.response === null) return [list.step, request.step, ...skipAll(evidenceSteps, "earlier")];
  const address = findEvidence(request.response.body, requested.evidenceId);
  if (address) return [list.step, request.step, ...(await checkEvidence({ ...address, srId }))];
  const reason = requested.evidenceId === null ? "request_without_evidence" : "not_of_request";
  return [list.step, request.step, ...skipAll(evidenceSteps, reason)];
}

async function checkTrust(): Promise<Step> {
  const { configured, complete, keys: all, sources } = await readTrustedKeys(null);
  const keys = all.filter(({ published }) => published);
  const names = sources.filter(({ problem }) => problem !== null).map(({ source }) => source as string);
  if (!configured)
    return step("trust", "warn", "no_keys", { settings: ["TRUST_JWKS_URL", "TRUST_JWKS_FILE", "TRUST_PEM_FILE"] });
  if (keys.length === 0) return step("trust", "fail", "keys_unavailable", { settings: names });
  return complete
    ? step("trust", "pass", "ok", { amount: keys.length })
    : step("trust", "warn", "keys_partly", { settings: names, amount: keys.length });
}

/**
 * Checks each step in order and names the settings to review; reads only response headers of evidence.
 * @param requested IDs to try, or null for the newest request with evidence
 */
export async function checkConnection(requested: {
  srId: string | null;
  evidenceId: string | null;
}): Promise<ConnectionReport> {
  const at = new Date().toISOString();
  const healthUrl = resolveWithinBase(settings().provider.apiUrl, "/management/health");
  const reach = await take("reach", "health", () =>
    probe({ endpoint: "health", kind: "json", url: healthUrl, keepBody: false }),
  );
  const steps = [reach.step, readClock(reach.response), readKey()];
  const apiSteps = ["api", "request", ...evidenceSteps] as const;
  // The host responds, even if the path is unknown, so the login may reveal more.
  const isReached =
    reach.response !== null ||
    ["path", "denied", "rejected", "down", "wrong_answer", "redirect"].includes(reach.step.reason);
  if (!isReached) steps.push(...skipAll(["login", ...apiSteps], "earlier"));
  else {
    const login = await take("login", "login", async () => {
      const startedAt = performance.now();
      await probeLogin();
      return { date: null, body: null, tookMs: Math.round(performance.now() - startedAt) };
    });
    steps.push(login.step, ...(login.response ? await checkApi(requested) : skipAll(apiSteps, "earlier")));
  }
  steps.push(await checkTrust());
  const isWritable = await isLogWritable();
  const logSettings = settings().database.url ? ["DATABASE_URL"] : ["DATA_DIR"];
  steps.push(isWritable ? step("log", "pass", "ok") : step("log", "fail", "log_closed", { settings: logSettings }));
  return { at, steps };
}
