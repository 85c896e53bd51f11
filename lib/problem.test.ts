import { expect, it } from "vitest";
import { ProblemError, parseProblemDetails, toProblemDetails } from "./problem.ts";

const request = { requestId: "r", path: "/somewhere" };
const provider = { status: 403, problem: "access-denied", message: "No." };

it.each([
  new ProblemError("not_found", "Not here."),
  new ProblemError("provider_rate_limited", "Wait.", { retryAfterS: 3, provider }),
])("problem details arrive as they were sent", (error) => {
  const sent = toProblemDetails(error, request);
  const arrived = parseProblemDetails(JSON.parse(JSON.stringify(sent)));
  expect(arrived).toEqual(sent);
  expect(JSON.stringify(arrived)).toBe(JSON.stringify(sent));
});

it("needs only code and detail", () => {
  const least = { code: "not_found", detail: "Not here." };
  const filled = { type: "", title: "", instance: "", requestId: "", status: 404, ...least };
  expect(parseProblemDetails(least)).toEqual(filled);
  expect(parseProblemDetails({ ...least, requestId: 5, retryAfterS: "soon", provider: [], more: 1 })).toEqual(filled);
});

it.each([null, "x", [], {}, { code: "not_found" }, { code: "toString", detail: "x" }, { code: "lost", detail: "x" }])(
  "%j is not problem details",
  (body) => {
    expect(parseProblemDetails(body)).toBeNull();
  },
);
