import { beforeEach, describe, expect, it, vi } from "vitest";
import { resetSingleton } from "#lib/runtime/singleton";
import { cspReportResponse, networkOf, readViolations } from "./csp-reports.ts";

const old = "application/csp-report";
const current = "application/reports+json";

describe("violation reports", () => {
  it.each<[string, unknown, string[] | null]>([
    [old, { "csp-report": { "effective-directive": "img-src", "document-uri": "https://a/?secret" } }, ["img-src"]],
    [old, { "csp-report": { "violated-directive": "script-src-elem" } }, ["script-src-elem"]],
    [old, { "csp-report": { "effective-directive": 'x"} 1\n' } }, ["other"]],
    [old, { "csp-report": [] }, ["other"]],
    [old, { "csp-report": 1 }, null],
    [old, [], null],
    [old, null, null],
    [
      current,
      [{ type: "csp-violation", body: { effectiveDirective: "font-src" } }, { type: "deprecation" }],
      ["font-src"],
    ],
    [current, [null, 1, "x", { type: "csp-violation", body: null }], ["other"]],
    [current, { type: "csp-violation" }, null],
    [current, Array.from({ length: 50 }, () => ({ type: "csp-violation" })), Array.from({ length: 20 }, () => "other")],
  ])("of type %s: %j count as %j", (type, body, expected) => {
    expect(readViolations(type, body)).toEqual(expected);
  });
});

it.each([
  ["192.0.2.1", "192.0.2.1"],
  ["2001:db8:0:1:2:3:4:5", "2001:db8:0:1"],
  ["2001:db8::5", "2001:db8:0:0"],
  ["2001:db8::6:5", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["fe80::", "fe80:0:0:0"],
  ["", ""],
])("%s belongs to the network %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

describe("the report endpoint", () => {
  beforeEach(() => {
    resetSingleton("csp-report-limits");
    vi.stubEnv("AUTH_DEMO", "1");
  });
  const send = async (headers: Record<string, string> = {}, body: BodyInit = '{"csp-report":{}}') => {
    const init = { method: "POST", headers: { "content-type": old, "x-forwarded-for": "192.0.2.1", ...headers }, body };
    return (await cspReportResponse(new Request("http://localhost/api/csp-reports", init))).status;
  };
  it("accepts both formats and refuses everything else", async () => {
    expect(await send()).toBe(204);
    expect(await send({ "content-type": `${old}; charset=utf-8` })).toBe(204);
    expect(await send({ "content-type": current }, "[]")).toBe(204);
    expect(await send({ "content-type": "application/json" })).toBe(400);
    expect(await send({}, "{")).toBe(400);
    expect(await send({}, "")).toBe(400);
    expect(await send({}, `{"csp-report":{"x":"${"y".repeat(16_384)}"}}`)).toBe(400);
    expect(await send({ "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await send({ origin: "https://evil.example" })).toBe(403);
  });
  it("limits each address, and each network of IPv6", async () => {
    const statuses = async (count: number, address: (index: number) => string) => {
      const all = [];
      for (let index = 0; index < count; index += 1) all.push(await send({ "x-forwarded-for": address(index) }));
      return all.filter((status) => status === 204).length;
    };
    expect(await statuses(40, () => "192.0.2.1")).toBe(30);
    expect(await statuses(40, (index) => `2001:db8:0:1::${index.toString(16)}`)).toBe(30);
    expect(await statuses(5, (index) => `192.0.2.${index + 2}`)).toBe(5);
    expect(await statuses(700, (index) => `198.51.100.${index % 250}`)).toBe(600 - 65);
  });
});
