import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseSettings, SettingsError } from "../env.ts";

type Environment = Record<string, string>;

const one = "9f1kQx7/Yb2Lr8Wm0Tz4Vn6Hc3Jd5Gp+Ra-Es_Uo";
const two = "m3Hn8Zq1Xw6Cv9Bk2Lp5Rt7Yd4Fg0Js/Ae+Ti-Uo";
const three = "c7Dv2Mx9Qb4Ns6Lk1Wz8Hp3Tr5Gy0Jf/Ea+Iu-Ox";
const production: Environment = {
  SKRIBBLE_API_URL: "https://api.skribble.com/v3",
  SKRIBBLE_API_USERNAME: "api_production_acme",
  SKRIBBLE_API_KEY: "6d1f0c52-7e3a-4b8e-9f10-2c5a7b3d9e84",
  AUTH_OIDC_ISSUER: "https://login.example.com/realms/staff",
  AUTH_OIDC_CLIENT_ID: "evidence-desk",
  AUTH_OIDC_CLIENT_SECRET: "Kq8vR2nT5xW1zB4m",
  AUTH_ROLE_REVIEWER: "compliance-officers",
  AUTH_ROLE_AUDITOR: "internal-audit",
  AUTH_ROLE_ADMIN: "platform-team",
  AUTH_URL: "https://evidence.example.com",
  AUTH_SECRET: one,
  AUDIT_KEY: two,
  METRICS_TOKEN: "4f0a9c1e7b3d5862fa10c9e8",
  DATABASE_URL: "postgres://desk:Wq3nV7xK9b@db.example.com/desk",
  DATABASE_MIGRATION_URL: "postgres://desk_owner:Zr5mT2yL8c@db.example.com/desk",
};

/** @returns the error's lines without examples; asserts that none repeats a value */
function faults(changes: Environment, base = production): string[] {
  try {
    parseSettings({ ...base, ...changes } as unknown as NodeJS.ProcessEnv);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const lines = error.message.split("\n").map((line) => line.replace(/ Example: .*/, ""));
    for (const value of Object.values(changes)) expect(lines.join("\n")).not.toContain(value);
    return lines;
  }
}

function file(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "evidence-desk-secret-")), "secret");
  writeFileSync(path, content);
  return path;
}

describe("secrets", () => {
  it("are accepted if each is its own and strong", () => {
    expect(faults({})).toEqual([]);
    expect(faults({ AUTH_SECRET: `${one},${three}` })).toEqual([]);
    expect(faults({ AUTH_SECRET: "x7]R<q$9{bW>2~!k@Pz^8&vM*4(nL)5_cJ+3=tH" })).toEqual([]);
  });

  it.each<[string, Environment]>([
    ["AUDIT_KEY", { AUDIT_KEY: one }],
    ["AUDIT_KEY", { AUDIT_KEY: `${two},${one}` }],
    ["AUDIT_KEY", { AUTH_SECRET: `${three},${two}` }],
    ["METRICS_TOKEN", { METRICS_TOKEN: one }],
    ["SKRIBBLE_API_KEY", { SKRIBBLE_API_KEY: two }],
    ["AUTH_OIDC_CLIENT_SECRET", { AUTH_OIDC_CLIENT_SECRET: production.SKRIBBLE_API_KEY as string }],
    ["DATABASE_URL", { DATABASE_URL: `postgres://desk:${encodeURIComponent(one)}@db.example.com/desk` }],
    ["DATABASE_MIGRATION_URL", { DATABASE_MIGRATION_URL: "postgres://owner:Wq3nV7x%4B9b@db.example.com/desk" }],
    ["HTTPS_PROXY", { HTTPS_PROXY: "http://desk:Kq8vR2nT5xW1zB4m@proxy.example.com:3128" }],
  ])("%s is refused if it serves two purposes: %o", (name, changes) => {
    expect(faults(changes)).toEqual([
      expect.stringMatching(new RegExp(`^${name}: .*each secret needs a value of its`)),
    ]);
  });

  it("are compared when they come from files", () => {
    const { AUDIT_KEY: _, ...rest } = production;
    expect(faults({ AUDIT_KEY_FILE: file(`${one}\n`) }, rest).join()).toContain(
      "AUDIT_KEY: is the same as AUTH_SECRET",
    );
  });

  it("may stand once in a list", () => {
    expect(faults({ AUDIT_KEY: `${two},${two}` }).join()).toContain("AUDIT_KEY: names one secret twice");
  });

  it("of two database roles differ, except in a trial on this machine", () => {
    const same = {
      DATABASE_URL: "postgres://desk:Wq3nV7xK9b@127.0.0.1/desk",
      DATABASE_MIGRATION_URL: "postgres://owner:Wq3nV7xK9b@127.0.0.1/desk",
    };
    expect(faults(same).join()).toContain("DATABASE_MIGRATION_URL: its password is the same as the password of");
    expect(faults({ ...same, AUTH_DEMO: "1" }, {})).toEqual([]);
  });

  it("of one database role may be the same in both URLs", () => {
    expect(faults({ DATABASE_MIGRATION_URL: production.DATABASE_URL as string })).toEqual([]);
  });

  it.each<[string, string]>([
    ["AUTH_SECRET", "changeme-changeme-0123456789-abcdefghijk"],
    ["AUDIT_KEY", "Change_It-before-you-go-live-0123456789-x"],
    ["AUTH_SECRET", "1234567890".repeat(4)],
    ["AUDIT_KEY", "correct-hors".repeat(3)],
    ["METRICS_TOKEN", "replace-me-0123456789-abcdef"],
    ["METRICS_TOKEN", "a".repeat(40)],
    ["SKRIBBLE_API_KEY", "changeme"],
    ["SKRIBBLE_API_KEY", "short1!"],
    ["AUTH_OIDC_CLIENT_SECRET", "xxxxxxxxxxxxxxxx"],
    ["AUTH_OIDC_CLIENT_SECRET", "<client-secret>"],
    ["AUTH_OIDC_CLIENT_SECRET", "evidence-desk"],
    ["DATABASE_URL", "postgres://desk:changeme1@db.example.com/desk"],
    ["DATABASE_URL", "postgres://desk:Passw0rd1@db.example.com/desk"],
    ["DATABASE_URL", "postgres://evidence_desk:evidence_desk@db.example.com/desk"],
    ["DATABASE_MIGRATION_URL", "postgres://owner:abc@db.example.com/desk"],
    ["DATABASE_URL", "postgres://desk:%E2%80%A6@db.example.com/desk"],
  ])("%s is refused if it is a placeholder or weak: %s", (name, value) => {
    expect(faults({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}: `))]);
  });

  it("of a service on this machine may be short, but are not placeholders", () => {
    expect(faults({ DATABASE_URL: "postgres://desk:abc@127.0.0.1/desk" })).toEqual([]);
    expect(faults({ DATABASE_URL: "postgres://desk:abc@%2Frun%2Fpostgresql/desk" })).toEqual([]);
    expect(faults({ DATABASE_URL: "postgres://desk:changeme@127.0.0.1/desk" })).toHaveLength(1);
  });
});
