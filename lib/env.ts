import { resolve } from "node:path";
import { checkDatabase } from "./env/check-database.ts";
import { checkFiles } from "./env/check-files.ts";
import { checkNode } from "./env/check-node.ts";
import { checkSecrets } from "./env/check-secrets.ts";
import { checkTogether, lacksProvider } from "./env/check-together.ts";
import { type SettingError, SettingsError } from "./env/fault.ts";
import { readLeftOut } from "./env/left-out.ts";
import { readSecretFiles } from "./env/read-secret-files.ts";
import { type SettingName, schema } from "./env/schema.ts";

export { SettingsError } from "./env/fault.ts";
export { isLoopback } from "./env/kinds.ts";
export type { DatabaseTls } from "./env/postgres-tls.ts";
export { type PostgresAddress, parsePostgresUrl } from "./env/postgres-url.ts";

/** The only file that reads the environment. Command line tools load it too, so it cannot import `server-only`. */

/** @throws SettingsError naming every bad setting */
export function parseSettings(environment: NodeJS.ProcessEnv) {
  const faults: SettingError[] = [];
  checkNode(environment, faults);
  const parsed = schema.safeParse(readSecretFiles(environment, faults));
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const name = issue.path[0] as SettingName;
      if (!faults.some((fault) => fault.name === name)) faults.push({ name, reason: issue.message });
    }
    throw new SettingsError(faults);
  }
  const values = parsed.data;
  const isSandbox = environment.EVIDENCE_DESK_SANDBOX === "1" || lacksProvider(values);
  values.AUTH_DEMO ??= isSandbox;
  checkTogether(values, faults);
  checkFiles(values, faults);
  checkSecrets(values, checkDatabase(values, faults), faults);
  if (faults.length > 0) throw new SettingsError(faults);
  // The `turbopackIgnore` comments keep the build from tracing the whole project as possible input.
  const root = resolve(/* turbopackIgnore: true */ environment.EVIDENCE_DESK_ROOT ?? process.cwd());
  return {
    listen: { port: values.PORT, host: values.HOST, trustedProxies: values.TRUSTED_PROXIES },
    provider: {
      apiUrl: (values.SKRIBBLE_API_URL ?? "").replace(/\/+$/, ""),
      username: values.SKRIBBLE_API_USERNAME ?? "",
      apiKey: values.SKRIBBLE_API_KEY ?? "",
      /** True if no provider is configured: the start scripts run the sandbox and set its address. */
      isSandbox,
      pathTemplates: {
        status: values.SKRIBBLE_EVIDENCE_STATUS_PATH,
        record: values.SKRIBBLE_EVIDENCE_JSON_PATH,
        files: values.SKRIBBLE_EVIDENCE_FILES_PATH,
        token: values.SKRIBBLE_EVIDENCE_JWT_PATH,
      },
      /** Meanings of provider status words beyond the built-in list. */
      statusWords: values.SKRIBBLE_STATUS_WORDS,
      timeoutMs: values.SKRIBBLE_TIMEOUT_MS,
      deadlineMs: values.SKRIBBLE_DEADLINE_MS,
      filesDeadlineMs: values.SKRIBBLE_FILES_DEADLINE_MS,
      maxBytes: {
        status: values.MAX_STATUS_BYTES,
        record: values.MAX_RECORD_BYTES,
        token: values.MAX_TOKEN_BYTES,
        files: values.MAX_FILES_BYTES,
      },
    },
    proxy: { url: values.HTTPS_PROXY, exceptions: values.NO_PROXY },
    trust: {
      jwksUrl: values.TRUST_JWKS_URL,
      jwksFile: values.TRUST_JWKS_FILE,
      pemFile: values.TRUST_PEM_FILE,
      x5cSubject: values.TRUST_X5C_SUBJECT,
      issuer: values.TRUST_ISSUER,
      audience: values.TRUST_AUDIENCE,
      algorithms: values.TRUST_ALGORITHMS,
    },
    auth: {
      secrets: values.AUTH_SECRET ?? [],
      url: values.AUTH_URL ?? `http://localhost:${values.PORT}`,
      demo: values.AUTH_DEMO,
      oidc:
        values.AUTH_OIDC_ISSUER && values.AUTH_OIDC_CLIENT_ID && values.AUTH_OIDC_CLIENT_SECRET
          ? {
              issuer: values.AUTH_OIDC_ISSUER,
              clientId: values.AUTH_OIDC_CLIENT_ID,
              clientSecret: values.AUTH_OIDC_CLIENT_SECRET,
              scope: values.AUTH_OIDC_SCOPE ?? "openid profile email",
            }
          : null,
      roleClaim: values.AUTH_ROLE_CLAIM,
      roleGroups: {
        reviewer: values.AUTH_ROLE_REVIEWER ?? ["reviewer"],
        /** Without a group, no account is a lead. */
        lead: values.AUTH_ROLE_LEAD ?? [],
        auditor: values.AUTH_ROLE_AUDITOR ?? ["auditor"],
        admin: values.AUTH_ROLE_ADMIN ?? ["admin"],
      },
    },
    session: { idleMin: values.SESSION_IDLE_MIN, maxH: values.SESSION_MAX_H },
    database: {
      url: values.DATABASE_URL,
      /** Undefined if no owner is configured. */
      migrationUrl: values.DATABASE_MIGRATION_URL,
      tls: values.DATABASE_TLS,
      dataDir: resolve(/* turbopackIgnore: true */ root, values.DATA_DIR),
      /** Root of the installed product, for files loaded by path. */
      root,
    },
    audit: {
      keys: values.AUDIT_KEY ?? [],
      /** Host, with its port if any, in the origin of a new log. */
      originHost: values.AUDIT_ORIGIN ?? new URL(values.AUTH_URL ?? `http://localhost:${values.PORT}`).host,
      checkpointS: values.AUDIT_CHECKPOINT_S,
      knownCheckpointFile: values.AUDIT_KNOWN_CHECKPOINT_FILE,
    },
    limits: { perMinute: values.RATE_LIMIT_PER_MINUTE, distinctEvidencePerDay: values.DISTINCT_EVIDENCE_PER_DAY },
    leftOut: readLeftOut(values, environment.EVIDENCE_DESK_BENCH_WITHOUT),
    /** Fixed clock (ISO 8601) for pending reviews; only for tests against the sandbox. */
    reviewClock: isSandbox ? (environment.SANDBOX_NOW ?? null) : null,
    /** Minutes between background requests for unfinished states; 0 is off. */
    stateRefreshMin: values.EVIDENCE_STATE_REFRESH,
    requirePurpose: values.REQUIRE_PURPOSE,
    decision: {
      secondReview: values.REQUIRE_SECOND_REVIEW,
      /** Percent of decisions that are not risky and need a second review too. */
      samplePercent: values.SECOND_REVIEW_SAMPLE,
      /** Null for the built-in list. */
      reasons: values.DECISION_REASONS ?? null,
      isPasskeyRequired: values.DECISION_PASSKEY,
    },
    dossier: {
      /** Null if dossiers get no time stamps. `caFile` has the PEM roots. */
      timeStamps: values.TSA_URL && values.TSA_CA_FILE ? { url: values.TSA_URL, caFile: values.TSA_CA_FILE } : null,
      /** 0 means unlimited. */
      perDay: values.DOSSIERS_PER_DAY,
    },
    metricsToken: values.METRICS_TOKEN,
    logLevel: values.LOG_LEVEL,
  };
}

export const settingNames = Object.keys(schema.shape) as SettingName[];

/** Finds unknown names with our prefixes, because a misspelt `TRUST_ISSUER` would silently skip a check. */
export function findUnknownNames(environment: NodeJS.ProcessEnv): string[] {
  const known = new Set<string>(settingNames);
  return Object.keys(environment).filter(
    (name) =>
      /^(SKRIBBLE|TRUST|AUTH|SESSION|AUDIT|DATABASE|DECISION|EVIDENCE_STATE|REQUIRE|SECOND_REVIEW|TSA|DOSSIERS)_/.test(
        name,
      ) &&
      !known.has(name.replace(/_FILE$/, "")) &&
      !known.has(name),
  );
}

export type Settings = ReturnType<typeof parseSettings>;

let cached: Settings | undefined;

/** Returns the cached settings. Do not call it while a module loads: the build imports every route. */
export function settings(): Settings {
  cached ??= parseSettings(process.env);
  return cached;
}
