import { describe, expect, it } from "vitest";
import { ProblemError } from "#lib/problem";
import { parseAssertion, parseEnrolment } from "./parse-body.ts";

const credential = {
  id: "AQ",
  rawId: "AQ",
  type: "public-key",
  response: { clientDataJSON: "e30", attestationObject: "oA", transports: ["internal"] },
};
const assertion = {
  id: "AQ",
  rawId: "AQ",
  type: "public-key",
  response: { clientDataJSON: "e30", authenticatorData: "AA", signature: "AA", userHandle: null },
};

describe("an enrolment", () => {
  it("has a name without white space around it, and the members of the credential alone", () => {
    const sent = { name: "  Laptop\u00a0", credential: { ...credential, authenticatorAttachment: "platform" } };
    expect(parseEnrolment(sent)).toEqual({ name: "Laptop", credential });
  });

  it.each([
    [null],
    [[]],
    ["x"],
    [{ name: "a" }],
    [{ credential }],
    [{ name: "a", credential, subject: "b" }],
    [{ name: 1, credential }],
    [{ name: "", credential }],
    [{ name: "\u200b\u2060", credential }],
    [{ name: "a\nb", credential }],
    [{ name: "a\u202eb", credential }],
    [{ name: "x".repeat(61), credential }],
    [{ name: "a", credential: { ...credential, type: "password" } }],
    [{ name: "a", credential: { ...credential, response: {} } }],
    [{ name: "a", credential: { ...credential, id: 5 } }],
  ])("is refused: %j", (body) => {
    expect(() => parseEnrolment(body)).toThrow(ProblemError);
  });
});

describe("an assertion", () => {
  it("may lack the user handle", () => {
    const { userHandle: _, ...response } = assertion.response;
    expect(parseAssertion(assertion)).toEqual(assertion);
    expect(parseAssertion({ ...assertion, response })).toEqual({ ...assertion, response });
  });

  it.each([[true], ["x"], [{}], [{ ...assertion, response: null }], [{ ...assertion, type: "x" }]])(
    "is refused: %j",
    (body) => {
      expect(() => parseAssertion(body)).toThrow(/`assertion` must be the JSON form/);
    },
  );
});
