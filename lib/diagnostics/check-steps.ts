import "server-only";
import { type Endpoint, pathSetting } from "#lib/provider/endpoints";
import type { UpstreamError } from "#lib/upstream/upstream-error";
import type { Step, StepName, StepReason } from "./schema.ts";

/** Converts probe errors to report steps; pure, so that every error is testable without a provider. */

const reasonOfLine: Partial<Record<UpstreamError["reason"], StepReason>> = {
  dns: "dns",
  refused: "refused",
  connect_timeout: "connect_timeout",
  tls: "tls",
  proxy: "proxy",
  reset: "reset",
  first_byte: "silent",
  stalled: "silent",
  deadline: "silent",
  not_http: "not_http",
  headers: "not_http",
  length: "wrong_answer",
  redirect: "redirect",
  content_type: "wrong_answer",
  encoding: "wrong_answer",
  empty: "wrong_answer",
  unreadable: "wrong_answer",
  echo: "wrong_answer",
  too_large: "wrong_answer",
  credentials: "credentials",
  circuit: "down",
};

const reasonOfCode: Partial<Record<UpstreamError["code"], StepReason>> = {
  feature_not_enabled: "feature",
  provider_denied: "denied",
  not_found: "unknown_id",
  evidence_path_unknown: "path",
  not_completed: "not_completed",
  provider_rejected: "rejected",
  provider_rate_limited: "rate_limited",
  provider_unavailable: "down",
  provider_login_failed: "credentials",
};

export function readReason(fault: UpstreamError): StepReason {
  return reasonOfLine[fault.reason] ?? reasonOfCode[fault.code] ?? "wrong_answer";
}

/** Settings to review for a reason; empty if no setting can fix it. */
export function settingsFor(reason: StepReason, endpoint: Endpoint): string[] {
  switch (reason) {
    case "dns":
    case "refused":
    case "connect_timeout":
    case "reset":
    case "silent":
      return ["SKRIBBLE_API_URL", "HTTPS_PROXY", "NO_PROXY"];
    case "tls":
      return ["NODE_EXTRA_CA_CERTS", "SKRIBBLE_API_URL"];
    case "proxy":
      return ["HTTPS_PROXY", "NO_PROXY"];
    case "credentials":
      return ["SKRIBBLE_API_USERNAME", "SKRIBBLE_API_KEY"];
    // The feature belongs to the account, or the account or region is wrong.
    case "feature":
    case "denied":
      return ["SKRIBBLE_API_USERNAME"];
    case "unknown_id":
      return ["SKRIBBLE_API_URL", "SKRIBBLE_API_USERNAME"];
    case "path":
      return [...new Set([pathSetting[endpoint], "SKRIBBLE_API_URL"])];
    case "redirect":
    case "not_http":
    case "wrong_answer":
      return [pathSetting[endpoint]];
    default:
      return [];
  }
}

/** Creates a step from an error. `not_completed` proves the path, so it is not a failure. */
export function failedStep(name: StepName, endpoint: Endpoint, fault: UpstreamError): Step {
  const reason = readReason(fault);
  const { status, problem, key } = fault.provider ?? {};
  const said = [status, problem, key].filter((part) => part !== undefined).join(" · ");
  return {
    name,
    outcome: reason === "not_completed" ? "pass" : "fail",
    reason,
    settings: settingsFor(reason, endpoint),
    tookMs: null,
    said: said === "" ? null : said,
    amount: null,
  };
}

export function step(name: StepName, outcome: Step["outcome"], reason: StepReason, more: Partial<Step> = {}): Step {
  return { name, outcome, reason, settings: [], tookMs: null, said: null, amount: null, ...more };
}
