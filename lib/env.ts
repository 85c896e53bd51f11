import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";

/**
 * The only file that reads the environment. Loaded by Next, by `scripts/` and by the command line tools alike, so it
 * carries no `server-only` line; `lib/rooms.test.ts` keeps the browser away from it.
 */

const loopbackHosts = new Set(["localhost", "127.0.0.1", "::1", "[::1]"]);

/** True for names that only this machine answers to. */
export function isLoopback(host: string): boolean {
  return loopbackHosts.has(host) || /^127(\.\d{1,3}){3}$/.test(host);
}

const mebibyte = 1024 * 1024;

const text = z.string().min(1);
const integer = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const list = (separator: RegExp) =>
  z.string().transform((value) =>
    value
      .split(separator)
      .map((part) => part.trim())
      .filter(Boolean),
  );
const flag = z.enum(["0", "1"]).transform((value) => value === "1");
const webUrl = z.url({ protocol: /^https?$/ }).refine((value) => {
  const url = new URL(value);
  return (
    (url.protocol === "https:" || isLoopback(url.hostname)) &&
    !url.username &&
    !url.password &&
    !url.search &&
    !url.hash
  );
}, "must be https (http on loopback only), without user, query or fragment");
const origin = webUrl.refine((value) => new URL(value).pathname === "/", "must be an origin without a path");
const pathTemplate = z
  .string()
  .regex(/^\/(?!\/)[^?#\\\s]*$/, "must begin with one slash and hold no query, fragment, backslash or space")
  .refine((value) => value.split("{SR_ID}").length === 2 && value.split("{EVIDENCE_ID}").length === 2, {
    message: "must hold {SR_ID} and {EVIDENCE_ID} exactly once each",
  })
  .refine((value) => !/(^|\/)(\.|%2e){1,2}(\/|$)|%2f|%5c/i.test(value), "must keep to the base URL: no dot segments");
const secretList = list(/[\s,]+/).refine(
  (values) => values.length > 0 && values.every((value) => Buffer.byteLength(value) >= 32 && new Set(value).size >= 8),
  "must be 32 bytes or more of randomness",
);
const cidr = z.string().refine((value) => {
  const [address = "", bits, ...rest] = value.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}, "must be IP addresses or CIDRs");
const asymmetricAlgorithms = "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519";
const evidencePath = (name: string) =>
  pathTemplate.default(`/signature-requests/{SR_ID}/identification/{EVIDENCE_ID}/${name}`);

const schema = z.object({
  PORT: integer(0, 65535).default(3000),
  HOST: text.default("127.0.0.1"),
  TRUSTED_PROXIES: list(/[\s,]+/)
    .pipe(z.array(cidr))
    .default([]),
  SKRIBBLE_API_URL: webUrl.optional(),
  SKRIBBLE_API_USERNAME: text.optional(),
  SKRIBBLE_API_KEY: text.optional(),
  SKRIBBLE_EVIDENCE_STATUS_PATH: evidencePath("status"),
  SKRIBBLE_EVIDENCE_JSON_PATH: evidencePath("json"),
  SKRIBBLE_EVIDENCE_FILES_PATH: evidencePath("files"),
  SKRIBBLE_EVIDENCE_JWT_PATH: evidencePath("jwt"),
  SKRIBBLE_TIMEOUT_MS: integer(1, 600_000).default(15_000),
  SKRIBBLE_DEADLINE_MS: integer(1, 3_600_000).default(30_000),
  SKRIBBLE_FILES_DEADLINE_MS: integer(1, 24 * 3_600_000).default(600_000),
  MAX_STATUS_BYTES: integer(1, 64 * mebibyte).default(mebibyte),
  MAX_RECORD_BYTES: integer(1, 4096 * mebibyte).default(512 * mebibyte),
  MAX_TOKEN_BYTES: integer(1, 512 * mebibyte).default(32 * mebibyte),
  MAX_FILES_BYTES: integer(1, 1024 * 1024 * mebibyte).default(4096 * mebibyte),
  HTTPS_PROXY: z.url({ protocol: /^https?$/ }).optional(),
  NO_PROXY: z.string().optional(),
  NODE_EXTRA_CA_CERTS: text.optional(),
  TRUST_JWKS_URL: webUrl.or(z.url({ protocol: /^https$/ })).optional(),
  TRUST_JWKS_FILE: text.optional(),
  TRUST_PEM_FILE: text.optional(),
  TRUST_X5C_SUBJECT: text.optional(),
  TRUST_ISSUER: text.optional(),
  TRUST_AUDIENCE: text.optional(),
  TRUST_ALGORITHMS: list(/[\s,]+/)
    .pipe(z.array(z.enum(asymmetricAlgorithms.split(" "))).min(1))
    .default(asymmetricAlgorithms.split(" ")),
  AUTH_SECRET: secretList.optional(),
  AUTH_URL: origin.optional(),
  AUTH_OIDC_ISSUER: webUrl.optional(),
  AUTH_OIDC_CLIENT_ID: text.optional(),
  AUTH_OIDC_CLIENT_SECRET: text.optional(),
  AUTH_OIDC_SCOPE: text.default("openid profile email"),
  AUTH_ROLE_CLAIM: text.default("groups"),
  AUTH_ROLE_REVIEWER: list(/,/).default(["reviewer"]),
  AUTH_ROLE_AUDITOR: list(/,/).default(["auditor"]),
  AUTH_ROLE_ADMIN: list(/,/).default(["admin"]),
  SESSION_IDLE_MIN: integer(1, 24 * 60).default(30),
  SESSION_MAX_H: integer(1, 24 * 7).default(10),
  AUTH_DEMO: flag.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_MIGRATION_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: text.default(".data"),
  AUDIT_KEY: secretList.optional(),
  RATE_LIMIT_PER_MINUTE: integer(0, 1_000_000).default(120),
  DISTINCT_EVIDENCE_PER_DAY: integer(0, 1_000_000).default(200),
  REQUIRE_PURPOSE: flag.default(false),
  METRICS_TOKEN: z.string().min(16, "must be 16 characters or more").optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error"]).default("info"),
});

export type SettingName = keyof z.input<typeof schema>;

const secretNames = [
  "SKRIBBLE_API_USERNAME",
  "SKRIBBLE_API_KEY",
  "AUTH_SECRET",
  "AUTH_OIDC_CLIENT_SECRET",
  "DATABASE_URL",
  "DATABASE_MIGRATION_URL",
  "AUDIT_KEY",
  "METRICS_TOKEN",
] as const satisfies readonly SettingName[];

/** One example per setting that can be wrong in a way worth showing; printed beside the reason, never the value. */
export const settingExamples: Partial<Record<SettingName, string>> = {
  PORT: "3000",
  TRUSTED_PROXIES: "10.0.0.0/8",
  SKRIBBLE_API_URL: "https://api.skribble.com/v3",
  SKRIBBLE_API_USERNAME: "api_production_acme",
  SKRIBBLE_API_KEY: "the key from the Skribble business profile",
  SKRIBBLE_EVIDENCE_STATUS_PATH: "/signature-requests/{SR_ID}/identification/{EVIDENCE_ID}/status",
  SKRIBBLE_EVIDENCE_JSON_PATH: "/signature-requests/{SR_ID}/identification/{EVIDENCE_ID}/json",
  SKRIBBLE_EVIDENCE_FILES_PATH: "/signature-requests/{SR_ID}/identification/{EVIDENCE_ID}/files",
  SKRIBBLE_EVIDENCE_JWT_PATH: "/signature-requests/{SR_ID}/identification/{EVIDENCE_ID}/jwt",
  HTTPS_PROXY: "http://proxy.example.com:3128",
  TRUST_JWKS_URL: "https://keys.example.com/.well-known/jwks.json",
  TRUST_ALGORITHMS: "RS256 PS256 ES256",
  AUTH_SECRET: "the output of: openssl rand -base64 48",
  AUTH_URL: "https://evidence.example.com",
  AUTH_OIDC_ISSUER: "https://login.example.com/realms/staff",
  AUTH_DEMO: "1",
  DATABASE_URL: "postgres://evidence_desk@db.example.com:5432/evidence_desk",
  AUDIT_KEY: "the output of: openssl rand -base64 48",
  METRICS_TOKEN: "the output of: openssl rand -hex 24",
  REQUIRE_PURPOSE: "1",
  LOG_LEVEL: "info",
};

/** One bad setting: its name and the reason in words, never its value. */
export type SettingFault = { name: string; reason: string };

/** Every bad setting of one start, together: an operator mends them in one go. */
export class SettingsError extends Error {
  readonly faults: readonly SettingFault[];

  constructor(faults: readonly SettingFault[]) {
    super(
      faults
        .map(({ name, reason }) => {
          const example = settingExamples[name as SettingName];
          return `${name}: ${reason}${example ? `. Example: ${name}=${example}` : ""}`;
        })
        .join("\n"),
    );
    this.name = "SettingsError";
    this.faults = faults;
  }
}

/** Replaces each secret's `…_FILE` form by the file's content (one trailing line end removed). */
function readSecretFiles(environment: NodeJS.ProcessEnv, faults: SettingFault[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) if (value) values[name] = value;
  for (const name of secretNames) {
    const path = values[`${name}_FILE`];
    if (!path) continue;
    if (values[name]) faults.push({ name, reason: `is set both directly and by ${name}_FILE; keep one` });
    try {
      values[name] = readFileSync(path, "utf8").replace(/\r?\n$/, "");
    } catch {
      faults.push({ name: `${name}_FILE`, reason: "names a file that cannot be read" });
    }
  }
  return values;
}

/** Nobody named a provider: the start scripts run the sandbox beside the product. */
function lacksProvider(values: z.output<typeof schema>): boolean {
  return !values.SKRIBBLE_API_URL && !values.SKRIBBLE_API_USERNAME && !values.SKRIBBLE_API_KEY;
}

/** What several settings must say together. */
function checkTogether(values: z.output<typeof schema>, faults: SettingFault[]): void {
  const fault = (name: SettingName, reason: string) => faults.push({ name, reason });
  const provider = [values.SKRIBBLE_API_URL, values.SKRIBBLE_API_USERNAME, values.SKRIBBLE_API_KEY];
  if (provider.some(Boolean) && !provider.every(Boolean)) {
    if (!values.SKRIBBLE_API_URL) fault("SKRIBBLE_API_URL", "is missing beside the API credentials");
    if (!values.SKRIBBLE_API_USERNAME) fault("SKRIBBLE_API_USERNAME", "is missing; URL, user name and key go together");
    if (!values.SKRIBBLE_API_KEY) fault("SKRIBBLE_API_KEY", "is missing; URL, user name and key go together");
  }
  const oidc = [values.AUTH_OIDC_ISSUER, values.AUTH_OIDC_CLIENT_ID, values.AUTH_OIDC_CLIENT_SECRET];
  if (oidc.some(Boolean) && !oidc.every(Boolean))
    fault("AUTH_OIDC_ISSUER", "needs AUTH_OIDC_CLIENT_ID and AUTH_OIDC_CLIENT_SECRET beside it");
  if (values.DATABASE_MIGRATION_URL && !values.DATABASE_URL)
    fault("DATABASE_URL", "is missing beside DATABASE_MIGRATION_URL");
  if (values.AUTH_DEMO) {
    const user = values.SKRIBBLE_API_USERNAME ?? "";
    if (!isLoopback(values.HOST)) fault("AUTH_DEMO", "demo accounts need a HOST on loopback");
    if (values.AUTH_URL && !isLoopback(new URL(values.AUTH_URL).hostname))
      fault("AUTH_DEMO", "demo accounts need an AUTH_URL on loopback");
    if (oidc.some(Boolean)) fault("AUTH_DEMO", "demo accounts and single sign-on exclude each other");
    if (user && !user.startsWith("api_demo")) fault("AUTH_DEMO", "demo accounts need a demo API user (api_demo…)");
  } else {
    if (!oidc.every(Boolean))
      fault(
        "AUTH_OIDC_ISSUER",
        "nobody could sign in: set AUTH_OIDC_* for single sign-on, or AUTH_DEMO=1 for demo accounts",
      );
    if (!values.AUTH_SECRET) fault("AUTH_SECRET", "is required outside demo");
    if (!values.AUTH_URL) fault("AUTH_URL", "is required outside demo");
    if (!values.AUDIT_KEY) fault("AUDIT_KEY", "is required outside demo");
  }
}

/**
 * Checks every setting of the contract and returns them in one shape, grouped by who uses them.
 * @throws SettingsError naming every bad setting.
 */
export function parseSettings(environment: NodeJS.ProcessEnv) {
  const faults: SettingFault[] = [];
  const parsed = schema.safeParse(readSecretFiles(environment, faults));
  if (!parsed.success) {
    for (const issue of parsed.error.issues) faults.push({ name: String(issue.path[0]), reason: issue.message });
    throw new SettingsError(faults);
  }
  const values = parsed.data;
  const isSandbox = environment.EVIDENCE_DESK_SANDBOX === "1" || lacksProvider(values);
  values.AUTH_DEMO ??= isSandbox;
  checkTogether(values, faults);
  if (faults.length > 0) throw new SettingsError(faults);
  return {
    listen: { port: values.PORT, host: values.HOST, trustedProxies: values.TRUSTED_PROXIES },
    provider: {
      apiUrl: (values.SKRIBBLE_API_URL ?? "").replace(/\/+$/, ""),
      username: values.SKRIBBLE_API_USERNAME ?? "",
      apiKey: values.SKRIBBLE_API_KEY ?? "",
      /** The sandbox stands in for a provider that nobody configured; the start scripts run it and set its address. */
      isSandbox,
      pathTemplates: {
        status: values.SKRIBBLE_EVIDENCE_STATUS_PATH,
        record: values.SKRIBBLE_EVIDENCE_JSON_PATH,
        files: values.SKRIBBLE_EVIDENCE_FILES_PATH,
        token: values.SKRIBBLE_EVIDENCE_JWT_PATH,
      },
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
              scope: values.AUTH_OIDC_SCOPE,
            }
          : null,
      roleClaim: values.AUTH_ROLE_CLAIM,
      roleGroups: {
        reviewer: values.AUTH_ROLE_REVIEWER,
        auditor: values.AUTH_ROLE_AUDITOR,
        admin: values.AUTH_ROLE_ADMIN,
      },
    },
    session: { idleMin: values.SESSION_IDLE_MIN, maxH: values.SESSION_MAX_H },
    database: {
      url: values.DATABASE_URL,
      migrationUrl: values.DATABASE_MIGRATION_URL ?? values.DATABASE_URL,
      dataDir: resolve(environment.EVIDENCE_DESK_ROOT ?? process.cwd(), values.DATA_DIR),
      /** Root of the installed product: files that are loaded by path lie under it. */
      root: resolve(environment.EVIDENCE_DESK_ROOT ?? process.cwd()),
    },
    audit: { keys: values.AUDIT_KEY ?? [] },
    limits: { perMinute: values.RATE_LIMIT_PER_MINUTE, distinctEvidencePerDay: values.DISTINCT_EVIDENCE_PER_DAY },
    requirePurpose: values.REQUIRE_PURPOSE,
    metricsToken: values.METRICS_TOKEN,
    logLevel: values.LOG_LEVEL,
  };
}

export type Settings = ReturnType<typeof parseSettings>;

let cached: Settings | undefined;

/** The settings of this process, checked once. Never call it while a module loads: the build imports every route. */
export function settings(): Settings {
  cached ??= parseSettings(process.env);
  return cached;
}
