import { z } from "zod";
import { decisionReasons } from "./decision-reasons.ts";
import {
  addressRanges,
  baseUrl,
  bearerToken,
  commaList,
  documentUrl,
  flag,
  hostAndPort,
  hostName,
  integer,
  issuedSecret,
  issuerUrl,
  origin,
  pathTemplate,
  proxyUrl,
  refreshMinutes,
  secretList,
  text,
  words,
} from "./kinds.ts";
import { statusWordsSetting } from "./status-words.ts";

const mebibyte = 1024 * 1024;
const dayMs = 24 * 3_600_000;

const evidencePath = (name: string) =>
  pathTemplate.default(`/signature-requests/{SR_ID}/identification/{EVIDENCE_ID}/${name}`);

const algorithms = "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519".split(" ");

export const schema = z.object({
  PORT: integer(0, 65_535).default(3000),
  HOST: hostName.default("127.0.0.1"),
  TRUSTED_PROXIES: addressRanges.default([]),

  SKRIBBLE_API_URL: baseUrl.optional(),
  SKRIBBLE_API_USERNAME: text.optional(),
  SKRIBBLE_API_KEY: issuedSecret.optional(),
  SKRIBBLE_EVIDENCE_STATUS_PATH: evidencePath("status"),
  SKRIBBLE_EVIDENCE_JSON_PATH: evidencePath("json"),
  SKRIBBLE_EVIDENCE_FILES_PATH: evidencePath("files"),
  SKRIBBLE_EVIDENCE_JWT_PATH: evidencePath("jwt"),
  SKRIBBLE_STATUS_WORDS: statusWordsSetting.default(new Map()),
  SKRIBBLE_TIMEOUT_MS: integer(1, dayMs).default(15_000),
  SKRIBBLE_DEADLINE_MS: integer(1, dayMs).default(30_000),
  SKRIBBLE_FILES_DEADLINE_MS: integer(1, dayMs).default(600_000),
  MAX_STATUS_BYTES: integer(1, 4096 * mebibyte).default(mebibyte),
  MAX_RECORD_BYTES: integer(1, 4096 * mebibyte).default(512 * mebibyte),
  MAX_TOKEN_BYTES: integer(1, 512 * mebibyte).default(32 * mebibyte),
  MAX_FILES_BYTES: integer(1, 1024 * 1024 * mebibyte).default(4096 * mebibyte),

  HTTPS_PROXY: proxyUrl.optional(),
  NO_PROXY: text.optional(),
  NODE_EXTRA_CA_CERTS: text.optional(),

  TRUST_JWKS_URL: documentUrl.optional(),
  TRUST_JWKS_FILE: text.optional(),
  TRUST_PEM_FILE: text.optional(),
  TRUST_X5C_SUBJECT: text.optional(),
  TRUST_ISSUER: text.optional(),
  TRUST_AUDIENCE: text.optional(),
  TRUST_ALGORITHMS: words
    .refine(
      (values) => values.every((value) => algorithms.includes(value)),
      `may name only asymmetric algorithms: ${algorithms.join(" ")}`,
    )
    .default(algorithms),

  AUTH_SECRET: secretList.optional(),
  AUTH_URL: origin.optional(),
  AUTH_OIDC_ISSUER: issuerUrl.optional(),
  AUTH_OIDC_CLIENT_ID: text.optional(),
  AUTH_OIDC_CLIENT_SECRET: issuedSecret.optional(),
  AUTH_OIDC_SCOPE: text.refine((value) => value.split(/\s+/).includes("openid"), "must contain openid").optional(),
  AUTH_ROLE_CLAIM: text.default("groups"),
  AUTH_ROLE_REVIEWER: commaList.optional(),
  AUTH_ROLE_LEAD: commaList.optional(),
  AUTH_ROLE_AUDITOR: commaList.optional(),
  AUTH_ROLE_ADMIN: commaList.optional(),
  AUTH_ROLES_OVERLAP: flag.default(false),
  SESSION_IDLE_MIN: integer(1, 24 * 60).default(30),
  SESSION_MAX_H: integer(1, 24 * 7).default(10),
  AUTH_DEMO: flag.optional(),

  DATABASE_URL: text.optional(),
  DATABASE_MIGRATION_URL: text.optional(),
  DATABASE_TLS: z.enum(["verify-full", "off"], "must be verify-full or off").optional(),
  DATA_DIR: text.default(".data"),
  AUDIT_KEY: secretList.optional(),
  AUDIT_ORIGIN: hostAndPort.optional(),
  AUDIT_CHECKPOINT_S: integer(1, 3_600).default(10),
  AUDIT_KNOWN_CHECKPOINT_FILE: text.optional(),
  RATE_LIMIT_PER_MINUTE: integer(0, 1_000_000).default(120),
  DISTINCT_EVIDENCE_PER_DAY: integer(0, 1_000_000).default(200),
  EVIDENCE_STATE_REFRESH: refreshMinutes.default(0),
  REQUIRE_PURPOSE: flag.default(false),
  REQUIRE_SECOND_REVIEW: z.enum(["off", "risky", "all"], "must be off, risky or all").default("off"),
  SECOND_REVIEW_SAMPLE: integer(0, 100).default(10),
  DECISION_REASONS: decisionReasons.optional(),
  DECISION_PASSKEY: flag.default(false),
  TSA_URL: documentUrl.optional(),
  TSA_CA_FILE: text.optional(),
  DOSSIERS_PER_DAY: integer(0, 1_000_000).default(20),
  METRICS_TOKEN: bearerToken.optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"], "must be debug, info, warn or error").default("info"),
});

export type SettingName = keyof z.input<typeof schema>;
export type Values = z.output<typeof schema>;

/** Settings with a `…_FILE` form, because they may contain a secret. */
export const secretNames = [
  "SKRIBBLE_API_USERNAME",
  "SKRIBBLE_API_KEY",
  "HTTPS_PROXY",
  "AUTH_SECRET",
  "AUTH_OIDC_CLIENT_SECRET",
  "DATABASE_URL",
  "DATABASE_MIGRATION_URL",
  "AUDIT_KEY",
  "METRICS_TOKEN",
] as const satisfies readonly SettingName[];
