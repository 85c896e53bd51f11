import { describe, expect, it } from "vitest";
import { describeEnvironment } from "./environment.ts";

describe("provider environment", () => {
  it.each([
    ["https://api.skribble.com/v3", "api_production_acme", "switzerland", "production", "v3", false],
    ["https://api.skribble.com/v2", "api_prod_acme", "switzerland", "production", "v2", false],
    ["https://api.skribble.de/v3", "api_demo_acme", "germany", "demo", "v3", true],
    ["https://gateway.example.com/skribble", "custom_user", "custom", "unknown", null, false],
    ["https://api.skribble.com.example.org/v3", "api_prod", "custom", "production", "v3", false],
  ])("reads %s with %s", (apiUrl, username, region, keyKind, apiVersion, isDemo) => {
    expect(describeEnvironment({ apiUrl, username, isSandbox: false })).toMatchObject({
      region,
      keyKind,
      apiVersion,
      isDemo,
    });
  });
  it("reports the sandbox as not live", () => {
    const sandbox = { apiUrl: "http://127.0.0.1:3999/v3", username: "api_demo_sandbox", isSandbox: true };
    expect(describeEnvironment(sandbox)).toMatchObject({ region: "sandbox", isDemo: true });
  });
});
