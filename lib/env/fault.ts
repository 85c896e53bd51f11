import type { SettingName } from "./schema.ts";

const randomText = "the output of: openssl rand -base64 48";

/** One valid value per setting for error messages. */
const examples: Record<SettingName, string> = {
  PORT: "3000",
  HOST: "127.0.0.1",
  TRUSTED_PROXIES: "10.0.0.0/8",
  SKRIBBLE_API_URL: "https://api.skribble.com/v3",
  SKRIBBLE_API_USERNAME: "api_production_acme",
  SKRIBBLE_API_KEY: "the key that Skribble shows beside the API user",
  SKRIBBLE_EVIDENCE_STATUS_PATH: "/signature-requests/{SR_ID}/identification/{EVIDENCE_ID}/status",
  SKRIBBLE_EVIDENCE_JSON_PATH: "/signature-requests/{SR_ID}/identification/{EVIDENCE_ID}/json",
  SKRIBBLE_EVIDENCE_FILES_PATH: "/signature-requests/{SR_ID}/identification/{EVIDENCE_ID}/files",
  SKRIBBLE_EVIDENCE_JWT_PATH: "/signature-requests/{SR_ID}/identification/{EVIDENCE_ID}/jwt",
  SKRIBBLE_STATUS_WORDS: "SUPERVISOR_HOLD=in_review,REFUSED=failed",
  SKRIBBLE_TIMEOUT_MS: "15000",
  SKRIBBLE_DEADLINE_MS: "30000",
  SKRIBBLE_FILES_DEADLINE_MS: "600000",
  MAX_STATUS_BYTES: "1048576",
  MAX_RECORD_BYTES: "536870912",
  MAX_TOKEN_BYTES: "33554432",
  MAX_FILES_BYTES: "4294967296",
  HTTPS_PROXY: "http://proxy.example.com:3128",
  NO_PROXY: "localhost,.example.com",
  NODE_EXTRA_CA_CERTS: "/etc/ssl/our-root.pem",
  TRUST_JWKS_URL: "https://keys.example.com/.well-known/jwks.json",
  TRUST_JWKS_FILE: "/etc/evidence-desk/jwks.json",
  TRUST_PEM_FILE: "/etc/evidence-desk/trusted.pem",
  TRUST_X5C_SUBJECT: "CN=Evidence Signer,O=Example AG,C=CH",
  TRUST_ISSUER: "https://issuer.example.com",
  TRUST_AUDIENCE: "evidence-desk",
  TRUST_ALGORITHMS: "RS256 PS256 ES256",
  AUTH_SECRET: randomText,
  AUTH_URL: "https://evidence.example.com",
  AUTH_OIDC_ISSUER: "https://login.example.com/realms/staff",
  AUTH_OIDC_CLIENT_ID: "evidence-desk",
  AUTH_OIDC_CLIENT_SECRET: "the secret that the sign-on service shows for this client",
  AUTH_OIDC_SCOPE: "openid profile email",
  AUTH_ROLE_CLAIM: "groups",
  AUTH_ROLE_REVIEWER: "compliance-officers",
  AUTH_ROLE_AUDITOR: "internal-audit",
  AUTH_ROLE_LEAD: "compliance-leads",
  AUTH_ROLE_ADMIN: "platform-team",
  AUTH_ROLES_OVERLAP: "0",
  SESSION_IDLE_MIN: "30",
  SESSION_MAX_H: "10",
  AUTH_DEMO: "0",
  DATABASE_URL: "postgres://evidence_desk@db.example.com:5432/evidence_desk",
  DATABASE_MIGRATION_URL: "postgres://evidence_desk_owner@db.example.com:5432/evidence_desk",
  DATABASE_TLS: "verify-full",
  DATA_DIR: "/var/lib/evidence-desk",
  AUDIT_KEY: randomText,
  AUDIT_ORIGIN: "evidence.example.com",
  AUDIT_CHECKPOINT_S: "10",
  AUDIT_KNOWN_CHECKPOINT_FILE: "/etc/evidence-desk/known-checkpoints.jsonl",
  RATE_LIMIT_PER_MINUTE: "120",
  DISTINCT_EVIDENCE_PER_DAY: "200",
  EVIDENCE_STATE_REFRESH: "15",
  REQUIRE_PURPOSE: "1",
  REQUIRE_SECOND_REVIEW: "risky",
  SECOND_REVIEW_SAMPLE: "10",
  DECISION_REASONS: "identity_confirmed=Identity confirmed,wrong_person=Another person",
  DECISION_PASSKEY: "0",
  TSA_URL: "https://tsa.example.com/rfc3161",
  TSA_CA_FILE: "/etc/evidence-desk/tsa-roots.pem",
  DOSSIERS_PER_DAY: "20",
  METRICS_TOKEN: "the output of: openssl rand -hex 24",
  LOG_LEVEL: "info",
};

/** Node's own settings that would open connections or their keys; each with a harmless value. */
const nodeExamples = { NODE_TLS_REJECT_UNAUTHORIZED: "1", NODE_OPTIONS: "--max-old-space-size=512" };

/** A bad setting; the reason never contains its value. */
export type SettingError = {
  name: SettingName | `${SettingName}_FILE` | keyof typeof nodeExamples;
  reason: string;
};

function describeFault({ name, reason }: SettingError): string {
  const all: Record<string, string> = { ...examples, ...nodeExamples };
  const example = all[name] ?? `/run/secrets/${name.toLowerCase()}`;
  return `${name}: ${reason}. Example: ${name}=${example}`;
}

/** Collects every bad setting so that an operator can fix all of them at once. */
export class SettingsError extends Error {
  readonly faults: readonly SettingError[];

  constructor(faults: readonly SettingError[]) {
    super(faults.map(describeFault).join("\n"));
    this.name = "SettingsError";
    this.faults = faults;
  }
}
