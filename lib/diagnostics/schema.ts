import { canonicalId, isId } from "#lib/paths";
import { ProblemError } from "#lib/problem";
import type { ProviderEnvironment } from "#lib/provider/environment";
import * as z from "#lib/runtime/zod";

/** Steps of a connection check, each of which depends on the previous ones. */
const stepNames = [
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

/** Stable codes; each has a message in lib/i18n. */
const stepReasons = [
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

const stepSchema = z.object({
  name: z.enum(stepNames),
  /** `warn`: works but needs attention. `skip`: depends on a failed step. */
  outcome: z.enum(["pass", "warn", "fail", "skip"]),
  reason: z.enum(stepReasons),
  /** Names of settings to review, never their values. */
  settings: z.array(z.string()),
  tookMs: z.nullable(z.number()),
  /** Details from the provider: status, problem type, key. */
  said: z.nullable(z.string()),
  /** Number for the reason: seconds of clock difference, keys found. */
  amount: z.nullable(z.number()),
});
export type Step = z.infer<typeof stepSchema>;
export type StepName = Step["name"];
export type StepReason = Step["reason"];

export const connectionReportSchema = z.object({ at: z.string(), steps: z.array(stepSchema) });
export type ConnectionReport = z.infer<typeof connectionReportSchema>;

/** Stable kinds of responses; each has a message in lib/i18n. */
const pathShapes = [
  "status-shaped",
  "record-shaped",
  "problem-shaped",
  "other-json",
  "not-json",
  "too-large",
  "empty",
  "encoded",
  "broken-off",
  "repeats-credentials",
  "unknown-path",
  "unknown-id",
  "not-initiated",
  "feature-off",
  "denied",
  "login-refused",
  "rejected",
  "rate-limited",
  "provider-error",
  "redirect",
  "unexpected",
  "no-answer",
  "unreachable",
] as const;

const triedPathSchema = z.object({
  /** Template with `{SR_ID}` and `{EVIDENCE_ID}`. */
  path: z.string(),
  /** HTTP status code; null without a response. */
  status: z.nullable(z.number()),
  shape: z.enum(pathShapes),
  /** Field names, nested ones after a dot; none for a record. */
  fields: z.array(z.string()),
});
export type TriedPath = z.infer<typeof triedPathSchema>;
export type PathShape = TriedPath["shape"];

export const pathCheckSchema = z.object({
  tried: z.array(triedPathSchema),
  /** First path whose response has the shape of a status. */
  found: z.nullable(z.string()),
  /** Settings to copy: the found path and three derived ones. Empty without a found path. */
  settings: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Number of paths to try; `tried` is shorter if the run stopped early. */
  candidates: z.number(),
});
export type PathCheck = z.infer<typeof pathCheckSchema>;

export const firstContactSchema = z.object({ text: z.string() });

export const healthSchema = z.object({ status: z.enum(["live", "ready"]) });

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
  const { data: fields = {} } = z.safeParse(z.jsonObject, body);
  const read = (value: unknown) => {
    if (value === undefined || value === null || value === "") return null;
    if (typeof value === "string" && isId(value.trim())) return canonicalId(value.trim());
    throw new ProblemError(
      "invalid_request",
      "Invalid ID in the request body. Use 1 to 128 letters, digits or `. _ ~ -`.",
    );
  };
  return { srId: read(fields.srId), evidenceId: read(fields.evidenceId) };
}
