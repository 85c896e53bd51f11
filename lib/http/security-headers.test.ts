import { expect, it } from "vitest";
import { apiPaths } from "#lib/paths";
import { pagePolicy, staticPolicy } from "./security-headers.mjs";

it("policies of pages and workers report to our address", () => {
  for (const policy of [pagePolicy("nonce"), staticPolicy])
    expect(policy).toContain(`report-uri ${apiPaths.cspReports()}`);
});

it("pages require Trusted Types, except in development", () => {
  expect(pagePolicy("nonce")).toContain("require-trusted-types-for 'script'; trusted-types default;");
  expect(pagePolicy("nonce", true)).not.toContain("trusted-types");
});
