import { isId } from "#lib/paths";
import { ProblemError } from "#lib/problem";
import type { ProviderEnvironment } from "#lib/provider/environment";

/** Steps of a connection check, each of which depends on the previous ones. */
export const stepNames = [
  "reach",
  "clock",
  "key",
  "login",
  "api",
  "request",
  "status",
  "record",
  "files",
  "token",
  "trust",
  "log",
] as const;
export type StepName = (typeof stepNames)[number];

/** `warn`: works but needs attention. `skip`: depends on a failed step. */
export type StepOutcome = "pass" | "warn" | "fail" | "skip";

/** Stable codes; each has a message in lib/i18n. */
export const stepReasons = [
  "ok",
  "dns",
  "refused",
  "connect_timeout",
  "tls",
  "proxy",
  "reset",
  "silent",
  "not_http",
  "redirect",
  "wrong_answer",
  "path",
  "down",
  "clock_off",
  "clock_unknown",
  "demo",
  "production",
  "key_unknown",
  "credentials",
  "rate_limited",
  "denied",
  "feature",
  "unknown_id",
  "not_of_request",
  "not_completed",
  "rejected",
  "no_evidence",
  "request_without_evidence",
  "no_keys",
  "keys_partly",
  "keys_unavailable",
  "log_closed",
  "earlier",
] as const;
export type StepReason = (typeof stepReasons)[number];

export type Step = {
  name: StepName;
  outcome: StepOutcome;
  reason: StepReason;
  /** Names of settings to review, never their values. */
  settings: string[];
  tookMs: number | null;
  /** Details from the provider: status, problem type, key. */
  said: string | null;
  /** Number for the reason: seconds of clock difference, keys found. */
  amount: number | null;
};

export type ConnectionReport = { at: string; steps: Step[] };

export type InstallationFacts = {
  environment: ProviderEnvironment;
  baseUrl: string;
  paths: { setting: string; template: string }[];
  limits: { setting: string; value: number }[];
  throughProxy: boolean;
  trustSources: string[];
  database: "sqlite" | "postgres";
  version: string;
  node: string;
};

/** Reads the IDs to check; null selects any. @throws ProblemError `invalid_request` */
export function readConnectionRequest(body: unknown): { srId: string | null; evidenceId: string | null } {
  const fields = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const read = (value: unknown) => {
    if (value === undefined || value === null || value === "") return null;
    if (typeof value === "string" && isId(value.trim())) return value.trim();
    throw new ProblemError(
      "invalid_request",
      "Invalid ID in the request body. Use 1 to 128 letters, digits or `. _ ~ -`.",
    );
  };
  return { srId: read(fields.srId), evidenceId: read(fields.evidenceId) };
}
