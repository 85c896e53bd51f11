import { createHash } from "node:crypto";
import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader, errors } from "jose";
import JSZip from "jszip";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CaseName, cases } from "../cases.ts";
import { isReviewTime } from "../clock.ts";
import { publishedJwks } from "../keys.ts";
import { evidencePath, type RunningSandbox, runSandbox } from "./running-sandbox.ts";

type FileClaim = { path: string; sha256: string; size: number };
type Claims = { files: FileClaim[]; record: FileClaim; archive: FileClaim; evidenceId?: string; exp: number };

const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const jwks = createLocalJWKSet(publishedJwks() as Parameters<typeof createLocalJWKSet>[0]);

describe("evidence", () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await runSandbox();
  });
  afterAll(() => sandbox.close());

  const read = async (name: CaseName, artefact: string, signer = 0) =>
    new Uint8Array(await (await sandbox.get(evidencePath(name, artefact, signer))).arrayBuffer());
  const readText = async (name: CaseName, artefact: string, signer = 0) =>
    new TextDecoder().decode(await read(name, artefact, signer));

  /** Paths whose claimed digest differs in the archive, including absent files. */
  async function findFaults(name: CaseName, claims: readonly FileClaim[]): Promise<string[]> {
    const zip = await JSZip.loadAsync(await read(name, "files"), { checkCRC32: true });
    const faults: string[] = [];
    for (const { path, sha256 } of claims) {
      const bytes = await zip.file(path)?.async("uint8array");
      const hex = /^[0-9a-f]{64}$/.test(sha256) ? sha256 : Buffer.from(sha256, "base64url").toString("hex");
      if (!bytes || hash(bytes) !== hex) faults.push(path);
    }
    return faults;
  }

  it("has byte-identical digests in status, record, files and token of the NFC case", async () => {
    const record = await read("nfc-completed", "json");
    const archive = await read("nfc-completed", "files");
    const token = await readText("nfc-completed", "jwt");
    await compactVerify(token, jwks);
    const claims = decodeJwt<Claims>(token);
    expect(claims.record.sha256).toBe(hash(record));
    expect(claims.archive.sha256).toBe(hash(archive));
    expect(claims.evidenceId).toBe("evidence-4465032f");
    const parsed = JSON.parse(new TextDecoder().decode(record)) as { files: FileClaim[]; transactionCode: string };
    expect(await findFaults("nfc-completed", [...parsed.files, ...claims.files])).toEqual([]);
    const status = JSON.parse(await readText("nfc-completed", "status")) as Record<string, unknown>;
    expect(status).toMatchObject({ status: "COMPLETED", transactionCode: parsed.transactionCode, reviewedAt: null });
  });

  it("is byte-identical at every fetch, except for the token that changes on purpose", async () => {
    for (const artefact of ["status", "json", "files", "jwt"])
      expect(hash(await read("manual-review-completed", artefact))).toBe(
        hash(await read("manual-review-completed", artefact)),
      );
    const tokens = [await readText("token-changes", "jwt"), await readText("token-changes", "jwt")];
    expect(tokens[0]).not.toBe(tokens[1]);
    for (const token of tokens) await compactVerify(token, jwks);
  });

  it("contains numbers with all their digits", async () => {
    const text = await readText("nfc-completed", "json");
    expect(text).toContain('"reference": 12345678901234567890');
    expect(text).toContain("0.1000000000000000055511151231257827");
  });

  it("differs from its claims exactly where the case says so", async () => {
    const claimsOf = async (name: CaseName) => decodeJwt<Claims>(await readText(name, "jwt")).files;
    expect(await findFaults("digest-mismatch", await claimsOf("digest-mismatch"))).toEqual(["face/selfie.jpg"]);
    expect(await findFaults("missing-files", await claimsOf("missing-files"))).toEqual([
      "document/back.jpg",
      "chip/sod.bin",
    ]);
    for (const name of ["manual-review-completed", "three-signers", "x5c-good", "anomalous-record"] as const)
      expect(await findFaults(name, await claimsOf(name))).toEqual([]);
  });

  it("has tokens with exactly one fault each", async () => {
    const header = async (name: CaseName) => decodeProtectedHeader(await readText(name, "jwt"));
    const verify = async (name: CaseName) => compactVerify(await readText(name, "jwt"), jwks);
    await expect(verify("token-wrong-key")).rejects.toThrow(errors.JWSSignatureVerificationFailed);
    expect(await header("token-wrong-key")).toEqual(await header("nfc-completed"));
    expect(await header("token-alg-none")).toEqual({ alg: "none", typ: "JWT" });
    expect(await readText("token-alg-none", "jwt")).toMatch(/\.$/);
    await expect(verify("token-unknown-kid")).rejects.toThrow(errors.JWKSNoMatchingKey);
    await verify("token-expired");
    expect(decodeJwt(await readText("token-expired", "jwt")).exp).toBeLessThan(Date.parse("2026-11-23") / 1000);
    await verify("token-of-another-identification");
    expect(await readText("token-of-another-identification", "jwt")).not.toContain(
      Buffer.from("evidence-b6410fe8").toString("base64url").slice(0, 16),
    );
    expect((await header("x5c-good")).x5c).toHaveLength(2);
    expect((await header("x5c-bad")).x5c).toHaveLength(2);
    expect((await header("manual-review-completed")).alg).toBe("ES256");
  });

  it("sends the large record as 25 MB of JSON without Content-Length", async () => {
    const response = await sandbox.get(evidencePath("large-record", "json"));
    expect(response.headers.get("content-length")).toBeNull();
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(bytes.length).toBeGreaterThan(25_000_000);
    expect(JSON.parse(new TextDecoder().decode(bytes))).toHaveProperty("events");
    expect(decodeJwt<Claims>(await readText("large-record", "jwt")).record.sha256).toBe(hash(bytes));
  });

  it("sends the large archive as 150 MB with Content-Length and a digest known in advance", async () => {
    const { archive } = decodeJwt<Claims>(await readText("large-archive", "jwt"));
    const response = await sandbox.get(evidencePath("large-archive", "files"));
    const announced = Number(response.headers.get("content-length"));
    expect(announced).toBeGreaterThan(150 * 1024 * 1024);
    const sum = createHash("sha256");
    let received = 0;
    for await (const chunk of response.body ?? []) {
      sum.update(chunk);
      received += chunk.length;
    }
    expect(received).toBe(announced);
    expect(sum.digest("hex")).toBe(archive.sha256);
  });

  it("waits for review within review hours, independent of the sandbox's start", async () => {
    for (const now of ["2026-11-22T03:30:00Z", "2026-11-23T06:59:00Z", "2026-07-15T12:00:00Z"]) {
      const other = await runSandbox(new Date(now));
      const response = await other.get(evidencePath("review-working-hours", "status"));
      const status = (await response.json()) as Record<string, string>;
      expect(isReviewTime(new Date(status.pendingReviewSince ?? ""))).toBe(true);
      const order = [status.createdAt, status.startedAt, status.pendingReviewSince, new Date(now).toISOString()];
      expect(order).toEqual(order.toSorted());
      other.close();
    }
  });

  it("has times in a plausible order in every case", async () => {
    for (const { name, evidenceIds } of cases) {
      // Times in other forms are tested in time-forms.test.ts and personalities.test.ts.
      if (name === "feature-off" || name.startsWith("wrapped-")) continue;
      for (const signer of evidenceIds.keys()) {
        const status = JSON.parse(await readText(name, "status", signer)) as Record<string, string | null>;
        const steps = [status.createdAt, status.startedAt, status.completedAt, status.reviewedAt].filter(Boolean);
        expect(steps).toEqual(steps.toSorted());
      }
    }
  });
});
