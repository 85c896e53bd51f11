import { describe, expect, it } from "vitest";
import { parseSettings, SettingsError } from "./env.ts";

const secret = "0123456789abcdefghijklmnopqrstuvwxyzABCDEF";
const demo = { AUTH_DEMO: "1", AUTH_SECRET: secret, AUDIT_KEY: secret };

function faultsOf(environment: Record<string, string>): string[] {
  try {
    parseSettings(environment as unknown as NodeJS.ProcessEnv);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    for (const value of Object.values(environment)) if (value.length > 8) expect(error.message).not.toContain(value);
    return error.faults.map((fault) => fault.name);
  }
}

describe("settings", () => {
  it("has defaults for everything that demo does not need", () => {
    expect(faultsOf(demo)).toEqual([]);
  });
  it.each([
    [{ PORT: "seventy-thousand" }, "PORT"],
    [{ SKRIBBLE_API_URL: "http://api.example.com/v3-secret" }, "SKRIBBLE_API_URL"],
    [{ SKRIBBLE_API_USERNAME: "api_demo_lonely" }, "SKRIBBLE_API_URL"],
    [{ SKRIBBLE_EVIDENCE_JSON_PATH: "/no/ids/at/all" }, "SKRIBBLE_EVIDENCE_JSON_PATH"],
    [{ SKRIBBLE_EVIDENCE_JSON_PATH: "/../{SR_ID}/{EVIDENCE_ID}" }, "SKRIBBLE_EVIDENCE_JSON_PATH"],
    [{ TRUST_ALGORITHMS: "HS256 RS256" }, "TRUST_ALGORITHMS"],
    [{ AUTH_SECRET: "short-secret" }, "AUTH_SECRET"],
    [{ TRUSTED_PROXIES: "10.0.0.0/64" }, "TRUSTED_PROXIES"],
    [{ HOST: "0.0.0.0" }, "AUTH_DEMO"],
    [{ AUTH_URL: "https://evidence.example.com" }, "AUTH_DEMO"],
  ])("names the bad setting and keeps its value to itself: %o", (bad, name) => {
    expect(faultsOf({ ...demo, ...(bad as Record<string, string>) })).toContain(name);
  });
  it("refuses a start where nobody could sign in", () => {
    expect(
      faultsOf({ AUTH_DEMO: "0", AUTH_SECRET: secret, AUDIT_KEY: secret, AUTH_URL: "https://e.example.com" }),
    ).toContain("AUTH_OIDC_ISSUER");
  });
});
