import { type KeyObject, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { emptyAuditEvent } from "#lib/audit/model";
import { recordEvent } from "#lib/audit/record-event";
import { closeDatabase, database } from "#lib/database/connection";
import { formatJsonFile } from "#lib/dossier/json-text";
import { describeKeys } from "#lib/dossier/making/server-files";
import { describeVerdictForLog, issueVerdict } from "#lib/token/issue-verdict";
import type { Verdict } from "#lib/token/schema";
import { computeCommitment } from "#lib/transparency-log/leaf";
import { trustReader } from "#lib/trusted-keys/trusted-keys";
import { findFormFaults } from "../dossier/json-names.ts";
import { makeTokenKey, sha256, signToken, type TokenKey } from "../dossier/test-case.ts";

const ids = { srId: "sr-remembered-1", evidenceId: "ev-remembered-1" };
const made = new Date("2026-11-23T13:00:00.000Z");
const later = new Date("2036-11-23T13:00:00.000Z");
const claims = (more: object = {}) => ({ sub: ids.evidenceId, iat: made.getTime() / 1000 - 60, ...more });
const words = ({ verdict, reason }: Verdict) => `${verdict} ${reason}`;
const gone = "untrusted key_no_longer_published";

type Listed = { thumbprint: string; source: string; published: boolean; firstSeenAt: string; lastSeenAt: string };

/** Tokens whose key is gone, in this process: a real database, a real log, and a file of trusted keys. */
export function describeRemembered(kind: string, openDatabase: () => Promise<Record<string, string>>): void {
  describe(`remembered keys, ${kind}`, () => {
    let folder: string;
    let key: TokenKey;
    let other: TokenKey;
    let token: string;

    beforeAll(async () => {
      vi.useFakeTimers({ toFake: ["Date"], now: made });
      folder = mkdtempSync(join(tmpdir(), "evidence-desk-remembered-"));
      [key, other] = [await makeTokenKey("ES256"), await makeTokenKey("ES256")];
      Object.assign(process.env, {
        DATA_DIR: folder,
        AUDIT_KEY: "k3VnB1zq0XwR7mT5yHcJ9pLs2dGfA8uE6iNoQrWtYxZ=",
        AUTH_SECRET: "w8ZrT2yLq5Nc1VbX9mKd4HsJf7GpA3uE0iRoQtWxYzB=",
        TRUST_JWKS_FILE: join(folder, "keys.json"),
        ...(await openDatabase()),
      });
      token = signToken(key, claims());
      publish(key);
      expect(words(await openToken(token))).toBe("valid valid");
    });
    afterEach(() => publish(other));
    afterAll(async () => {
      vi.useRealTimers();
      await closeDatabase();
      rmSync(folder, { recursive: true, force: true });
    });

    /** The key set as the operator has it now; the size of the file changes with each version. */
    let version = 0;
    function publish(...keys: TokenKey[]): void {
      version += 1;
      const jwks = keys.map(({ publicKey }) => ({ ...publicKey.export({ format: "jwk" }), kid: "test-1" }));
      const text = JSON.stringify({ keys: jwks, comment: "x".repeat(version) });
      writeFileSync(join(folder, "keys.json"), text);
    }
    const judge = (bytes: string) => issueVerdict(Buffer.from(bytes), ids, null);
    /** As the route does: the verdict is recorded before it is shown. */
    async function openToken(bytes: string): Promise<Verdict> {
      const verdict = await judge(bytes);
      await recordEvent({
        ...emptyAuditEvent,
        ...ids,
        event: "verdict",
        artefact: "verdict",
        outcome: "whole",
        person: { subject: "ada", name: "Ada", role: "reviewer" },
        bytes: bytes.length,
        sha256: verdict.sha256,
        detail: describeVerdictForLog(verdict),
      });
      return verdict;
    }
    /** Ten years later, without the key. */
    async function judgeLater(bytes: string, ...published: TokenKey[]): Promise<Verdict> {
      vi.setSystemTime(later);
      publish(...published);
      return judge(bytes);
    }

    it("in 2036 a token of 2026 was verified here, and is never valid", async () => {
      const verdict = await judgeLater(token, other);
      expect(words(verdict)).toBe(gone);
      expect(verdict.key).toMatchObject({
        thumbprint: key.thumbprint,
        published: false,
        source: "TRUST_JWKS_FILE",
        firstSeenAt: made.toISOString(),
        lastSeenAt: made.toISOString(),
        verifiedAt: made.toISOString(),
      });
      expect(verdict.checks.find(({ name }) => name === "key")).toMatchObject({
        outcome: "info",
        reason: "key_no_longer_published",
        detail: expect.stringContaining(`this token was verified here ${made.toISOString()}`),
      });
    });

    it("with an empty key set, and with one that cannot be read, it is the same", async () => {
      expect(words(await judgeLater(token))).toBe(gone);
      rmSync(join(folder, "keys.json"));
      expect(words(await judge(token))).toBe(gone);
      vi.setSystemTime(new Date(made.getTime() + 3_600_000));
      // The key was seen an hour ago, so the failure may be short.
      expect(words(await judge(token))).toBe("untrusted keys_unavailable");
    });

    it("another token under the key that is gone is of an unknown key", async () => {
      const verdict = await judgeLater(signToken(key, claims({ name: "Eve" })), other);
      expect(words(verdict)).toBe("untrusted unknown_key");
      expect(verdict.key).toBeNull();
      expect(verdict.checks.find(({ name }) => name === "signature")?.outcome).toBe("skip");
    });

    it("the same token in other bytes was not verified here", async () => {
      expect(words(await judgeLater(JSON.stringify(token), other))).toBe("untrusted unknown_key");
      expect(words(await judgeLater(`${token}\n`, other))).toBe("invalid trailing_newline");
    });

    it("a token that was judged under a key that was gone is not verified by that", async () => {
      const forged = signToken(key, claims({ name: "Mallory" }));
      vi.setSystemTime(later);
      publish(other);
      expect(words(await openToken(forged))).toBe("untrusted unknown_key");
      expect(words(await judge(forged))).toBe("untrusted unknown_key");
    });

    it("other key material under the same kid verifies nothing of the former key", async () => {
      const stranger = await makeTokenKey("ES256");
      expect(words(await judgeLater(signToken(stranger, claims()), other))).toBe("invalid signature_differs");
      expect(words(await judgeLater(token, stranger))).toBe(gone);
    });

    it("a key that is published again verifies again", async () => {
      expect(words(await judgeLater(token, key))).toBe("valid valid");
      expect((await judge(token)).key?.verifiedAt).toBeNull();
    });

    it("keys.json lists it with its source and times", async () => {
      await judgeLater(token, other);
      const { keys } = (await describeKeys(null)) as { keys: Listed[] };
      expect(keys.find(({ thumbprint }) => thumbprint === key.thumbprint)).toMatchObject({
        source: "TRUST_JWKS_FILE",
        published: false,
        firstSeenAt: made.toISOString(),
      });
      expect(keys.find(({ thumbprint }) => thumbprint === other.thumbprint)?.published).toBe(true);
      expect(JSON.stringify(keys)).not.toMatch(/"d":/);
      expect(findFormFaults("keys.json", formatJsonFile(await describeKeys(null)))).toEqual([]);
      const used = (await judge(token)).key;
      const settled = (await describeKeys(used && { ...used, thumbprint: "of-no-source" })) as { keys: Listed[] };
      expect(findFormFaults("keys.json", formatJsonFile(settled))).toEqual([]);
      expect(settled.keys.at(-1)).toMatchObject({ thumbprint: "of-no-source", published: false, jwk: { kty: "EC" } });
    });

    describe("a changed database", () => {
      const tables = database;
      const jwkOf = (publicKey: KeyObject) => JSON.stringify({ ...publicKey.export({ format: "jwk" }), kid: "test-1" });
      let attacker: TokenKey;
      let forged: string;
      beforeAll(async () => {
        attacker = await makeTokenKey("ES256");
        forged = signToken(attacker, claims({ name: "Mallory" }));
      });
      const readVerdicts = async () =>
        (await tables())
          .selectFrom("log_entries")
          .selectAll()
          .where("event", "=", "verdict")
          .orderBy("index")
          .execute();

      it("with another key under the thumbprint verifies neither token", async () => {
        const set = async (publicKey: KeyObject) =>
          (await tables())
            .updateTable("trusted_keys")
            .set({ jwk: jwkOf(publicKey) })
            .where("thumbprint", "=", key.thumbprint)
            .execute();
        publish(other);
        await trustReader().read(null);
        await set(attacker.publicKey);
        for (const bytes of [forged, token]) {
          const verdict = await judgeLater(bytes, other);
          expect(["untrusted unknown_key", "invalid signature_differs"]).toContain(words(verdict));
          expect(verdict.key?.verifiedAt ?? null).toBeNull();
        }
        await set(key.publicKey);
        expect(words(await judgeLater(token, other))).toBe(gone);
      });

      it("with the key's row deleted knows nothing of the token", async () => {
        const rows = await (await tables()).selectFrom("trusted_keys").selectAll().execute();
        await (await tables()).deleteFrom("trusted_keys").execute();
        expect(words(await judgeLater(token, other))).toMatch(/unknown_key|signature_differs/);
        await (await tables()).deleteFrom("trusted_keys").execute();
        await (await tables()).insertInto("trusted_keys").values(rows).execute();
        expect(words(await judgeLater(token, other))).toBe(gone);
      });

      it("with an altered, erased or inserted verdict does not make a forged token a verified one", async () => {
        publish(attacker);
        await trustReader().read(null);
        const [entry] = await readVerdicts();
        if (!entry?.content || !entry.salt) throw new Error("The log has no verdict.");
        const content = entry.content
          .replaceAll(sha256(token), sha256(forged))
          .replaceAll(key.thumbprint, attacker.thumbprint);
        const alter = async (change: object) =>
          (await tables())
            .updateTable("log_entries")
            .set(change)
            .where("log", "=", entry.log)
            .where("index", "=", entry.index)
            .execute();
        await alter({ content });
        expect(words(await judgeLater(forged, other))).toBe("untrusted unknown_key");
        expect(words(await judgeLater(token, other))).toBe("untrusted unknown_key");
        const commitment = computeCommitment(Buffer.from(entry.salt, "base64"), content);
        await alter({ content, commitment });
        expect(words(await judgeLater(forged, other))).toBe("untrusted unknown_key");
        await alter({ content: null, salt: null, commitment: entry.commitment });
        expect(words(await judgeLater(token, other))).toBe("untrusted unknown_key");
        await alter({ content: entry.content, salt: entry.salt, commitment: entry.commitment });
        const salt = randomBytes(32);
        const own = { content, salt: salt.toString("base64"), commitment: computeCommitment(salt, content) };
        await (await tables())
          .insertInto("log_entries")
          .values({ ...entry, ...own, index: 900_000 })
          .execute();
        expect(words(await judgeLater(forged, other))).toBe("untrusted unknown_key");
        await (await tables()).deleteFrom("log_entries").where("index", "=", 900_000).execute();
        expect(words(await judgeLater(token, other))).toBe(gone);
      });

      it("with a newest checkpoint that is not signed proves nothing", async () => {
        const checkpoints = await (await tables())
          .selectFrom("log_checkpoints")
          .selectAll()
          .orderBy("size", "desc")
          .execute();
        const [newest] = checkpoints;
        if (!newest) throw new Error("The log has no checkpoint.");
        const set = async (text: string) =>
          (await tables())
            .updateTable("log_checkpoints")
            .set({ note: text })
            .where("log", "=", newest.log)
            .where("size", "=", newest.size)
            .execute();
        const flipped = newest.note.replace(/.{10}(=*)\n$/, (end) => (end[0] === "A" ? "B" : "A") + end.slice(1));
        await judgeLater(token, other);
        await set(flipped);
        expect(words(await judge(token))).toBe("untrusted unknown_key");
        await set(newest.note);
        expect(words(await judge(token))).toBe(gone);
      });
    });
  });
}
