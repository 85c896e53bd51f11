import { execFileSync } from "node:child_process";
import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyAuditEvent } from "#lib/audit/model";
import { recordEvent } from "#lib/audit/record-event";
import { recordTogether } from "#lib/audit/record-together";
import { closeDatabase, database } from "#lib/database/connection";
import { confirmDecision } from "#lib/decision/confirm-decision";
import { listDecisions } from "#lib/decision/list-decisions";
import { parseDraft } from "#lib/decision/parse-draft";
import { prepareDecision } from "#lib/decision/record-decision";
import { buildBag, describePayload, packBag } from "#lib/dossier/build-bag";
import { findAnswerFault } from "#lib/dossier/check-answer";
import { type DigestedFile, digestFile } from "#lib/dossier/digest-file";
import { answerParts } from "#lib/dossier/making/answer-parts";
import { parseOrder } from "#lib/dossier/making/parse-order";
import { recordDossier } from "#lib/dossier/making/record-dossier";
import { beginEnrolment, enrolPasskey } from "#lib/passkey/enrol";
import type { Role } from "#lib/person";
import { createSession } from "#lib/session/session-store";
import { issueVerdict } from "#lib/token/issue-verdict";
import { type Algorithm, SoftwareAuthenticator } from "../software-authenticator.ts";
import { verifyZip } from "./containers.ts";
import { findFormFaults } from "./json-names.ts";
import { runVerifyScript } from "./run-shell.ts";
import { serveTimeStamps, type TimeStampServer } from "./serve-time-stamps.ts";
import { makeTokenKey, sha256, signToken } from "./test-case.ts";
import { createTimeStampAuthority, type TimeStampAuthority } from "./time-stamp-authority.ts";

const ids = { srId: "sr-made-1", evidenceId: "ev-made-1" };
const tokenPath = "data/evidence/token.jwt";
const order = { custody: "without_names", leftOut: [], recipient: "District court", basis: "Art. 190 CPC" };
const person = (subject: string, roles: Role[] = ["reviewer"]) => ({
  ...{ subject, name: `Name of ${subject}`, email: null, roles, sessionId: `session-${subject}` },
});
type Person = ReturnType<typeof person>;
const ada = person("ada");
const eve = person("eve");
const late = person("late");
const both = person("both", ["reviewer", "auditor"]);
/** A person whose token has a bad signature. */
const deceived = person("deceived");
const file = (path: string, bytes: string | Buffer) => digestFile(path, new Blob([new Uint8Array(Buffer.from(bytes))]));

/** Makes dossiers with the product's own code in this process: a real database, log, token key and time-stamping authority. */
export function describeMaking(kind: string, openDatabase: () => Promise<Record<string, string>>): void {
  describe(`making dossiers, ${kind}`, () => {
    let authority: TimeStampAuthority;
    let stamps: TimeStampServer;
    let folder: string;
    let token: string;
    let evidence: DigestedFile[];
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "evidence-desk-making-"));
      authority = createTimeStampAuthority();
      stamps = await serveTimeStamps(authority);
      const key = await makeTokenKey();
      writeFileSync(join(folder, "roots.pem"), authority.ca);
      writeFileSync(join(folder, "token.pem"), key.pem);
      Object.assign(process.env, {
        DATA_DIR: folder,
        AUDIT_KEY: "k3VnB1zq0XwR7mT5yHcJ9pLs2dGfA8uE6iNoQrWtYxZ=",
        AUTH_SECRET: "w8ZrT2yLq5Nc1VbX9mKd4HsJf7GpA3uE0iRoQtWxYzB=",
        TRUST_PEM_FILE: join(folder, "token.pem"),
        TSA_URL: stamps.url,
        TSA_CA_FILE: join(folder, "roots.pem"),
        DOSSIERS_PER_DAY: "3",
        REQUIRE_SECOND_REVIEW: "all",
        DECISION_PASSKEY: "1",
        ...(await openDatabase()),
      });
      const now = Math.floor(Date.now() / 1000);
      token = signToken(key, { iss: "https://provider.test", sub: ids.evidenceId, iat: now - 60, exp: now + 3600 });
      evidence = await Promise.all([
        file("data/evidence/status.json", '{"id":"id-1","status":"COMPLETED"}'),
        file("data/evidence/record.json", '{"person":{"given_name":"Zoë"}}'),
        file("data/evidence/files.zip", Buffer.from("PK\x05\x06".padEnd(22, "\0"))),
        file(tokenPath, token),
      ]);
      for (const one of [ada, both, late]) await release(one);
    });
    afterAll(async () => {
      await closeDatabase();
      await stamps.end();
      authority.end();
      rmSync(folder, { recursive: true, force: true });
    });

    /** Each decides with a passkey of another algorithm. */
    const passkeys = new Map<string, SoftwareAuthenticator>();
    async function addPasskey(one: Person, algorithm: Algorithm): Promise<void> {
      const { subject, name, email, roles } = one;
      const session = { subject, name, email, roles, provider: "demo", tokens: null, providerSession: null } as const;
      const id = await createSession(session, { browser: null, platform: null });
      await (await database()).updateTable("sessions").set({ id: one.sessionId }).where("id", "=", id).execute();
      const authenticator = new SoftwareAuthenticator("http://localhost:3000", algorithm);
      const options = await beginEnrolment(one);
      const credential = authenticator.create(options as Parameters<typeof authenticator.create>[0]);
      await enrolPasskey(one, { name: "Key", credential }, (detail, work) =>
        recordTogether({ ...emptyAuditEvent, event: "setting_changed", person: actor(one), detail }, work),
      );
      passkeys.set(subject, authenticator);
    }

    const actor = ({ subject, name, roles }: Person) => ({ subject, name, role: roles.join(" ") });
    async function release(one: Person, files = evidence): Promise<void> {
      for (const { path, blob, sha256: digest } of files) {
        const name = path.replace(/^.*\/(\w+)\..*$/, "$1");
        const isToken = name === "token";
        await recordEvent({
          ...emptyAuditEvent,
          ...ids,
          event: isToken ? "verdict" : "release_outcome",
          person: actor(one),
          artefact: isToken ? "verdict" : name,
          outcome: "whole",
          requestId: `request-${name}`,
          bytes: blob.size,
          sha256: digest,
          detail: isToken ? { verdict: "valid" } : null,
        });
      }
    }
    const parts = (one: Person, body: object = order, own = token) => {
      const call = { person: one, ...ids, ticket: "CASE-7", purpose: null, logKey: "key" };
      const provider = { region: "sandbox", host: "127.0.0.1", isDemo: true };
      const signatures = [ids.evidenceId, "ev-other"].map((id) => ({ signer_identity_data: { evidence_id: id } }));
      const request = { id: ids.srId, signatures } as Parameters<typeof answerParts>[2]["request"];
      const judge = () => issueVerdict(Buffer.from(own), ids, null);
      return answerParts({ ...call, provider }, parseOrder(body), { request, judge });
    };
    const own = (files: Record<string, string>) =>
      Promise.all(Object.entries(files).map(([name, text]) => file(`data/${name}`, text)));
    const claim = (one: Person, payload: readonly DigestedFile[], custody = "without_names") =>
      recordDossier(
        { person: one, ...ids },
        { ...describePayload(payload), custody: custody as "none" },
        (facts, work) =>
          recordTogether(async (...of) => {
            const base = { ...emptyAuditEvent, ...ids, event: "dossier" as const, person: actor(one) };
            return { ...base, ...(await facts(...of)) };
          }, work),
      );
    /** The files of the release. */
    const fixed = async () => ({
      "READ-ME.txt": await openAsBlob("lib/dossier/release/READ-ME.txt"),
      "verify.html": await openAsBlob("lib/dossier/release/verify.html"),
      "verify.sh": await openAsBlob("lib/dossier/release/verify.sh"),
    });
    /** @returns the dossier's own folder */
    function unpack(name: string, zip: Buffer): string {
      const place = mkdtempSync(join(folder, "unpacked-"));
      writeFileSync(join(place, name), zip);
      execFileSync("unzip", ["-q", name], { cwd: place });
      return join(place, name.replace(/\.zip$/, ""));
    }

    it("gives one that both verifiers and OpenSSL find unchanged", async () => {
      const files = await parts(ada);
      const dossier = JSON.parse(files["dossier.json"] ?? "");
      expect(dossier.pieces.map(({ name, state }: Record<string, string>) => `${name} ${state}`)).toEqual([
        "status present",
        "record present",
        "files present",
        "token present",
        "report not_opened",
        "signed not_opened",
      ]);
      expect(JSON.parse(files["request.json"] ?? "")).toMatchObject({ otherSignatures: 1 });
      expect(formFaults(files)).toEqual([]);
      const payload = [...evidence, ...(await own(files))];
      const recorded = await claim(ada, payload);
      expect(recorded.custody.entries.filter(({ content }) => content !== null)).toHaveLength(1);
      expect(recorded.custody.entries.length).toBe(13);
      const bag = {
        evidenceId: ids.evidenceId,
        madeAt: new Date(dossier.madeAt),
        agent: "Test 1",
        payload,
        release: await fixed(),
        recorded,
      };
      const made = await buildBag(bag);
      expect(await findAnswerFault(made, new Date())).toBeNull();
      const forged = { ...bag, recorded: { ...recorded, checkpoint: recorded.checkpoint.replace(/\n\d+\n/, "\n7\n") } };
      expect(await findAnswerFault(await buildBag(forged), new Date())).toMatchObject({ outcome: "fail" });
      const { name, zip } = await packBag(bag, made);
      const logKey = recorded.keys.keys.at(-1)?.vkey ?? "";
      const tokenKey = JSON.parse(files["verdict.json"] ?? "").key.thumbprint;
      const result = await verifyZip(zip, { logKey, tokenKey }, new Date());
      expect(result.checks.filter(({ outcome }) => outcome === "fail" || outcome === "warn")).toEqual([]);
      expect(result).toMatchObject({ outcome: "intact", token: "valid" });
      const inside = unpack(name, Buffer.from(await zip.arrayBuffer()));
      expect(await runVerifyScript("dash", inside, [logKey, tokenKey])).toMatchObject({ status: 0 });
      const options =
        "ts -verify -no_check_time -data manifest-sha256.txt -in timestamp/manifest.tsr -CAfile timestamp/tsa-ca.pem -untrusted timestamp/tsa-chain.pem";
      expect(String(execFileSync("openssl", options.split(" "), { cwd: inside, stdio: "pipe" }))).toContain("OK");
    });

    /** Names of the server's files that are not those of the specification. */
    const formFaults = (files: Record<string, string>) =>
      Object.entries(files).flatMap(([name, text]) =>
        name.endsWith(".json") && name !== "request.json" ? findFormFaults(name, text) : [],
      );

    it("refuses what was not released or answered to this person", async () => {
      const files = await parts(ada);
      const payload = [...evidence, ...(await own(files))];
      const without = (path: string) => payload.filter((one) => one.path !== path);
      const swap = async (path: string) => [...without(path), await file(path, "{}")];
      for (const changed of [
        await swap("data/evidence/record.json"),
        await swap("data/dossier.json"),
        await swap("data/verdict.json"),
        await swap("data/keys/token-key.pem"),
        // Another person's signature request.
        await swap("data/request.json"),
        without("data/request.json"),
        without("data/evidence/token.jwt"),
        [...payload, await file("data/examination.json", "{}")],
        [...payload, await file("data/evidence/signed.pdf", "%PDF-")],
      ])
        await expect(claim(ada, changed)).rejects.toMatchObject({ code: "dossier_not_confirmed" });
      await expect(claim(ada, payload, "none")).rejects.toMatchObject({ code: "dossier_not_confirmed" });
      await expect(claim(eve, payload)).rejects.toMatchObject({ code: "dossier_not_confirmed" });
      await expect(claim(both, payload)).rejects.toMatchObject({ code: "dossier_not_confirmed" });
      const extra = [...payload, await file("data/note.txt", "x")];
      await expect(claim(ada, extra)).rejects.toMatchObject({ code: "invalid_request" });
      const digests = { record: sha256("other") };
      await expect(parts(ada, { ...order, digests })).rejects.toMatchObject({ code: "dossier_not_confirmed" });
      const pieces = JSON.parse((await parts(eve))["dossier.json"] ?? "").pieces;
      expect(new Set(pieces.map(({ state }: { state: string }) => state))).toEqual(new Set(["not_opened"]));
      for (const bad of [{ recipient: " " }, { basis: "a\nb" }, { recipient: "x".repeat(201) }, { leftOut: ["token"] }])
        expect(() => parseOrder({ ...order, ...bad })).toThrow();
    });

    it("makes no dossier in which a bad token is absent", async () => {
      const bad = token.replace(/.(.{20})$/, (text) => (text[0] === "A" ? "B" : "A") + text.slice(1));
      const received = [...evidence.filter(({ path }) => !path.endsWith("token.jwt")), await file(tokenPath, bad)];
      await release(deceived, received);
      const files = await parts(deceived, order, bad);
      expect(JSON.parse(files["verdict.json"] ?? "")).toMatchObject({ verdict: "invalid", sha256: sha256(bad) });
      expect(JSON.parse(files["dossier.json"] ?? "").pieces[3]).toMatchObject({ name: "token", state: "present" });
      const payload = [...received, ...(await own(files))];
      const isOfToken = ({ path }: DigestedFile) => /token|verdict/.test(path);
      const pieces = JSON.parse(files["dossier.json"] ?? "").pieces.map((piece: { name: string }) =>
        piece.name === "token" ? { ...piece, path: null, state: "absent", sizeBytes: null, sha256: null } : piece,
      );
      const forged = JSON.stringify({ ...JSON.parse(files["dossier.json"] ?? ""), pieces });
      const hidden = payload.filter((one) => !isOfToken(one));
      for (const changed of [
        hidden,
        payload.filter(({ path }) => path !== tokenPath),
        [...hidden.filter(({ path }) => path !== "data/dossier.json"), await file("data/dossier.json", forged)],
      ])
        await expect(claim(deceived, changed)).rejects.toMatchObject({ code: "dossier_not_confirmed" });
      await expect(claim(deceived, payload)).resolves.toMatchObject({ timestamp: { state: "granted" } });
    });

    it("shows the whole access history to auditors who are reviewers only", async () => {
      const full = { ...order, custody: "full", leftOut: ["files"] };
      await expect(parts(ada, full)).rejects.toMatchObject({ code: "forbidden" });
      const files = await parts(both, full);
      const pieces = JSON.parse(files["dossier.json"] ?? "").pieces;
      expect(pieces[2]).toMatchObject({ state: "left_out", path: null, sha256: evidence[2]?.sha256 });
      const payload = [...evidence.filter(({ path }) => !path.endsWith("files.zip")), ...(await own(files))];
      const { custody } = await claim(both, payload, "full");
      expect(custody.entries.every(({ content }) => content !== null)).toBe(true);
      const none = await parts(both, { ...order, custody: "none" });
      const bare = await claim(both, [...evidence, ...(await own(none))], "none");
      expect(bare.custody.entries).toHaveLength(1);
    });

    it("withholds decisions for everyone while a second review is blind, and proves them with their passkeys after it", {
      timeout: 180_000,
    }, async () => {
      await addPasskey(ada, -7);
      await addPasskey(both, kind === "SQLite" ? -8 : -257);
      const decide = async (one: Person) => {
        const call = { person: one, ...ids, ticket: null, purpose: null };
        const boundTo = { status: evidence[0]?.sha256, record: evidence[1]?.sha256, conclusion: "partly_checked" };
        const body = { outcome: "accept", reason: "identity_confirmed", note: "Secret note", boundTo };
        const { supersedes } = (await listDecisions(ids, one)).mine ?? {};
        const draft = parseDraft({ ...body, supersedes }, null);
        const { canonical, digest } = await prepareDecision(call, draft);
        const assertion = passkeys.get(one.subject)?.get(digest);
        await confirmDecision(call, { canonical, assertion }, (detail, work) =>
          recordTogether({ ...emptyAuditEvent, ...ids, event: "decision", person: actor(one), detail }, work),
        );
      };
      await decide(ada);
      for (const one of [ada, both]) {
        const files = await parts(one);
        expect(JSON.parse(files["dossier.json"] ?? "").decisions).toBe("withheld");
        expect(files["decisions.json"]).toBeUndefined();
        expect(JSON.stringify(files)).not.toMatch(/Secret note|identity_confirmed/);
        const forged = await file("data/decisions.json", '{"format":"evidence-dossier-decisions/1","decisions":[]}');
        const payload = [...evidence, ...(await own(files)), forged];
        await expect(claim(one, payload)).rejects.toMatchObject({ code: "dossier_not_confirmed" });
      }
      await decide(both);
      const files = await parts(late, { ...order, custody: "none" });
      expect(JSON.parse(files["decisions.json"] ?? "").decisions).toHaveLength(2);
      const payload = [...evidence, ...(await own(files))];
      const recorded = await claim(late, payload, "none");
      expect(recorded.custody.entries).toHaveLength(3);
      expect(formFaults(files)).toEqual([]);
      expect(JSON.parse(files["decisions.json"] ?? "").decisions).toMatchObject([
        { assertion: { type: "webauthn.get", algorithm: -7 } },
        { assertion: { type: "webauthn.get" } },
      ]);
      const tokenKey = JSON.parse(files["verdict.json"] ?? "").key.thumbprint;
      const keys = { logKey: recorded.keys.keys.at(-1)?.vkey ?? "", tokenKey };
      const verify = async (payload: readonly DigestedFile[], hasShell: boolean) => {
        const bag = {
          evidenceId: ids.evidenceId,
          madeAt: new Date(),
          agent: "Test 1",
          payload,
          release: await fixed(),
          recorded,
        };
        const { name, zip } = await packBag(bag, await buildBag(bag));
        const inside = unpack(name, Buffer.from(await zip.arrayBuffer()));
        return {
          page: await verifyZip(zip, keys, new Date()),
          shell: hasShell ? await runVerifyScript("dash", inside, Object.values(keys)) : null,
        };
      };
      const good = await verify(payload, true);
      expect(good.page.checks.filter(({ outcome }) => outcome === "fail" || outcome === "warn")).toEqual([]);
      expect(good.page).toMatchObject({ outcome: "intact", token: "valid" });
      expect(good.page.checks.filter(({ check }) => check === "decisions")).toMatchObject([{ outcome: "pass" }]);
      expect(good.shell?.stdout).toMatch(/^decisions +pass +2$/m);
      expect(good.shell).toMatchObject({ status: 0 });
      const text = files["decisions.json"] ?? "";
      const flip = (sign: string) => (sign === "A" ? "B" : "A");
      const changes = [
        text.replace(/("signature": "[\w-]{20})(.)/, (_, start, sign) => start + flip(sign)),
        text.replace(/("publicKeySpki": "[\w+/]{80})(.)/, (_, start, sign) => start + flip(sign)),
        text.replace(/("rpId": ")localhost/, "$1example.com"),
        text.replace(/("origin": "http:\/\/)localhost/, "$1example.com"),
        text.replace(/ +"authenticatorData": .*\n/, ""),
      ];
      const others = payload.filter(({ path }) => !path.endsWith("decisions.json"));
      await Promise.all(
        changes.map(async (changed, at) => {
          expect(changed).not.toBe(text);
          const { page, shell } = await verify([...others, await file("data/decisions.json", changed)], at % 2 === 0);
          expect(page.checks).toContainEqual(expect.objectContaining({ check: "decisions", code: "assertion_wrong" }));
          if (shell) expect(shell.stdout).toMatch(/^decisions +fail +assertion_wrong /m);
        }),
      );
    });

    it("goes on without a stamp when the authority is down, at most DOSSIERS_PER_DAY times", async () => {
      await stamps.end();
      const payload = [...evidence, ...(await own(await parts(ada)))];
      const { timestamp, entry } = await claim(ada, payload);
      expect(timestamp.state).toBe("failed");
      expect(JSON.parse(entry.content ?? "").detail).toMatchObject({ timestamp: "failed" });
      await claim(ada, payload);
      await expect(claim(ada, payload)).rejects.toMatchObject({ code: "rate_limited" });
    });
  });
}
