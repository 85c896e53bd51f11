import { describe, expect, it } from "vitest";
import { openRedirects } from "../../e2e/support/open-redirects.ts";
import { parseReturnPath } from "./return-path.ts";

const origins = ["https://desk.example.com", "http://localhost:3000"];

describe("parseReturnPath", () => {
  it.each([
    ["/signature-requests/a/evidence/b?file=3", "/signature-requests/a/evidence/b?file=3"],
    ["/r/a/b?ticket=SUP-1&purpose=audit#x", "/r/a/b?ticket=SUP-1&purpose=audit#x"],
    ["https://desk.example.com/audit?page=2", "/audit?page=2"],
    ["http://localhost:3000", "/"],
    ["/", "/"],
  ])("accepts %s", (given, path) => {
    expect(parseReturnPath(given, origins)).toBe(path);
  });

  it("is tested with at least sixty open redirects", () => {
    expect(openRedirects.length).toBeGreaterThanOrEqual(60);
    expect(new Set(openRedirects).size).toBe(openRedirects.length);
  });

  it.each(openRedirects)("stays on our origin for %j", (form) => {
    const path = parseReturnPath(form, origins);
    for (const origin of origins) expect(new URL(path, origin).origin).toBe(origin);
    expect(path.startsWith("/") && !path.startsWith("//") && !path.includes("\\")).toBe(true);
  });

  it.each([undefined, null, 3, ["/audit"], {}, "/api/auth/signout", "/sign-in?returnTo=/x", `/${"a".repeat(3000)}`])(
    "falls back to the home page for %j",
    (value) => {
      expect(parseReturnPath(value, origins)).toBe("/");
    },
  );
});
