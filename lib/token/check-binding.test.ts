import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { idClaims, normalizeClaimName, readIdClaim, subjectObjects } from "./binding-names.ts";
import { checkBinding } from "./check-binding.ts";
import type { Evidence } from "./own-ids.ts";

const evidence: Evidence = {
  evidenceId: "evidence-12345",
  status: { id: "id-778899", transactionCode: "123456789", completedAt: null },
};
const uuids: Evidence = {
  evidenceId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  status: { id: "9b2d1c00-1111-4222-8333-444455556666", transactionCode: null, completedAt: null },
};
const numbers: Evidence = {
  evidenceId: "9007199254740993",
  status: { id: "1234", transactionCode: "012345678", completedAt: null },
};

function reasonOf(claims: unknown, of: Evidence = evidence): string {
  const text = typeof claims === "string" ? claims : JSON.stringify(claims);
  return checkBinding(JSON.parse(text), () => text, of).reason;
}

const styles: ((words: string[]) => string)[] = [
  (words) => words.join("_"),
  (words) => words.join("-"),
  (words) => words.join("_").toUpperCase(),
  (words) => words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(""),
  ([first = "", ...rest]) => first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(""),
  (words) => `https://example.com/claims/${words.join("_")}`,
  (words) => `urn:example:${words.join("-")}`,
];
const names = [
  ["evidence", "id"],
  ["transaction", "code"],
  ["identification", "id"],
  ["jti"],
  ["sub"],
  ["id"],
  ["reference"],
];
const locations: ((member: object) => object)[] = [
  (member) => member,
  (member) => ({ evidence: member }),
  (member) => ({ identification: member, aud: "x" }),
  (member) => ({ vc: { credentialSubject: member } }),
  (member) => ({ data: { result: { identification: member } } }),
  (member) => ({ verified_claims: { verification: { evidence: [{ type: "document" }, member] } } }),
];
const wraps: ((value: unknown) => unknown)[] = [(value) => value, (value) => ({ value }), (value) => [value]];

describe("listed claims", () => {
  test("bind in every style, location and wrapping, as text and as number", () => {
    let count = 0;
    for (const style of styles)
      for (const words of names)
        for (const locate of locations)
          for (const wrap of wraps)
            for (const [value, of] of [
              ["evidence-12345", evidence],
              ["123456789", evidence],
              [123456789, evidence],
              [1234, numbers],
              [uuids.evidenceId.toUpperCase(), uuids],
              [`urn:uuid:${uuids.status?.id}`, uuids],
            ] as const) {
              const claims = locate({ [style(words)]: wrap(value) });
              expect([claims, reasonOf(claims, of)]).toEqual([claims, "names_this_evidence"]);
              count++;
            }
    expect(count).toBeGreaterThan(3000);
  });

  test("match the list in docs/verdict.md", () => {
    const text = readFileSync("docs/verdict.md", "utf8");
    const section = text.slice(text.indexOf("## Which claims bind"), text.indexOf("## What we decided"));
    const quoted = (part: string) =>
      [...part.matchAll(/`([A-Za-z_]+)`/g)].map(([, name = ""]) => normalizeClaimName(name));
    const rows = [...section.matchAll(/^\| (`.*?) \|/gm)].map(([, cell = ""]) => cell.replace(/ directly in .*$/, ""));
    expect([...new Set(rows.flatMap(quoted))].sort()).toEqual([...idClaims.keys()].sort());
    const where = /- \*\*Where\.\*\*.*?Anywhere else/s.exec(section)?.[0] ?? "";
    expect(quoted(where).sort()).toEqual([...subjectObjects].sort());
  });

  test.each([
    { name: "evidence-12345" },
    { comment: "evidence-12345", address: { id: "evidence-12345" } },
    { email: "evidence-12345", nonce: "evidence-12345", aud: "evidence-12345", iss: "evidence-12345" },
    { person: { sub: "evidence-12345", evidenceId: "evidence-12345" } },
    { signatureRequestId: "evidence-12345", accountId: "123456789", workflowId: 123456789, documentId: "id-778899" },
    { files: [{ id: "evidence-12345" }], cnf: { kid: "evidence-12345" }, act: { sub: "evidence-12345" } },
    { evidence: { comment: "evidence-12345", document: { id: "evidence-12345" } } },
    { evidenceId: null, jti: true, sub: { id: "evidence-12345" } },
    { evidenceid2: "evidence-12345", "my evidence": "evidence-12345", "": "evidence-12345" },
  ])("%j neither matches nor contradicts", (claims) => {
    expect(reasonOf(claims)).toBe("names_no_evidence");
    expect(reasonOf({ ...claims, evidence_id: "evidence-12345" })).toBe("names_this_evidence");
  });

  test("an empty payload has its own reason", () => {
    expect(reasonOf({})).toBe("empty_payload");
    expect(reasonOf({}, { ...evidence, status: null })).toBe("empty_payload");
  });
});

describe("a claim with another ID overrides a matching claim", () => {
  test.each([
    { evidenceId: "evidence-99999" },
    { evidenceId: "anything at all" },
    { evidence_id: 5 },
    { transactionCode: "987654321" },
    { transaction_code: 987654321 },
    { identificationId: "id-1" },
    { identification: { id: "evidence-7" } },
    { evidence: [{ id: "id-5" }] },
    { sub: "evidence-99999" },
    { sub: "987654321" },
    { sub: "id-5" },
    { jti: "evidence-99999" },
    { id: "evidence-99999" },
    { vc: { credentialSubject: { id: "evidence-99999" } } },
    { txn: "987654321" },
    { evidenceIds: ["evidence-1", "evidence-2"] },
  ])("%j", (claims) => {
    expect(reasonOf(claims)).toBe("names_other_evidence");
    expect(reasonOf({ ...claims, evidenceIdentifier: "evidence-12345" })).toBe("names_other_evidence");
    expect(reasonOf({ evidenceIdentifier: "evidence-12345", data: claims })).toBe("names_other_evidence");
  });

  test("an explicit ID of another kind contradicts evidence IDs that are UUIDs or numbers", () => {
    const other = "00000000-4f89-41d3-9a0c-0305e82c3301";
    for (const claims of [{ evidenceId: other }, { identificationId: other }, { identification: { id: other } }])
      expect(reasonOf(claims, uuids)).toBe("names_other_evidence");
    expect(reasonOf({ identificationId: 99 }, numbers)).toBe("names_other_evidence");
    expect(reasonOf('{"evidenceId":9007199254740992}', numbers)).toBe("names_other_evidence");
  });
});

describe("a value unlike an evidence ID does not contradict", () => {
  const harmless: [object, Evidence][] = [
    [{ sub: "person-7f3a" }, evidence],
    [{ sub: "user_42" }, evidence],
    [{ sub: "3f2504e0-4f89-41d3-9a0c-0305e82c3301" }, evidence],
    [{ sub: "00000000-4f89-41d3-9a0c-0305e82c3301" }, uuids],
    [{ sub: "https://example.com/people/evidence-99999" }, evidence],
    [{ sub: "did:example:evidence-99999" }, evidence],
    [{ sub: "zoe@example.test" }, evidence],
    [{ sub: "Zoë Müller" }, evidence],
    [{ sub: 42 }, numbers],
    [{ sub: "7569217076985" }, evidence],
    [{ jti: "987654321" }, evidence],
    [{ jti: "00000000-4f89-41d3-9a0c-0305e82c3301" }, uuids],
    [{ jti: "evidence-12345-1" }, evidence],
    [{ jti: "token-1" }, evidence],
    [{ id: "00000000-4f89-41d3-9a0c-0305e82c3301" }, uuids],
    [{ id: 7 }, numbers],
    [{ subject: { id: "987654321" } }, evidence],
    [{ reference: "REF-2026-1", txn: "00000000-4f89-41d3-9a0c-0305e82c3301" }, uuids],
    [{ identificationId: "kZ8s0aQ" }, evidence],
    [{ transactionCode: "123-456-789" }, evidence],
    [{ transactionCode: 12345678 }, numbers],
    [{ evidenceId: "EVIDENCE-12345" }, evidence],
    [{ evidenceId: "https://api.example.com/evidence/evidence-12345" }, evidence],
    [{ transactionCode: "TX-1" }, uuids],
  ];
  test.each(harmless)("%j", (claims, of) => {
    expect(reasonOf(claims, of)).toBe("names_no_evidence");
    expect(reasonOf({ ...claims, identificationEvidenceId: of.evidenceId }, of)).toBe("names_this_evidence");
  });

  test("a list contradicts only if none of its items matches", () => {
    expect(reasonOf({ evidenceIds: ["evidence-1", "evidence-12345"] })).toBe("names_this_evidence");
    expect(reasonOf({ evidenceIds: [] })).toBe("names_no_evidence");
  });
});

describe("numbers", () => {
  test("beyond 2^53 are compared digit by digit", () => {
    expect(reasonOf('{"evidenceId":9007199254740993}', numbers)).toBe("names_this_evidence");
    expect(reasonOf('{"evidence":[{"id": 9007199254740993}]}', numbers)).toBe("names_this_evidence");
    expect(reasonOf('{"evidenceId":9007199254740992}', numbers)).toBe("names_other_evidence");
    expect(reasonOf('{"sub":[1,9007199254740993]}', numbers)).toBe("names_this_evidence");
    expect(reasonOf('{"id":1234.0}', numbers)).toBe("names_this_evidence");
  });

  test("in a long list are parsed once", () => {
    const text = `{"sub":[${"9007199254740995,".repeat(20_000)}9007199254740993]}`;
    expect(reasonOf(text, numbers)).toBe("names_this_evidence");
  });
});

describe("without a readable status", () => {
  const unknown: Evidence = { evidenceId: "evidence-12345", status: null };
  test.each([
    [{ evidenceId: "evidence-12345" }, "names_this_evidence"],
    [{ evidenceId: "evidence-99999" }, "names_other_evidence"],
    [{ evidenceId: "778899" }, "status_unknown"],
    [{ sub: "evidence-99999" }, "status_unknown"],
    [{ transactionCode: "123456789" }, "status_unknown"],
  ])("%j: %s", (claims, expected) => {
    expect(reasonOf(claims, unknown)).toBe(expected);
  });
});

test("the detail lists the JSON Pointers of the decisive claims", () => {
  const claims = { "https://example.com/evidence_id": "evidence-12345", data: { evidence: [{}, { id: "id-778899" }] } };
  expect(checkBinding(claims, () => "", evidence).detail).toBe(
    "/https:~1~1example.com~1evidence_id /data/evidence/1/id",
  );
});

test("an unlisted name has no effect", () => {
  for (const name of ["name", "email", "address", "constructor", "__proto__", "accountId", "srId"])
    expect(readIdClaim(name, null)).toBeNull();
});
