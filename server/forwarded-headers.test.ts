import { expect, it } from "vitest";
import { createProxyTrust, normalizeForwardedHeaders } from "./forwarded-headers.ts";

const isTrusted = createProxyTrust(["10.0.0.0/8", "192.0.2.7", "fd00::/8"]);

function overwritten(peer: string, headers: Record<string, string>) {
  const copy = { ...headers };
  normalizeForwardedHeaders(copy, peer, isTrusted);
  return copy;
}

it("ignores forwarding headers from untrusted clients", () => {
  const lies = {
    "x-forwarded-for": "1.1.1.1",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-prefix": "/x",
    "x-real-ip": "1.1.1.1",
    forwarded: "for=1.1.1.1",
    accept: "text/html",
  };
  expect(overwritten("203.0.113.5", lies)).toEqual({
    "x-forwarded-for": "203.0.113.5",
    "x-forwarded-proto": "http",
    accept: "text/html",
  });
});

it.each([
  ["203.0.113.9", "203.0.113.9"],
  ["1.1.1.1, 203.0.113.9", "203.0.113.9"],
  ["1.1.1.1, 203.0.113.9, 10.2.0.1", "203.0.113.9"],
  ["203.0.113.9:4711", "203.0.113.9"],
  ["[2001:db8::1]:443, fd00::2", "2001:db8::1"],
  ["unknown", "10.0.0.1"],
  ["1.1.1.1, garbage, 10.2.0.1", "10.2.0.1"],
  ["10.3.3.3, 10.2.0.1", "10.3.3.3"],
])("reads the rightmost untrusted address from a trusted proxy's %s: %s", (given, client) => {
  expect(overwritten("10.0.0.1", { "x-forwarded-for": given })["x-forwarded-for"]).toBe(client);
  expect(overwritten("::ffff:10.0.0.1", { "x-forwarded-for": given })["x-forwarded-for"]).toBe(client);
});

it("keeps scheme and host from a trusted proxy", () => {
  const headers = {
    "x-forwarded-for": "1.1.1.1",
    "x-forwarded-host": "evidence.example.com",
    "x-forwarded-proto": "https",
  };
  expect(overwritten("192.0.2.7", headers)).toEqual(headers);
  expect(overwritten("192.0.2.8", headers)["x-forwarded-host"]).toBeUndefined();
});
