import { execFileSync } from "node:child_process";
import { hash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildBag, describePayload, packBag } from "#lib/dossier/build-bag";
import { findAnswerFault } from "#lib/dossier/check-answer";
import { type DigestedFile, digestFile } from "#lib/dossier/digest-file";
import type { RecordedDossier } from "#lib/dossier/making/schema";
import { apiPaths } from "#lib/paths";
import { findCase } from "../sandbox/cases.ts";
import { ApiClient } from "./support/api-client.ts";
import { verifyZip } from "./support/dossier/containers.ts";
import { runVerifyScript } from "./support/dossier/run-shell.ts";
import { serveTimeStamps, type TimeStampServer } from "./support/dossier/serve-time-stamps.ts";
import { createTimeStampAuthority, type TimeStampAuthority } from "./support/dossier/time-stamp-authority.ts";
import { type RunningPostgres, startPostgres } from "./support/postgres.ts";
import { type RunningServer, startServer } from "./support/server.ts";

/** Dossiers by the API, with both databases, the sandbox and OpenSSL as time-stamping authority. */

type Account = "reviewer" | "reviewer2" | "everything" | "auditor";
const accounts: Account[] = ["reviewer", "reviewer2", "everything", "auditor"];
const { srId, evidenceIds } = findCase("nfc-completed");
const evidenceId = evidenceIds[0] ?? "";
const headers = { "content-type": "application/json" };
const order = { custody: "without_names", leftOut: [], recipient: "District court", basis: "Art. 190 CPC" };
const sha256 = (bytes: string | Buffer) => hash("sha256", bytes, "hex");
const file = (path: string, bytes: string | Buffer) => digestFile(path, new Blob([new Uint8Array(Buffer.from(bytes))]));

describe.each(["SQLite", "PostgreSQL"] as const)("dossiers, %s", (kind) => {
  let authority: TimeStampAuthority;
  let stamps: TimeStampServer;
  let postgres: RunningPostgres | null = null;
  let server: RunningServer;
  let folder: string;
  const clients = new Map<Account, ApiClient>();
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "evidence-desk-dossiers-"));
    authority = createTimeStampAuthority();
    stamps = await serveTimeStamps(authority);
    writeFileSync(join(folder, "roots.pem"), authority.ca);
    postgres = kind === "PostgreSQL" ? await startPostgres() : null;
    server = await startServer({
      TSA_URL: stamps.url,
      TSA_CA_FILE: join(folder, "roots.pem"),
      DOSSIERS_PER_DAY: "5",
      REQUIRE_SECOND_REVIEW: "all",
      ...(postgres ? { DATABASE_URL: postgres.url() } : {}),
    });
    for (const account of accounts) {
      const client = new ApiClient(server.url);
      await client.signIn(account);
      clients.set(account, client);
    }
  });
  afterAll(async () => {
    for (const client of clients.values()) client.end();
    await server?.end();
    await stamps?.end();
    await postgres?.end();
    authority?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const as = (account: Account) => clients.get(account) as ApiClient;
  async function post(account: Account, path: string, body: unknown) {
    const { status, body: bytes } = await as(account).send(path, { headers, text: JSON.stringify(body) });
    return { status, body: JSON.parse(bytes.toString()) };
  }
  const parts = (account: Account, body: object = order) =>
    post(account, apiPaths.dossierParts(srId, evidenceId), body);
  const claim = (account: Account, body: object) => post(account, apiPaths.dossiers(srId, evidenceId), body);

  /** Opens the case as a person does. */
  async function open(account: Account): Promise<DigestedFile[]> {
    const get = (path: string) => as(account).send(path);
    const status = JSON.parse(String((await get(apiPaths.artefact(srId, evidenceId, "status"))).body));
    const raw = status.raw ?? Buffer.from(status.rawBase64, "base64");
    const verdict = JSON.parse(String((await get(apiPaths.verdict(srId, evidenceId))).body));
    return Promise.all([
      file("data/evidence/status.json", raw),
      file("data/evidence/record.json", (await get(apiPaths.artefact(srId, evidenceId, "record"))).body),
      file("data/evidence/files.zip", (await get(apiPaths.artefact(srId, evidenceId, "files"))).body),
      file(
        "data/evidence/token.jwt",
        Buffer.from(verdict.token, verdict.tokenEncoding === "utf-8" ? "utf8" : "base64"),
      ),
    ]);
  }
  const own = (files: Record<string, string>) =>
    Promise.all(Object.entries(files).map(([name, text]) => file(`data/${name}`, text)));
  const releaseFile = async (kind: string) =>
    new Blob([new Uint8Array((await as("reviewer").send(apiPaths.dossierVerifier(kind as "html"))).body)]);

  async function make(evidence: DigestedFile[], files: Record<string, string>, recorded: RecordedDossier) {
    const payload = [...evidence, ...(await own(files))];
    const dossier = JSON.parse(files["dossier.json"] ?? "");
    const bag = {
      evidenceId,
      madeAt: new Date(dossier.madeAt),
      agent: "Evidence Desk test",
      payload,
      release: {
        "READ-ME.txt": await releaseFile("read-me"),
        "verify.html": await releaseFile("html"),
        "verify.sh": await releaseFile("sh"),
      },
      recorded,
    };
    const made = await buildBag(bag);
    return { made, ...(await packBag(bag, made)) };
  }

  it("are verified unchanged by verify.html's code and verify.sh, with a time stamp that OpenSSL grants", async () => {
    const evidence = await open("reviewer");
    const { status, body: files } = await parts("reviewer");
    expect(status).toBe(200);
    const dossier = JSON.parse(files["dossier.json"]);
    expect(dossier.pieces.map(({ name, state }: { name: string; state: string }) => `${name} ${state}`)).toEqual([
      "status present",
      "record present",
      "files present",
      "token present",
      "report not_opened",
      "signed not_opened",
    ]);
    expect(JSON.parse(files["request.json"]).signatures).toHaveLength(1);
    const { manifest, octets } = describePayload([...evidence, ...(await own(files))]);
    const answer = await claim("reviewer", { manifest, octets, custody: "without_names" });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    const content = JSON.parse(answer.body.entry.content);
    expect(content).toMatchObject({ artefact: "dossier", sha256: sha256(manifest), bytes: octets, srId, evidenceId });
    expect(content.detail).toMatchObject({ timestamp: "granted", recipient: "District court", basis: "Art. 190 CPC" });
    const lines = answer.body.custody.entries;
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.filter(({ salt }: { salt: string | null }) => salt !== null)).toHaveLength(1);
    const { made, name, zip } = await make(evidence, files, answer.body);
    expect(await findAnswerFault(made, new Date())).toBeNull();
    const logKey = answer.body.keys.keys.at(-1).vkey;
    const tokenKey = JSON.parse(files["verdict.json"]).key.thumbprint;
    const result = await verifyZip(zip, { logKey, tokenKey }, new Date());
    expect(result.checks.filter(({ outcome }) => outcome === "fail" || outcome === "warn")).toEqual([]);
    expect(result).toMatchObject({ outcome: "intact", token: "valid" });
    writeFileSync(join(folder, name), Buffer.from(await zip.arrayBuffer()));
    execFileSync("unzip", ["-q", name], { cwd: folder });
    const inside = join(folder, name.replace(/\.zip$/, ""));
    expect(await runVerifyScript("dash", inside, [logKey, tokenKey])).toMatchObject({ status: 0 });
    for (const released of ["verify.html", "verify.sh", "READ-ME.txt"])
      expect(readFileSync(join(inside, released))).toEqual(readFileSync(`lib/dossier/release/${released}`));
  });

  it("are refused if the manifest names what was not released or answered to this person", async () => {
    const evidence = await open("reviewer");
    const { body: files } = await parts("reviewer");
    const payload = [...evidence, ...(await own(files))];
    const of = (changed: readonly DigestedFile[]) => ({ ...describePayload(changed), custody: "without_names" });
    const without = (path: string) => payload.filter((one) => one.path !== path);
    const swap = async (path: string, text: string) => [...without(path), await file(path, text)];
    const refused = [
      of(await swap("data/evidence/record.json", "{}")),
      of(await swap("data/dossier.json", "{}")),
      of(await swap("data/verdict.json", "{}")),
      of(without("data/request.json")),
      of(without("data/evidence/token.jwt")),
      of([...payload, await file("data/examination.json", "{}")]),
      of([...payload, await file("data/evidence/signed.pdf", "%PDF-")]),
      { ...of(payload), custody: "none" },
    ];
    for (const body of refused) {
      const answer = await claim("reviewer", body);
      expect([answer.status, answer.body.code], body.manifest).toEqual([409, "dossier_not_confirmed"]);
    }
    const { manifest, octets } = describePayload(payload);
    for (const body of [
      { manifest: `${manifest}${"ab".repeat(32)}  data/note.txt\n`, octets, custody: "none" },
      { manifest: manifest.replaceAll("\n", "\r\n"), octets, custody: "none" },
      { manifest: "x".repeat(65 * 1024), octets, custody: "none" },
      { manifest, octets: -1, custody: "none" },
      { manifest, octets, custody: "all" },
    ]) {
      const answer = await claim("reviewer", body);
      expect([answer.status, answer.body.code]).toEqual([400, "invalid_request"]);
    }
    // Another person's answer, although both opened the same bytes.
    await open("reviewer2");
    expect((await claim("reviewer2", of(payload))).body.code).toBe("dossier_not_confirmed");
    expect((await parts("reviewer", { ...order, digests: { record: sha256("x") } })).status).toBe(409);
    for (const bad of [{ recipient: "" }, { basis: "a\nb" }, { recipient: "x".repeat(201) }, { leftOut: ["token"] }])
      expect((await parts("reviewer", { ...order, ...bad })).body.code).toBe("invalid_request");
  });

  it("show the whole access history to auditors who are reviewers, and to no other person", async () => {
    const full = { ...order, custody: "full" };
    expect((await parts("reviewer", full)).status).toBe(403);
    expect((await parts("auditor", full)).status).toBe(403);
    const evidence = await open("everything");
    const { body: files } = await parts("everything", full);
    const { manifest, octets } = describePayload([...evidence, ...(await own(files))]);
    expect((await claim("reviewer", { manifest, octets, custody: "full" })).status).toBe(403);
    const { status, body } = await claim("everything", { manifest, octets, custody: "full" });
    expect(status).toBe(201);
    expect(body.custody.entries.every(({ content }: { content: string | null }) => content !== null)).toBe(true);
  });

  it("leave files.zip out with its digest, and decisions while a second review is blind", async () => {
    const evidence = await open("reviewer");
    const boundTo = {
      status: evidence[0]?.sha256,
      record: evidence[1]?.sha256,
      conclusion: "partly_checked",
    };
    const note = "Secret note of the first";
    const decision = { outcome: "reject", reason: "another_person", note, boundTo };
    const decided = await post("reviewer", apiPaths.decisions(srId, evidenceId), decision);
    expect(decided.body.state, JSON.stringify(decided.body)).toBe("second_review_pending");
    for (const account of ["reviewer", "reviewer2"] as const) {
      await open(account);
      const { body: files } = await parts(account, { ...order, leftOut: ["files"] });
      expect(Object.keys(files)).not.toContain("decisions.json");
      const dossier = JSON.parse(files["dossier.json"]);
      expect(dossier).toMatchObject({ decisions: "withheld" });
      expect(dossier.pieces[2]).toMatchObject({ state: "left_out", path: null, sha256: evidence[2]?.sha256 });
      const shown = evidence.filter(({ path }) => !path.endsWith("files.zip"));
      const payload = [...shown, ...(await own(files))];
      const body = { ...describePayload(payload), custody: "without_names" };
      const answer = await claim(account, body);
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
      const { zip } = await make(shown, files, answer.body);
      const bytes = Buffer.from(await zip.arrayBuffer());
      for (const secret of [note, "another_person", '"reject"']) expect(bytes.includes(secret)).toBe(false);
      const forged = await file("data/decisions.json", '{"format":"evidence-dossier-decisions/1","decisions":[]}\n');
      const withForged = { ...describePayload([...payload, forged]), custody: "without_names" };
      expect((await claim(account, withForged)).body.code).toBe("dossier_not_confirmed");
    }
  });

  it("are made without a stamp when the authority is down, and at most DOSSIERS_PER_DAY times", async () => {
    await stamps.end();
    const evidence = await open("reviewer2");
    const { body: files } = await parts("reviewer2");
    const { manifest, octets } = describePayload([...evidence, ...(await own(files))]);
    const states: number[] = [];
    let failed: RecordedDossier | null = null;
    for (let at = 0; at < 5; at += 1) {
      const { status, body } = await claim("reviewer2", { manifest, octets, custody: "without_names" });
      states.push(status);
      failed ??= body;
    }
    expect(states).toEqual([201, 201, 201, 201, 429]);
    expect(failed?.timestamp.state).toBe("failed");
  });

  it("offer their verifiers as attachments in a sandbox only", async () => {
    for (const kind of ["html", "sh"] as const) {
      const { status, headers: given } = await as("auditor").send(apiPaths.dossierVerifier(kind));
      expect(status).toBe(200);
      expect(given["content-disposition"]).toMatch(/^attachment/);
      expect(given["content-security-policy"]).toContain("sandbox");
      expect(given["x-content-type-options"]).toBe("nosniff");
    }
    const outside = new ApiClient(server.url);
    expect((await outside.send(apiPaths.dossierVerifier("html"))).status).toBe(401);
    outside.end();
  });
});
