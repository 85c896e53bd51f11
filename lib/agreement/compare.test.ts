import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseSignatureRequest } from "#lib/signature-request/model";
import { parseEvidenceStatus } from "#lib/status/parse-status";
import { compare, createRecordFilter } from "./compare.ts";
import { extractPrimitives } from "./extract-primitives.ts";
import type { AgreementInput, BodyFact, FileFact, Source, Statement } from "./model.ts";
import { everyPrimitive } from "./primitive-filter.ts";

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const digest = (text: string, algorithm = "sha256") => createHash(algorithm).update(text).digest("hex");

const file = (number: number, name: string, content = name): FileFact => ({
  number,
  name,
  sizeBytes: content.length,
  sha1: digest(content, "sha1"),
  sha256: digest(content),
  sha384: digest(content, "sha384"),
  sha512: digest(content, "sha512"),
  isWhole: true,
  reading: null,
});
const body = (source: Source, text: string): BodyFact => ({
  source,
  sizeBytes: text.length,
  sha1: digest(text, "sha1"),
  sha256: digest(text),
  sha384: digest(text, "sha384"),
  sha512: digest(text, "sha512"),
});

const record = {
  id: "ident-1",
  evidenceId: "evidence-1",
  transactionCode: "TX-88213",
  result: "PASSED",
  person: { firstName: "Zoë", lastName: "Müller-Łukasz", dateOfBirth: "1984-02-29", nationality: "CHE" },
  agent: { firstName: "Somebody", lastName: "Else" },
  document: { type: "ID_CARD", number: "X1234567", issuingCountry: "CHE", dateOfExpiry: "2031-05-04" },
  contact: { email: "zoe@example.test", mobile: "+41791234567" },
  times: { createdAt: "2026-11-23T06:00:00.000Z", completedAt: "2026-11-23T07:00:00.250Z" },
  files: [{ path: "face/selfie.png", sha256: digest("face/selfie.png"), size: 15 }],
};
const claims = {
  iss: "https://id.example",
  evidenceId: "evidence-1",
  transactionCode: "TX-88213",
  result: "PASSED",
  person: { firstName: "Zoë", lastName: "Müller-Łukasz", dateOfBirth: "1984-02-29", nationality: "CH" },
  document: { type: "ID_CARD", number: "X1234567", dateOfExpiry: "2031-05-04" },
  completedAt: "2026-11-23T07:00:00Z",
  record: { sha256: digest("record") },
  files: [{ path: "face/selfie.png", sha256: digest("face/selfie.png"), size: 15 }],
};
const request = parseSignatureRequest({
  id: "sr-1",
  signatures: [
    {
      signer_identity_data: {
        first_name: "Zoe",
        last_name: "Mueller-Lukasz",
        email_address: "Zoe@example.test",
        mobile_number: "41791234567",
        evidence_id: "evidence-1",
      },
    },
  ],
});
const status = {
  id: "ident-1",
  transactionCode: "TX-88213",
  status: "COMPLETED",
  createdAt: "2026-11-23T06:00:00.000Z",
  completedAt: "2026-11-23T07:00:00.250Z",
};

type Change = {
  record?: object | null;
  claims?: object | null;
  verdict?: "valid" | "expired";
  files?: FileFact[] | null;
};

function input({ record: r = record, claims: c = claims, verdict = "valid", files }: Change = {}): AgreementInput {
  const token = c === null ? null : extractPrimitives(encode(c), everyPrimitive);
  return {
    srId: "sr-1",
    evidenceId: "evidence-1",
    request: { request, signer: request.signers[0] ?? null },
    status: parseEvidenceStatus(status),
    record:
      r === null
        ? null
        : extractPrimitives(encode(r), createRecordFilter(token?.primitives ?? [], ["Mueller-Lukasz", "Zoe"])),
    token: token && { ...token, verdict },
    files: files === undefined ? [file(1, "face/selfie.png")] : files,
    report: null,
    bodies: [body("record", "record"), body("files", "archive")],
  };
}

const row = (statements: Statement[], name: string) => {
  const found = statements.find((statement) => statement.name === name);
  return found && `${found.outcome} ${found.rule}`;
};
const cell = (statements: Statement[], name: string, source: Source) =>
  statements.find((statement) => statement.name === name)?.cells.find((one) => one.source === source);

describe("statements", () => {
  it("of a consistent case agree, each under its rule", () => {
    const { statements } = compare(input());
    expect(statements.filter(({ outcome }) => outcome === "differs")).toEqual([]);
    expect(row(statements, "evidence_id")).toBe("agrees equal_text");
    expect(row(statements, "transaction_code")).toBe("agrees equal_text");
    expect(row(statements, "identification_id")).toBe("agrees equal_text");
    expect(row(statements, "family_name")).toBe("agrees umlauts_written_out");
    expect(row(statements, "given_name")).toBe("agrees without_diacritics");
    expect(row(statements, "birth_date")).toBe("agrees equal_text");
    expect(row(statements, "nationality")).toBe("agrees same_country");
    expect(row(statements, "email")).toBe("agrees letter_case");
    expect(row(statements, "mobile")).toBe("agrees same_number");
    expect(row(statements, "result")).toBe("agrees same_result");
    expect(row(statements, "completed_at")).toBe("agrees same_second");
    expect(row(statements, "document_valid")).toBe("agrees valid_that_day");
    expect(row(statements, "time_order")).toBe("agrees possible_order");
    expect(row(statements, "issuing_country")).toBe("single null");
  });

  it("keep both values and their paths, and distinguish absent from not opened", () => {
    const { statements } = compare(input({ files: null }));
    expect(cell(statements, "family_name", "token")?.values).toEqual([
      { text: "Müller-Łukasz", path: "$.person.lastName" },
    ]);
    expect(cell(statements, "family_name", "request")).toMatchObject({
      outcome: "agrees",
      rule: "umlauts_written_out",
      values: [{ text: "Mueller-Lukasz", path: "$.signatures[0].signer_identity_data.last_name" }],
    });
    expect(cell(statements, "family_name", "status")?.outcome).toBe("absent");
    expect(cell(statements, "family_name", "files")?.outcome).toBe("not_opened");
  });

  it("list differences first", () => {
    const changed = { ...record, person: { ...record.person, dateOfBirth: "1984-03-01" } };
    const { statements } = compare(input({ record: changed }));
    expect(statements[0]).toMatchObject({ name: "birth_date", outcome: "differs", rule: "equal_dates" });
    expect(cell(statements, "birth_date", "record")?.outcome).toBe("differs");
  });

  it.each([
    [{ ...record, result: "REJECTED" }, "result", "differs same_result"],
    [{ ...record, result: "PURPLE" }, "result", "not_comparable unknown_word"],
    [{ ...record, transactionCode: "TX-1" }, "transaction_code", "differs equal_text"],
    [{ ...record, contact: { email: digest("zoe@example.test") } }, "email", "not_comparable hashed"],
    [{ ...record, contact: { emailSha256: digest("zoe@example.test") } }, "email", "not_comparable hashed"],
    [{ ...record, person: { ...record.person, dateOfBirth: "29.02.1984" } }, "birth_date", "agrees equal_dates"],
    [{ ...record, person: { ...record.person, dateOfBirth: "03/04/1984" } }, "birth_date", "differs ambiguous_date"],
    [
      { ...record, document: { ...record.document, dateOfExpiry: "2026-11-22" } },
      "document_valid",
      "differs valid_that_day",
    ],
    [
      { ...record, times: { startedAt: "2026-11-23T09:00:00Z", completedAt: "2026-11-23T07:00:00Z" } },
      "time_order",
      "differs possible_order",
    ],
    [{ ...record, person: { firstName: "Müller-Łukasz", lastName: "Zoë" } }, "family_name", "similar other_order"],
  ])("case %#", (changed, name, expected) => {
    expect(row(compare(input({ record: changed })).statements, name)).toBe(expected);
  });

  it("accept one agreeing list element, and ignore a list beside a single statement", () => {
    const other = { type: "PASSPORT", number: "P0000001", dateOfExpiry: "2030-01-01" };
    const { document, ...rest } = record;
    const withList = compare(input({ record: { ...rest, documents: [other, document] } })).statements;
    expect(row(withList, "document_number")).toBe("agrees equal_text");
    expect(row(compare(input({ record: { ...rest, documents: [other] } })).statements, "document_number")).toBe(
      "differs without_separators",
    );
    const besides = { ...record, history: [{ document: other, person: { firstName: "Eva", lastName: "Else" } }] };
    expect(compare(input({ record: besides })).statements.filter(({ outcome }) => outcome === "differs")).toEqual([]);
    const names = { ...record, person: { ...record.person, firstName: undefined, givenNames: ["Zoë", "Sophie"] } };
    expect(row(compare(input({ record: names })).statements, "given_name")).toBe("similar fewer_given_names");
  });

  it("exclude times of files and events", () => {
    const later = {
      ...record,
      events: [{ createdAt: "2027-01-01T00:00:00Z" }],
      upload: { createdAt: "2027-01-01T00:00:00Z" },
    };
    expect(compare(input({ record: later })).statements.filter(({ outcome }) => outcome === "differs")).toEqual([]);
  });

  it("accept a record's own ID that other sources do not state", () => {
    expect(
      cell(compare(input({ record: { ...record, id: "own" } })).statements, "identification_id", "record")?.outcome,
    ).toBe("not_confirmed");
  });

  it("match an unknown schema by path and by value", () => {
    const { statements } = compare(
      input({
        record: { Zustand: { Ampel: "grün", Wert: 1.1 }, deep: { serial: "ABCDEF-99" } },
        claims: { zustand: { ampel: "grün", wert: 1.2 }, other: "ABCDEF-99", aud: "ABCDEF-99" },
      }),
    );
    expect(row(statements, "$.zustand.ampel")).toBe("agrees equal_path");
    expect(row(statements, "$.zustand.wert")).toBe("not_comparable other_value_same_path");
    expect(row(statements, "$.other")).toBe("agrees equal_value");
    expect(row(statements, "$.aud")).toBeUndefined();
  });
});

describe("digests", () => {
  const outcomes = (change: Change) => compare(input(change)).digests.map(({ path, outcome }) => `${path} ${outcome}`);

  it("are proven in a valid token, and consistent in an unsigned record", () => {
    expect(outcomes({})).toEqual([
      "$.record.sha256 proven",
      "$.files[0].sha256 proven",
      "$.files[0].sha256 consistent",
    ]);
    expect(outcomes({ verdict: "expired" }).some((text) => text.endsWith("proven"))).toBe(false);
  });

  it.each([
    ["hex in capitals", digest("face/selfie.png").toUpperCase()],
    ["base64", Buffer.from(digest("face/selfie.png"), "hex").toString("base64")],
    ["base64url", Buffer.from(digest("face/selfie.png"), "hex").toString("base64url")],
    ["SHA-512 in base64", Buffer.from(digest("face/selfie.png", "sha512"), "hex").toString("base64")],
    ["SHA-384", digest("face/selfie.png", "sha384")],
    ["SHA-384 in 64 letters of base64", Buffer.from(digest("face/selfie.png", "sha384"), "hex").toString("base64")],
    ["with its name", `sha256:${digest("face/selfie.png")}`],
  ])("%s is read", (_, text) => {
    expect(outcomes({ record: {}, claims: { whatever: text } })).toEqual(["$.whatever proven"]);
  });

  it("are never proven with SHA-1", () => {
    expect(outcomes({ record: {}, claims: { a: digest("face/selfie.png", "sha1") } })).toEqual(["$.a consistent"]);
  });

  it("of other content differ for a named file, and match nothing otherwise", () => {
    const files = [file(1, "face/selfie.png", "another picture")];
    expect(outcomes({ files }).filter((text) => text.endsWith("differs"))).toHaveLength(2);
    expect(outcomes({ record: {}, claims: { files: [{ path: "gone.png", sha256: digest("x") }] } })).toEqual([
      "$.files[0].sha256 missing",
    ]);
    expect(outcomes({ record: {}, claims: { checks: [{ name: "liveness", sha256: digest("x") }] } })).toEqual([
      "$.checks[0].sha256 unmatched",
    ]);
    expect(outcomes({ record: {}, claims: { record: { sha256: digest("x") } } })).toEqual(["$.record.sha256 differs"]);
    const others = { nonce: digest("x"), emailSha256: digest("x"), checks: [{ name: "chip_passive_authentication" }] };
    expect(outcomes({ record: {}, claims: others })).toEqual([]);
  });

  it("report whether name and size match, and which files lack a claim", () => {
    const { digests, unclaimedFiles } = compare(
      input({
        record: {},
        claims: { files: [{ path: "other.png", sha256: digest("face/selfie.png"), size: 16 }] },
        files: [file(1, "face/selfie.png"), file(2, "notes.txt")],
      }),
    );
    expect(digests[0]).toMatchObject({ outcome: "differs", nameAgrees: false, sizeAgrees: false });
    expect(unclaimedFiles.map(({ name }) => name)).toEqual(["notes.txt"]);
  });

  it("of two swapped files differ, though each digest is present", () => {
    const claimed = (path: string, content: string) => ({ path, sha256: digest(content) });
    const claims = { files: [claimed("a.png", "b.png"), claimed("b.png", "a.png")] };
    const { digests } = compare(input({ record: {}, claims, files: [file(1, "a.png"), file(2, "b.png")] }));
    expect(digests.map(({ outcome }) => outcome)).toEqual(["differs", "differs"]);
  });

  it("in a JSON file of the archive are unsigned claims", () => {
    const reading = extractPrimitives(encode({ sha256: digest("face/selfie.png") }), everyPrimitive);
    const files = [file(1, "face/selfie.png"), { ...file(2, "log/protocol.json"), reading }];
    expect(outcomes({ record: {}, claims: {}, files })).toEqual(["log/protocol.json#$.sha256 consistent"]);
  });

  it("are searched in a list of 20,000, with omissions reported", () => {
    const list = Array.from({ length: 20_000 }, (_, at) => ({ path: `f${at}.png`, sha256: digest(String(at)) }));
    const { digests, isCut } = compare(input({ record: { list } }));
    expect(digests.filter(({ outcome }) => outcome === "missing")).toHaveLength(1000);
    expect(digests.filter(({ outcome }) => outcome === "proven")).toHaveLength(2);
    expect(isCut).toBe(true);
    expect(compare(input()).isCut).toBe(false);
  });
});

describe("a truncated record", () => {
  it("is compared up to its fault, and reported as broken", () => {
    const whole = extractPrimitives(encode(record), createRecordFilter([], []));
    expect(whole).toMatchObject({ fault: false, isCut: false });
    const broken = extractPrimitives(encode(record).slice(0, -1), createRecordFilter([], []));
    expect(broken.fault).toBe(true);
    expect(compare({ ...input(), record: broken }).broken).toEqual(["record"]);
  });
});

describe("an MRZ in the record", () => {
  const lines = ["I<CHEX1234567<4<<<<<<<<<<<<<<<", "8402292F3105045CHE<<<<<<<<<<<2", "MUELLER<LUKASZ<<ZOE<<<<<<<<<<<"];
  const withZone = (zone: unknown) => compare(input({ record: { ...record, zone } })).statements;

  it("adds statements, and reports its check digits", () => {
    const statements = withZone({ lines });
    expect(cell(statements, "family_name", "record")?.values).toContainEqual({
      text: "MUELLER<LUKASZ",
      path: "$.zone.lines[0] (TD1)",
    });
    expect(cell(statements, "birth_date", "record")?.values.map(({ text }) => text)).toEqual(["1984-02-29", "840229"]);
    expect(row(statements, "mrz_check_digits")).toMatch(/check_digits$/);
    expect(statements.filter(({ outcome, name }) => outcome === "differs" && name !== "mrz_check_digits")).toEqual([]);
  });

  it("with another birth date differs", () => {
    expect(row(withZone(lines.join("\n").replace("840229", "840301")), "birth_date")).toBe("differs equal_short_dates");
  });
});
