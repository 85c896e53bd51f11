import { expect, it } from "vitest";
import { apiPaths } from "#lib/paths";
import { pagePolicy, reportingEndpoints, staticPolicy } from "./security-headers.mjs";

it("policies of pages and workers report to our address", () => {
  for (const policy of [pagePolicy("nonce"), staticPolicy])
    expect(policy).toContain(`report-uri ${apiPaths.cspReports()}; report-to csp`);
  expect(reportingEndpoints["Reporting-Endpoints"]).toBe(`csp="${apiPaths.cspReports()}"`);
});
