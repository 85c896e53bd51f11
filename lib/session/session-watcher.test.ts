import { afterEach, expect, it } from "vitest";
import { fetchSessionState } from "./session-watcher.ts";

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

const user = { name: "Zoë", email: null, id: "zoe" };
const key = { subject: "zoe", roles: ["reviewer"] };

it.each([
  ["alive", 200, { user, roles: ["reviewer", "admin"], expires: "2026-11-23T10:00:00.000Z" }],
  ["over", 200, {}],
  ["over", 200, { user: { ...user, id: "jo" }, roles: ["reviewer"] }],
  ["over", 200, { user, roles: ["admin"] }],
  ["over", 401, { code: "unauthenticated", detail: "Sign in.", status: 401 }],
  ["over", 403, "<html></html>"],
  ["unknown", 503, {}],
  ["unknown", 200, "<html></html>"],
  ["unknown", 200, { user: "zoe" }],
] as const)("the session is %s for %i %j", async (state, status, body) => {
  globalThis.fetch = async () => new Response(typeof body === "string" ? body : JSON.stringify(body), { status });
  expect(await fetchSessionState(key)).toBe(state);
});

it("the session is unknown if the server is unreachable", async () => {
  globalThis.fetch = async () => {
    throw new TypeError("Failed to fetch");
  };
  expect(await fetchSessionState(key)).toBe("unknown");
});
