import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseName } from "../cases.ts";
import { findZones, isValidMrz } from "./check-mrz.ts";
import { fetchJson, fetchText, type RunningSandbox, runSandbox } from "./running-sandbox.ts";

type Json = Record<string, unknown>;
type Document = { documentType: string; viz: Record<string, string>; mrz: { type: string; lines: string[] } };
type PxlRecord = Json & { result: { documentVerification: { documents: Document[] } } };
type WrappedRecord = Json & { holder: Record<string, Json>; identityDocument: Record<string, Json> };
type ListsRecord = Json &
  Record<"given_names" | "family_names" | "mrz_lines", unknown[]> & {
    attributes: { name: string; value: string }[];
    checks: { name: string; result: string }[];
  };

describe("other schemas", () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await runSandbox();
  });
  afterAll(() => sandbox.close());

  const status = (name: CaseName) => fetchJson<Json>(sandbox, name, "status");
  const record = <T = Json>(name: CaseName) => fetchJson<T>(sandbox, name, "json");
  const claims = async (name: CaseName) => decodeJwt<Json>(await fetchText(sandbox, name, "jwt"));
  const documents = async (name: CaseName) => (await record<PxlRecord>(name)).result.documentVerification.documents;

  describe("pxl", () => {
    it("sends account and workflow as numbers, nine digits as transaction code, and printed fields under viz", async () => {
      const { accountId, workflowId, transactionCode, id } = await status("pxl-consistent");
      expect([typeof accountId, typeof workflowId, typeof id]).toEqual(["number", "number", "string"]);
      expect(transactionCode).toMatch(/^\d{9}$/);
      expect(await record("pxl-consistent")).toMatchObject({ id, accountId, workflowId, transactionCode });
      const [document] = await documents("pxl-consistent");
      expect(document?.viz).toMatchObject({
        firstName: "Zoë",
        lastName: "Müller-Łukasz",
        dateOfBirth: "1984-02-29",
        documentNumber: "X1234567",
      });
    });

    it("repeats the record's printed fields in the token of the consistent case", async () => {
      const { result } = (await claims("pxl-consistent")) as PxlRecord;
      expect(result.documentVerification.documents.map(({ viz }) => viz)).toEqual(
        (await documents("pxl-consistent")).map(({ viz }) => viz),
      );
    });

    it("identifies the evidence by a number only where the case says so", async () => {
      expect((await status("pxl-numeric-id")).id).toBe(407183);
      expect((await record("pxl-numeric-id")).id).toBe(407183);
      const { id, transactionCode, evidenceId } = await claims("pxl-numeric-id");
      expect([id, transactionCode, evidenceId]).toEqual([407183, undefined, undefined]);
    });

    it("differs from the token only in the document number in the contradicting case", async () => {
      const [document] = await documents("pxl-contradiction");
      const token = (await claims("pxl-contradiction")) as PxlRecord;
      const signed = token.result.documentVerification.documents[0]?.viz;
      expect(document?.viz).toEqual({ ...signed, documentNumber: "X1243567" });
      expect(document?.mrz.lines[0]).toContain("X1243567");
    });

    it("contains one illegible digit in the partly unreadable case", async () => {
      const [document] = await documents("pxl-partly-unreadable");
      expect(document?.viz.dateOfBirth).toBe("2?.02.1984");
      expect(document?.mrz.lines[1]).toMatch(/^840229/);
    });

    it("omits personal claims from tokens of digests and of IDs", async () => {
      for (const name of ["pxl-token-digests", "pxl-token-ids"] as const)
        expect(JSON.stringify(await claims(name))).not.toMatch(/Jürg|Brönnimann|1958|E7654321|PASSED/);
      expect(Object.keys(await claims("pxl-token-digests"))).toEqual(
        expect.arrayContaining(["record", "archive", "files"]),
      );
      expect(JSON.stringify(await claims("pxl-token-ids"))).not.toMatch(/[0-9a-f]{64}/);
    });

    it.each<[CaseName, string]>([
      ["pxl-document-scan", "DOCUMENT_SCAN_COMPLETED"],
      ["pxl-manual-review", "PENDING_MANUAL_REVIEW"],
      ["pxl-identification-completed", "IDENTIFICATION_COMPLETED"],
      ["pxl-unknown-refusal", "MANUAL_REVIEW_NOT_PASSED"],
    ])("%s has the status %s", async (name, word) => {
      expect((await status(name)).status).toBe(word);
    });

    it("serves the artefacts although only capturing ended", async () => {
      expect((await record("pxl-identification-completed")).status).toBe("IDENTIFICATION_COMPLETED");
      expect(await claims("pxl-identification-completed")).toHaveProperty("result");
    });

    it("contains two documents of one person, both in the token, or of two people, one in the token", async () => {
      const names = (list: Document[]) => list.map(({ documentType, viz }) => `${documentType} ${viz.lastName}`);
      const signed = async (name: CaseName) =>
        names(((await claims(name)) as PxlRecord).result.documentVerification.documents);
      const both = ["ID_CARD Müller-Łukasz", "PASSPORT Müller-Łukasz"];
      expect(names(await documents("pxl-two-documents"))).toEqual(both);
      expect(await signed("pxl-two-documents")).toEqual(both);
      expect(names(await documents("pxl-two-people"))).toEqual(["ID_CARD Özdemir", "PASSPORT Lefèvre-D’Angelo"]);
      expect(await signed("pxl-two-people")).toEqual(["ID_CARD Özdemir"]);
    });
  });

  describe("wrapped", () => {
    it("wraps values beside a confidence and splits dates", async () => {
      const { holder, identityDocument } = await record<WrappedRecord>("wrapped-consistent");
      expect(holder.familyName).toEqual({ value: "Özdemir", confidence: 0.9971 });
      expect(holder.birthDate?.value).toEqual({ day: 3, month: 11, year: 1990 });
      expect(identityDocument.expiresOn).toEqual({ day: 11, month: 9, year: 2032 });
    });

    it("differs from the token only in the birth date in the contradicting case", async () => {
      const { holder } = await record<WrappedRecord>("wrapped-contradiction");
      const consistent = await record<WrappedRecord>("wrapped-consistent");
      expect(holder).toEqual({
        ...consistent.holder,
        birthDate: { value: { day: 11, month: 3, year: 1990 }, confidence: 0.9994 },
      });
      expect((await claims("wrapped-contradiction")).birthdate).toBe("1990-11-03");
    });

    it("omits the letters of an illegible family name", async () => {
      const { holder } = await record<WrappedRecord>("wrapped-partly-unreadable");
      expect(Object.keys(holder.familyName ?? {})).toEqual(["glyphRun", "confidence"]);
      expect(holder.givenNames?.value).toBe("Sören");
    });

    it("sends times as epoch numbers and with a named zone, in a plausible order", async () => {
      const { createdAt, startedAt, completedAt } = await status("wrapped-consistent");
      expect(completedAt).toMatch(/^2026-11-\d\dT[\d:]{8}\+01:00\[Europe\/Zurich\]$/);
      const steps = [createdAt, Number(startedAt) * 1000, Date.parse(String(completedAt).replace(/\[.*/, ""))];
      expect(steps).toEqual(steps.toSorted());
    });

    it("sends arrays, times without zone, unset times and `never` where the case says so", async () => {
      expect(await status("wrapped-times")).toMatchObject({
        createdAt: [2026, 11, expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)],
        startedAt: expect.stringMatching(/^2026-11-\d\dT[\d:]{8}$/),
        completedAt: expect.stringMatching(/^17\d{11}$/),
        reviewedAt: "0001-01-01T00:00:00Z",
        escalatedAt: "1970-01-01T00:00:00Z",
        archivedAt: 0,
        expiresAt: "9999-12-31T23:59:59.999Z",
      });
    });
  });

  describe("lists", () => {
    const attribute = ({ attributes }: ListsRecord, name: string) =>
      attributes.find((entry) => entry.name === name)?.value;

    it("lists names, numbers with their types, and pairs of name and value", async () => {
      const body = await record<ListsRecord>("lists-consistent");
      expect(body.given_names).toEqual(["Anaïs", "Béatrice"]);
      expect(body.document_numbers).toEqual([
        { type: "document_number", value: "SPX5M2N84" },
        { type: "personal_number", value: "SP-1976-0719" },
      ]);
      expect(attribute(body, "date_of_birth")).toBe("1976-07-19");
      const { verified_claims } = (await claims("lists-consistent")) as { verified_claims: { claims: Json } };
      expect(verified_claims.claims).toMatchObject({ family_name: "Lefèvre-D’Angelo", birthdate: "1976-07-19" });
    });

    it("names checks that were not performed, and checks in review only where the case says so", async () => {
      const words = async (name: CaseName) => (await record<ListsRecord>(name)).checks.map(({ result }) => result);
      expect((await words("lists-consistent")).filter((word) => word !== "PASSED")).toEqual([
        "NOT_PERFORMED",
        "NOT_PERFORMED",
      ]);
      expect((await words("lists-review")).filter((word) => word === "REVIEW")).toHaveLength(2);
      expect((await record("lists-review")).result).toBe("PASSED");
    });

    it("differs from the token only in the family name in the contradicting case", async () => {
      const body = await record<ListsRecord>("lists-contradiction");
      const consistent = await record<ListsRecord>("lists-consistent");
      expect(body.family_names).toEqual(["Moreau-Ferrand"]);
      expect(body.mrz_lines[2]).toMatch(/^MOREAU<FERRAND<</);
      for (const name of ["given_names", "document_numbers", "attributes"])
        expect(body[name]).toEqual(consistent[name]);
      expect(JSON.stringify(await claims("lists-contradiction"))).toContain("Lefèvre-D’Angelo");
    });

    it("refers to a picture instead of an illegible second given name", async () => {
      const { given_names } = await record<ListsRecord>("lists-partly-unreadable");
      expect(given_names).toEqual(["Anaïs", { cut_out: "document/front.jpg", box: expect.any(Array) }]);
    });
  });

  it("have machine-readable zones with correct check digits, even where the record differs", async () => {
    const expected: [CaseName, number][] = [
      ["pxl-consistent", 1],
      ["pxl-contradiction", 1],
      ["pxl-two-documents", 2],
      ["pxl-two-people", 2],
      ["wrapped-consistent", 1],
      ["wrapped-contradiction", 1],
      ["lists-consistent", 1],
      ["lists-contradiction", 1],
      ["check-review", 1],
    ];
    for (const [name, count] of expected) {
      const zones = findZones(await record(name));
      expect(zones).toHaveLength(count);
      expect(zones.filter((zone) => !isValidMrz(zone))).toEqual([]);
    }
  });

  it("have an MRZ check that detects a swapped digit in every line with digits", async () => {
    const [card = [], passport = []] = findZones(await record("pxl-two-documents"));
    const swap = (lines: string[], from: string, to: string) => lines.map((line) => line.replace(from, to));
    expect(isValidMrz(swap(card, "X1234567", "X1243567"))).toBe(false);
    expect(isValidMrz(swap(card, "840229", "842029"))).toBe(false);
    expect(isValidMrz(swap(passport, "X7650912", "X7650921"))).toBe(false);
    expect([card, passport].map(isValidMrz)).toEqual([true, true]);
  });
});
