import { describe, expect, it } from "vitest";
import * as z from "#lib/runtime/zod";
import { parseSignatureRequest } from "./model.ts";
import { parseProviderList, parseProviderRequest } from "./parse-provider-request.ts";
import { signatureRequestSchema } from "./schema.ts";

const sent = {
  id: "a",
  signing_url: "https://my.skribble.com/view/canary-1",
  title: "See https://my.skribble.com/view/a?token=canary-2",
  status_overall: 5,
  "zoe@example.test": true,
  business_id: "canary-3",
  expiration_date: "2026-12-31",
  documents: [null, { id: "d", name: "Contract", version_id: "canary-4" }],
  signatures: [
    "canary-5",
    {
      sid: "s",
      signing_url: "canary-6",
      notify: true,
      sequence: 1,
      signer_identity_data: { first_name: "Zoë", evidence_id: "e-1", identification_require_evidence: true, plan: {} },
    },
  ],
};

describe("the provider's signature request", () => {
  it("leaves by an allow-list of fields, with the names of the others", () => {
    expect(JSON.parse(JSON.stringify(parseProviderRequest(sent)))).toEqual({
      id: "a",
      title: "See [link removed]",
      expiration_date: "2026-12-31",
      documents: [{ id: "d", name: "Contract" }],
      signatures: [
        {
          sid: "s",
          sequence: 1,
          signer_identity_data: { first_name: "Zoë", evidence_id: "e-1", identification_require_evidence: true },
        },
      ],
      unknownFields: [
        "business_id",
        "documents.version_id",
        "signatures.notify",
        "signatures.signer_identity_data.plan",
      ],
    });
  });

  it("is read alike from the provider's body and from our response", () => {
    const response: unknown = JSON.parse(JSON.stringify(parseProviderRequest(sent)));
    expect(z.parse(signatureRequestSchema, response)).toEqual(response);
    expect(parseSignatureRequest(response)).toEqual({ ...parseSignatureRequest(sent), title: "See [link removed]" });
  });

  it("reads missing, empty and mistyped members as null", () => {
    expect(parseSignatureRequest({ id: "a", title: "", owner: 1, signatures: [{ account_email: null }] })).toEqual({
      id: "a",
      title: null,
      statusOverall: null,
      quality: null,
      legislation: null,
      owner: null,
      createdAt: null,
      updatedAt: null,
      expiresOn: null,
      documents: [],
      signers: [
        {
          signatureId: null,
          givenName: null,
          familyName: null,
          email: null,
          mobile: null,
          hasAccount: false,
          statusCode: null,
          evidenceId: null,
          malformedEvidenceId: null,
          requiresEvidence: false,
          identificationProvider: null,
        },
      ],
    });
  });

  it.each([null, "a", [], {}, { id: "" }, { id: 5 }])("is not %j", (body) => {
    expect(() => parseProviderRequest(body)).toThrow();
    expect(() => parseSignatureRequest(body)).toThrow();
  });
});

describe("the provider's list", () => {
  it("is parsed entry by entry", () => {
    expect(parseProviderList([{ id: "a", more: [1] }])).toEqual([{ id: "a", unknownFields: ["more"] }]);
  });
  it.each([
    [null, "it is null"],
    ["secret text", "it is a string"],
    [[{ id: "b" }], "it is a list"],
    [{ title: "secret text" }, "it is an object without an id"],
  ])("with %j in it is rejected with the kind of the value, never the value", (entry, said) => {
    const read = () => parseProviderList([{ id: "a" }, entry]);
    expect(read).toThrow(TypeError);
    expect(read).toThrow(said);
    expect(read).not.toThrow("secret");
  });
});
