import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cases, findCase } from "../cases.ts";
import { checkSchema, description } from "./check-schema.ts";
import { type RunningSandbox, runSandbox } from "./running-sandbox.ts";

/** The provider sends signers' bearer links, which its description omits; the product must remove them. */
const isSigningLink = (fault: string) => /signatures\[\d+\]\.signing_url: is not described$/.test(fault);

describe("responses as in the vendor's OpenAPI description", () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await runSandbox();
  });
  afterAll(() => sandbox.close());

  const check = (value: unknown, schema: string) =>
    checkSchema(value, { $ref: `#/components/schemas/${schema}` }).filter((fault) => !isSigningLink(fault));

  it("accepts a login as JSON or form and returns a JWT as text, valid for about 20 minutes", async () => {
    const fields = { username: "api_demo_sandbox", "api-key": "sandbox-key-not-a-secret" };
    expect(check(fields, "LoginRequest")).toEqual([]);
    for (const [type, body] of [
      ["application/json", JSON.stringify(fields)],
      ["application/x-www-form-urlencoded", new URLSearchParams(fields).toString()],
    ] as const) {
      const request = { method: "POST", headers: { "Content-Type": type }, body };
      const response = await fetch(`${sandbox.url}/v3/access/login`, request);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
      const { exp = 0, iat = 0 } = decodeJwt(await response.text());
      expect(exp - iat).toBe(1200);
    }
  });

  it("lists signature requests that match SignatureResponse_v3", async () => {
    const response = await sandbox.get("/v3/signature-requests");
    expect(response.headers.get("content-type")).toBe("application/json");
    const list = (await response.json()) as unknown[];
    expect(list).toHaveLength(cases.length);
    expect(list.flatMap((item) => check(item, "SignatureResponse_v3"))).toEqual([]);
  });

  it("returns every signature request by ID as described, in v3 and v2", async () => {
    for (const { srId } of cases) {
      const v3: unknown = await (await sandbox.get(`/v3/signature-requests/${srId}`)).json();
      expect(check(v3, "SignatureResponse_v3")).toEqual([]);
      const v2: unknown = await (await sandbox.get(`/v2/signature-requests/${srId}`)).json();
      expect(check(v2, "SignatureResponse")).toEqual([]);
    }
  });

  it("returns an activity report that matches SignatureReport and records each fetch", async () => {
    const path = `/v3/signature-requests/${findCase("three-signers").srId}/report?type=JSON`;
    const first: unknown = await (await sandbox.get(path)).json();
    expect(check(first, "SignatureReport")).toEqual([]);
    expect(JSON.stringify(first).match(/REPORT_CREATED/g)).toHaveLength(1);
    expect(JSON.stringify(await (await sandbox.get(path)).json()).match(/REPORT_CREATED/g)).toHaveLength(2);
  });

  it("returns health UP without a login", async () => {
    const health: unknown = await (await fetch(`${sandbox.url}/v3/management/health`)).json();
    expect(check(health, "SystemHealthResponse")).toEqual([]);
    expect(health).toMatchObject({ status: "UP" });
  });

  it("detects a wrong enum value, a wrong type, a bad format and an unknown member", () => {
    expect(Object.keys(description.paths)).toContain("/access/login");
    expect(check({ id: "x", quality: "BEST", signatures: {}, surprise: 1 }, "SignatureResponse_v3")).toHaveLength(4);
  });
});
