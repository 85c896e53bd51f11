import fc from "fast-check";
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
      expires_at: "2026-12-31",
      documents: [{ document_id: "d", name: "Contract" }],
      signatures: [
        {
          sid: "s",
          sequence: 1,
          signer_identity_data: { first_name: "Zoë", evidence_id: "e-1", identification_require_evidence: true },
        },
      ],
      unknownFields: [
        "{other}",
        "business_id",
        "documents.version_id",
        "signatures.notify",
        "signatures.signer_identity_data.plan",
      ],
    });
  });

  it("passes our schema unchanged", () => {
    const response: unknown = JSON.parse(JSON.stringify(parseProviderRequest(sent)));
    expect(z.parse(signatureRequestSchema, response)).toEqual(response);
  });

  const contract = [
    ..."id title message quality legislation status_overall created_at updated_at expires_at owner document_id".split(
      " ",
    ),
    ...["document_id", "title", "name"].map((name) => `documents.${name}`),
    ...["sid", "account_email", "status_code", "sequence"].map((name) => `signatures.${name}`),
    ..."first_name last_name email_address mobile mobile_number language provider evidence_id identification_require_evidence"
      .split(" ")
      .map((name) => `signatures.signer_identity_data.${name}`),
  ];
  const pathsOf = (value: unknown, path = ""): string[] => {
    if (Array.isArray(value)) return value.flatMap((member) => pathsOf(member, path));
    if (typeof value !== "object" || value === null) return [path];
    return Object.entries(value).flatMap(([name, member]) => pathsOf(member, path === "" ? name : `${path}.${name}`));
  };

  it("has no other field than the contract's, whatever the provider sends", () => {
    const field = fc.oneof(
      fc.constantFrom(...contract.map((path) => path.split(".").at(-1) ?? "")),
      fc.constantFrom("signing_url", "id", "expiration_date", "business_id", "__proto__", "constructor", "toJSON", "0"),
      fc.string(),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constant("canary"),
        fc.constant(7),
        fc.constant(true),
        fc.constant(null),
        tie("list"),
        tie("object"),
      ),
      list: fc.array(tie("value"), { maxLength: 3 }),
      object: fc.dictionary(field, tie("value"), { maxKeys: 6 }),
    }));
    const body = fc.record({
      id: fc.constant("a"),
      documents: value,
      signatures: value,
      title: value,
      more: value,
      owner: value,
    });
    const property = fc.property(body, (provided) => {
      const { unknownFields, ...response } = JSON.parse(JSON.stringify(parseProviderRequest(provided)));
      expect(
        pathsOf(response).filter(
          (path) => ![...contract, "documents", "signatures", "signatures.signer_identity_data"].includes(path),
        ),
      ).toEqual([]);
      expect(JSON.stringify(unknownFields)).not.toContain("canary");
    });
    fc.assert(property, { numRuns: 500 });
  });

  it("tells at most a hundred names of unknown fields, and none that may be data", () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`person_${"abcdefghij"[index % 10]}${index}`, 1]),
    );
    const data = {
      ...{ id: "a", Zoe: 1, "Zoë Müller": 1, zoe_mueller: 1, "+41791234567": 1, "https://a.test/?token=canary": 1 },
      ...{
        view_4f43614ade50bfe12df34c881fc7840e: 1,
        dGhpc0lzQXNlY3JldA: 1,
        "a\u202eb": 1,
        ["x".repeat(65)]: 1,
        origin: "API",
      },
      signatures: [{ signer_identity_data: { first_name: "Zoe", last_name: "Mueller", ...many } }],
    };
    expect(parseProviderRequest(data).unknownFields).toEqual([
      "{other}",
      "origin",
      "signatures.signer_identity_data.{other}",
    ]);
    const names = Array.from(
      { length: 60 },
      (_, index) => `field${"abcdefghij"[index % 10]}${"klmnopqrst"[Math.floor(index / 10)]}`,
    );
    const fields = Object.fromEntries(names.map((name) => [name, 1]));
    const wide = { id: "a", ...fields, documents: [fields], signatures: [fields] };
    expect(parseProviderRequest(wide).unknownFields).toHaveLength(100);
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
