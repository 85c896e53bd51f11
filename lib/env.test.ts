import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findUnknownNames, parseSettings, SettingsError, settingNames } from "./env.ts";

type Environment = Record<string, string>;

const secret = "0123456789abcdefghijklmnopqrstuvwxyzABCDEF";
const auditKey = "ZYXWVUTSRQPONMLKJIHGFEDCBAzyxwvutsrqponmlk";
const other = "other-0123456789-abcdefghijklmnopqrstuvwxyz";
const demo: Environment = { AUTH_DEMO: "1", AUTH_SECRET: secret, AUDIT_KEY: auditKey };
const oidc: Environment = {
  AUTH_OIDC_ISSUER: "https://login.example.com/realms/staff",
  AUTH_OIDC_CLIENT_ID: "desk",
  AUTH_OIDC_CLIENT_SECRET: "client-secret",
  AUTH_ROLE_REVIEWER: "compliance-officers, kyc team",
  AUTH_ROLE_AUDITOR: "internal-audit",
  AUTH_ROLE_ADMIN: "platform-team",
};
const production: Environment = {
  ...oidc,
  AUTH_SECRET: secret,
  AUDIT_KEY: auditKey,
  AUTH_URL: "https://evidence.example.com",
  SKRIBBLE_API_URL: "https://api.skribble.com/v3/",
  SKRIBBLE_API_USERNAME: "api_production_acme",
  SKRIBBLE_API_KEY: "provider-key",
};

const folder = mkdtempSync(join(tmpdir(), "evidence-desk-env-"));
function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const brokenCertificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

function parse(environment: Environment) {
  return parseSettings(environment as unknown as NodeJS.ProcessEnv);
}

/** Returns the lines of the error, after asserting that no line repeats a value. */
function refusal(environment: Environment): string[] {
  try {
    parse(environment);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const said = error.message.replace(/Example: .*/g, "");
    for (const value of Object.values(environment)) if (value.length > 8) expect(said).not.toContain(value);
    return error.message.split("\n");
  }
}

function without(environment: Environment, name: string): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([key]) => key !== name));
}

describe("defaults", () => {
  it("use the sandbox and demo accounts when nothing is set", () => {
    const settings = parse({});
    expect(settings.provider.isSandbox).toBe(true);
    expect(settings.auth.demo).toBe(true);
    expect(settings.listen).toEqual({ port: 3000, host: "127.0.0.1", trustedProxies: [] });
    expect(settings.provider).toMatchObject({ timeoutMs: 15_000, deadlineMs: 30_000, filesDeadlineMs: 600_000 });
    expect(settings.provider.maxBytes).toEqual({
      status: 2 ** 20,
      record: 512 * 2 ** 20,
      token: 32 * 2 ** 20,
      files: 4 * 2 ** 30,
    });
    expect(settings.session).toEqual({ idleMin: 30, maxH: 10 });
    expect(settings.limits).toEqual({ perMinute: 120, distinctEvidencePerDay: 200 });
  });
  it("disable demo accounts once a provider is configured", () => {
    const settings = parse(production);
    expect(settings.auth.demo).toBe(false);
    expect(settings.provider).toMatchObject({ isSandbox: false, apiUrl: "https://api.skribble.com/v3" });
  });
  it("treat an empty value as unset", () => {
    expect(parse({ PORT: "", SKRIBBLE_API_URL: "" }).listen.port).toBe(3000);
  });
});

describe("a bad setting", () => {
  it.each([
    [{ PORT: "seventy-thousand" }, "PORT"],
    [{ PORT: "70000" }, "PORT"],
    [{ PORT: "3e3" }, "PORT"],
    [{ HOST: "http://0.0.0.0" }, "HOST"],
    [{ HOST: "[::1]:3000" }, "HOST"],
    [{ TRUSTED_PROXIES: "10.0.0.0/64" }, "TRUSTED_PROXIES"],
    [{ TRUSTED_PROXIES: "proxy.example.com" }, "TRUSTED_PROXIES"],
    [{ SKRIBBLE_API_URL: "http://api.example.com/v3-secret" }, "SKRIBBLE_API_URL"],
    [{ SKRIBBLE_API_URL: "https://user:password@api.example.com" }, "SKRIBBLE_API_URL"],
    [{ SKRIBBLE_API_URL: "not a url at all" }, "SKRIBBLE_API_URL"],
    [{ SKRIBBLE_API_URL: "https://api.skribble.com/v3" }, "SKRIBBLE_API_USERNAME"],
    [{ SKRIBBLE_API_USERNAME: "api_demo_lonely" }, "SKRIBBLE_API_KEY"],
    [{ SKRIBBLE_API_KEY: "lonely-provider-key" }, "SKRIBBLE_API_URL"],
    [{ SKRIBBLE_EVIDENCE_JSON_PATH: "/no/ids/at/all" }, "SKRIBBLE_EVIDENCE_JSON_PATH"],
    [{ SKRIBBLE_EVIDENCE_JWT_PATH: "/{SR_ID}/{SR_ID}/{EVIDENCE_ID}" }, "SKRIBBLE_EVIDENCE_JWT_PATH"],
    [{ SKRIBBLE_EVIDENCE_FILES_PATH: "/../{SR_ID}/{EVIDENCE_ID}" }, "SKRIBBLE_EVIDENCE_FILES_PATH"],
    [{ SKRIBBLE_EVIDENCE_FILES_PATH: "/%2e%2e/{SR_ID}/{EVIDENCE_ID}" }, "SKRIBBLE_EVIDENCE_FILES_PATH"],
    [{ SKRIBBLE_EVIDENCE_STATUS_PATH: "//evil.example/{SR_ID}/{EVIDENCE_ID}" }, "SKRIBBLE_EVIDENCE_STATUS_PATH"],
    [{ SKRIBBLE_EVIDENCE_STATUS_PATH: "/{SR_ID}/{EVIDENCE_ID}?x=1" }, "SKRIBBLE_EVIDENCE_STATUS_PATH"],
    [{ SKRIBBLE_EVIDENCE_STATUS_PATH: "/{SR_ID}/{EVIDENCE_ID}/{OTHER}" }, "SKRIBBLE_EVIDENCE_STATUS_PATH"],
    [{ SKRIBBLE_STATUS_WORDS: "SUPERVISOR_HOLD" }, "SKRIBBLE_STATUS_WORDS"],
    [{ SKRIBBLE_STATUS_WORDS: "SUPERVISOR_HOLD=waiting" }, "SKRIBBLE_STATUS_WORDS"],
    [{ SKRIBBLE_STATUS_WORDS: "SUPERVISOR_HOLD=Completed" }, "SKRIBBLE_STATUS_WORDS"],
    [{ SKRIBBLE_STATUS_WORDS: "DONE=completed;OVER=completed" }, "SKRIBBLE_STATUS_WORDS"],
    [{ SKRIBBLE_STATUS_WORDS: "DONE=completed,IN HOLD=failed,in_hold=expired" }, "SKRIBBLE_STATUS_WORDS"],
    [{ SKRIBBLE_STATUS_WORDS: "<DONE>=completed" }, "SKRIBBLE_STATUS_WORDS"],
    [{ SKRIBBLE_STATUS_WORDS: `${"LONG".repeat(11)}=completed` }, "SKRIBBLE_STATUS_WORDS"],
    [{ SKRIBBLE_STATUS_WORDS: " , ," }, "SKRIBBLE_STATUS_WORDS"],
    [{ SKRIBBLE_TIMEOUT_MS: "0" }, "SKRIBBLE_TIMEOUT_MS"],
    [{ SKRIBBLE_DEADLINE_MS: "-5" }, "SKRIBBLE_DEADLINE_MS"],
    [{ SKRIBBLE_FILES_DEADLINE_MS: "10m" }, "SKRIBBLE_FILES_DEADLINE_MS"],
    [{ MAX_STATUS_BYTES: "1 MiB" }, "MAX_STATUS_BYTES"],
    [{ MAX_FILES_BYTES: "0" }, "MAX_FILES_BYTES"],
    [{ HTTPS_PROXY: "proxy.example.com:3128" }, "HTTPS_PROXY"],
    [{ HTTPS_PROXY: "http://desk:100%secret@proxy.example.com" }, "HTTPS_PROXY"],
    [{ NODE_EXTRA_CA_CERTS: "/does/not/exist.pem" }, "NODE_EXTRA_CA_CERTS"],
    [{ NODE_EXTRA_CA_CERTS: file("no.pem", "no certificate here") }, "NODE_EXTRA_CA_CERTS"],
    [{ TRUST_JWKS_URL: "http://keys.example.com/jwks.json" }, "TRUST_JWKS_URL"],
    [{ TRUST_JWKS_FILE: "/does/not/exist.json" }, "TRUST_JWKS_FILE"],
    [{ TRUST_JWKS_FILE: file("not-jwks.json", "{}") }, "TRUST_JWKS_FILE"],
    [{ TRUST_JWKS_FILE: file("broken.json", "{") }, "TRUST_JWKS_FILE"],
    [{ TRUST_PEM_FILE: file("empty.pem", "") }, "TRUST_PEM_FILE"],
    [{ TRUST_ALGORITHMS: "HS256 RS256" }, "TRUST_ALGORITHMS"],
    [{ TRUST_ALGORITHMS: "none" }, "TRUST_ALGORITHMS"],
    [{ AUTH_SECRET: "short-secret" }, "AUTH_SECRET"],
    [{ AUTH_SECRET: `${secret},short-secret` }, "AUTH_SECRET"],
    [{ AUTH_SECRET: "a".repeat(64) }, "AUTH_SECRET"],
    [{ AUDIT_KEY: "changeme".repeat(8) }, "AUDIT_KEY"],
    [{ AUTH_SECRET_FILE: "/does/not/exist" }, "AUTH_SECRET_FILE"],
    [{ AUTH_SECRET_FILE: file("secret", secret) }, "AUTH_SECRET"],
    [{ AUTH_URL: "http://evidence.example.com" }, "AUTH_URL"],
    [{ AUTH_URL: "http://localhost:3000/desk" }, "AUTH_URL"],
    [{ AUTH_URL: "https://192.0.2.7", DECISION_PASSKEY: "1" }, "AUTH_URL"],
    [{ AUTH_URL: "https://[2001:db8::7]", DECISION_PASSKEY: "1" }, "AUTH_URL"],
    [{ AUTH_OIDC_SCOPE: "profile" }, "AUTH_OIDC_SCOPE"],
    [{ AUTH_OIDC_ISSUER: "https://login.microsoftonline.com/{tenantid}/v2.0" }, "AUTH_OIDC_ISSUER"],
    [{ AUTH_OIDC_ISSUER: "https://login.microsoftonline.com/common/v2.0" }, "AUTH_OIDC_ISSUER"],
    [{ AUTH_OIDC_ISSUER: "https://login.microsoftonline.us/organizations/v2.0" }, "AUTH_OIDC_ISSUER"],
    [{ AUTH_ROLES_OVERLAP: "yes-please" }, "AUTH_ROLES_OVERLAP"],
    [{ AUTH_DEMO: "yes-please" }, "AUTH_DEMO"],
    [{ SESSION_IDLE_MIN: "0" }, "SESSION_IDLE_MIN"],
    [{ SESSION_MAX_H: "ten hours" }, "SESSION_MAX_H"],
    [{ DATABASE_URL: "mysql://root:hidden@db/desk" }, "DATABASE_URL"],
    [{ DATABASE_MIGRATION_URL: "postgres://owner:hidden@db/desk" }, "DATABASE_URL"],
    [{ AUDIT_KEY: "too-short-key" }, "AUDIT_KEY"],
    [{ DATABASE_TLS: "require" }, "DATABASE_TLS"],
    [{ DATABASE_URL: "postgres://desk@db.example.com/desk", DATABASE_TLS: "off" }, "DATABASE_TLS"],
    [{ TRUST_JWKS_URL: "https://:hidden-password@keys.example.com/jwks.json" }, "TRUST_JWKS_URL"],
    [{ NODE_EXTRA_CA_CERTS: file("cut.pem", brokenCertificate) }, "NODE_EXTRA_CA_CERTS"],
    [{ NODE_TLS_REJECT_UNAUTHORIZED: "0" }, "NODE_TLS_REJECT_UNAUTHORIZED"],
    [{ NODE_OPTIONS: "--tls-keylog=/tmp/keys-of-all" }, "NODE_OPTIONS"],
    [{ SKRIBBLE_API_KEY: "key-with-a-space " }, "SKRIBBLE_API_KEY"],
    [{ METRICS_TOKEN: "23-characters-are-few-x" }, "METRICS_TOKEN"],
    [{ METRICS_TOKEN: "ab12".repeat(8) }, "METRICS_TOKEN"],
    [{ RATE_LIMIT_PER_MINUTE: "1.5" }, "RATE_LIMIT_PER_MINUTE"],
    [{ DISTINCT_EVIDENCE_PER_DAY: "lots-of-it" }, "DISTINCT_EVIDENCE_PER_DAY"],
    [{ REQUIRE_PURPOSE: "true" }, "REQUIRE_PURPOSE"],
    [{ METRICS_TOKEN: "with a space" }, "METRICS_TOKEN"],
    [{ LOG_LEVEL: "verbose-please" }, "LOG_LEVEL"],
  ])("stops the start and reports name and example, but not the value: %o", (bad, name) => {
    const lines = refusal({ ...demo, ...(bad as unknown as Environment) });
    expect(lines.find((line) => line.startsWith(`${name}: `))).toMatch(new RegExp(`\\. Example: ${name}=.+$`));
  });
  it("does not hide another bad setting", () => {
    expect(refusal({ ...demo, PORT: "x", LOG_LEVEL: "y" })).toHaveLength(2);
  });
});

describe("status words", () => {
  it("ignore case and separators and accept letters of any language", () => {
    const { statusWords } = parse({
      SKRIBBLE_STATUS_WORDS: "done=completed, In-Hold = in_review,GEPRÜFT=failed,",
    }).provider;
    expect([...statusWords]).toEqual([
      ["DONE", "completed"],
      ["INHOLD", "in_review"],
      ["GEPRÜFT", "failed"],
    ]);
  });
  it("are empty by default", () => {
    expect(parse({}).provider.statusWords.size).toBe(0);
  });
  it("reports the number of an invalid entry", () => {
    expect(refusal({ ...demo, SKRIBBLE_STATUS_WORDS: "DONE=completed,OVER=finished" }).join()).toContain("entry 2");
  });
});

describe("demo accounts", () => {
  it.each([
    [{ HOST: "0.0.0.0" }],
    [{ HOST: "::" }],
    [{ HOST: "127.evil.example" }],
    [{ AUTH_URL: "https://evidence.example.com" }],
    [oidc],
    [{ AUTH_OIDC_SCOPE: "openid email" }],
    [{ ...without(production, "AUTH_URL"), AUTH_DEMO: "1" }],
  ])("are rejected with %o", (bad) => {
    expect(refusal({ ...demo, ...(bad as Environment) }).join()).toContain("AUTH_DEMO: demo accounts aren't allowed");
  });
  it("are allowed with a demo API user, on loopback", () => {
    const provider = {
      ...production,
      ...demo,
      SKRIBBLE_API_USERNAME: "api_demo_acme",
      AUTH_URL: "http://localhost:3000",
    };
    const local = Object.fromEntries(Object.entries(provider).filter(([name]) => !name.startsWith("AUTH_OIDC")));
    expect(refusal(local)).toEqual([]);
    expect(refusal({ ...local, HOST: "::1" })).toEqual([]);
  });
});

describe("without demo accounts", () => {
  it.each([
    ["https://Evidence.Example.com:443/", "https://evidence.example.com"],
    ["https://evidence.example.com:8443/", "https://evidence.example.com:8443"],
  ])("normalizes AUTH_URL %s to the origin that browsers send", (written, sent) => {
    expect(parse({ ...production, AUTH_URL: written }).auth.url).toBe(sent);
  });
  it.each([
    "AUTH_SECRET",
    "AUTH_URL",
    "AUDIT_KEY",
    "AUTH_OIDC_ISSUER",
    "AUTH_OIDC_CLIENT_SECRET",
    "AUTH_ROLE_REVIEWER",
    "AUTH_ROLE_AUDITOR",
    "AUTH_ROLE_ADMIN",
  ])("requires %s", (name) => {
    expect(refusal(production)).toEqual([]);
    for (const changed of [without(production, name), { ...production, [name]: "" }])
      expect(refusal(changed).join()).toMatch(new RegExp(`^${name}: is .* Example: ${name}=\\S`, "m"));
  });
});

describe("the groups of the roles", () => {
  const shared = "kyc team";
  it.each([
    ["AUTH_ROLE_AUDITOR", { AUTH_ROLE_AUDITOR: shared }],
    ["AUTH_ROLE_AUDITOR", { AUTH_ROLE_AUDITOR: `internal-audit , ${shared}` }],
    ["AUTH_ROLE_ADMIN", { AUTH_ROLE_ADMIN: `platform-team,${shared},` }],
  ])("do not let one group read evidence and the access log: %s", (name, change) => {
    const [line, ...others] = refusal({ ...production, ...change });
    expect(line).toMatch(new RegExp(`^${name}: its group \\d is also in AUTH_ROLE_REVIEWER.*AUTH_ROLES_OVERLAP=1`));
    expect(others).toEqual([]);
    expect(refusal({ ...production, ...change, AUTH_ROLES_OVERLAP: "0" })).toHaveLength(1);
    expect(parse({ ...production, ...change, AUTH_ROLES_OVERLAP: "1" }).auth.roleGroups.reviewer).toContain(shared);
  });
  it("may be shared by auditors and admins, because an admin may do what an auditor may", () => {
    expect(refusal({ ...production, AUTH_ROLE_ADMIN: "internal-audit" })).toEqual([]);
  });
  it("are compared as written, as the groups of a person are", () => {
    expect(refusal({ ...production, AUTH_ROLE_AUDITOR: "KYC team" })).toEqual([]);
  });
  it("have defaults with demo accounts only", () => {
    expect(parse(demo).auth.roleGroups).toEqual({
      reviewer: ["reviewer"],
      lead: [],
      auditor: ["auditor"],
      admin: ["admin"],
    });
  });
});

describe("secrets in files", () => {
  it.each(["SKRIBBLE_API_KEY", "AUTH_SECRET", "AUTH_OIDC_CLIENT_SECRET", "AUDIT_KEY", "METRICS_TOKEN", "DATABASE_URL"])(
    "reads %s_FILE without its final line break",
    (name) => {
      const value = name === "DATABASE_URL" ? "postgres://desk@db.example.com/desk" : other;
      const settings = parse({ ...without(production, name), [`${name}_FILE`]: file(name, `${value}\n`) });
      expect(JSON.stringify(settings)).toContain(JSON.stringify(value).slice(1, -1));
      expect(JSON.stringify(settings)).not.toContain(`${value}\\n`);
    },
  );
  it("keeps the order of several keys, newest first", () => {
    expect(parse({ ...production, AUDIT_KEY: `${auditKey}, ${other}` }).audit.keys).toEqual([auditKey, other]);
  });
});

describe("setting names", () => {
  it("reports unknown names", () => {
    expect(findUnknownNames({ TRUST_ISUER: "x", TRUST_ISSUER: "x", AUTH_SECRET_FILE: "x" } as never)).toEqual([
      "TRUST_ISUER",
    ]);
  });
  it("match .env.example exactly", () => {
    const listed = readFileSync(".env.example", "utf8").matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm);
    expect([...listed].map(([, name]) => name).sort()).toEqual([...settingNames].sort());
  });
});

describe("EVIDENCE_DESK_BENCH_WITHOUT", () => {
  const bench = {
    ...demo,
    SKRIBBLE_API_URL: "http://127.0.0.1:9/v3",
    SKRIBBLE_API_KEY: "bench-key-0123",
    EVIDENCE_DESK_BENCH_WITHOUT: "log hash",
  };
  const leftOut = (more: Record<string, string>) =>
    parseSettings({ ...bench, ...more } as unknown as NodeJS.ProcessEnv).leftOut;
  const measured = { SKRIBBLE_API_USERNAME: "api_demo_bench" };
  it("applies only to a complete benchmark configuration", () => {
    expect([...leftOut(measured)]).toEqual(["log", "hash"]);
    expect([...leftOut({ ...measured, EVIDENCE_DESK_BENCH_WITHOUT: "hash, all" })]).toEqual([]);
    expect(leftOut({ SKRIBBLE_API_USERNAME: "api_demo_acme" }).size).toBe(0);
    for (const SKRIBBLE_API_URL of ["https://api.skribble.com/v3", "https://127.0.0.1:9/v3", "http://localhost:9/v3"])
      expect(leftOut({ ...measured, SKRIBBLE_API_URL }).size).toBe(0);
  });
});

describe("the second review", () => {
  it.each(["risky", "all"])("does not start with %s and without a group of leads", (rule) => {
    const [line] = refusal({ ...production, REQUIRE_SECOND_REVIEW: rule });
    expect(line).toContain("AUTH_ROLE_LEAD: is missing");
    const { decision, auth } = parse({ ...production, REQUIRE_SECOND_REVIEW: rule, AUTH_ROLE_LEAD: "leads, heads" });
    expect([decision.secondReview, auth.roleGroups.lead]).toEqual([rule, ["leads", "heads"]]);
  });
  it("is off without a setting, has its own account in a demo, and takes a sample in percent", () => {
    expect(parse(production).decision).toMatchObject({ secondReview: "off", samplePercent: 10, reasons: null });
    expect(refusal({ ...demo, REQUIRE_SECOND_REVIEW: "all" })).toEqual([]);
    expect(refusal({ ...production, SECOND_REVIEW_SAMPLE: "101" })).toHaveLength(1);
    expect(refusal({ ...production, REQUIRE_SECOND_REVIEW: "sometimes" })).toHaveLength(1);
  });
  it("does not let the group of leads read the access log too", () => {
    const shared = { AUTH_ROLE_LEAD: "heads", AUTH_ROLE_AUDITOR: "heads" };
    expect(refusal({ ...production, ...shared })[0]).toContain("is also in AUTH_ROLE_LEAD");
  });
});

describe("DECISION_REASONS", () => {
  const read = (text: string) => parse({ ...production, DECISION_REASONS: text }).decision.reasons;
  it("reads codes with their labels", () => {
    expect(read("ok=All good, wrong_person = Another person = other face")).toEqual([
      { code: "ok", label: "All good" },
      { code: "wrong_person", label: "Another person = other face" },
    ]);
  });
  it.each([
    "ok",
    "=label",
    "OK=label",
    "ok=a,ok=b",
    "ok= ",
    `ok=${"x".repeat(81)}`,
    "ok=a\u202eb",
    Array.from({ length: 21 }, (_, index) => `r${index}=x`).join(","),
  ])("refuses %j", (text) => {
    expect(refusal({ ...production, DECISION_REASONS: text })).not.toEqual([]);
  });
});
