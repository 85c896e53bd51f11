import { hash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { emptyAuditEvent } from "#lib/audit/model";
import { recordEvent } from "#lib/audit/record-event";
import { recordTogether } from "#lib/audit/record-together";
import { closeDatabase, database } from "#lib/database/connection";
import { describePayload } from "#lib/dossier/build-bag";
import { type DigestedFile, digestFile } from "#lib/dossier/digest-file";
import { answerParts } from "#lib/dossier/making/answer-parts";
import { parseOrder } from "#lib/dossier/making/parse-order";
import { recordDossier } from "#lib/dossier/making/record-dossier";
import { answerBatch, askForBatch, type BatchRecorder, listBatches } from "#lib/dossier/several/batches";
import { type BatchAnswer, batchMs, keptMs } from "#lib/dossier/several/model";
import { parseBatchOrder } from "#lib/dossier/several/parse-batch";
import type { Role } from "#lib/person";

const cases = ["ev-1", "ev-2", "ev-3"].map((evidenceId) => ({ srId: "sr-several", evidenceId }));
const [first, second, third] = cases as [(typeof cases)[0], (typeof cases)[0], (typeof cases)[0]];
const options = { custody: "none", leftOut: ["report"], recipient: "District court", basis: "Art. 190 CPC" };
const person = (subject: string, email: string | null = null, roles: Role[] = ["reviewer"]) => ({
  ...{ subject, name: `Name of ${subject}`, email, roles, sessionId: `session-${subject}` },
});
type Person = ReturnType<typeof person>;
const ada = person("ada", "ada@firm.test");
const twin = person("ada-2", "ADA+x@firm.test", ["lead"]);
const eve = person("eve", "eve@firm.test");
const file = (path: string, text: string) => digestFile(path, new Blob([text]));
const refusedWith = (text: RegExp) =>
  expect.objectContaining({ code: "dossier_not_confirmed", message: expect.stringMatching(text) });

/** Requests for several dossiers with the product's own code in this process: a real database and a real log. */
export function describeSeveral(kind: string, openDatabase: () => Promise<Record<string, string>>): void {
  describe(`several dossiers, ${kind}`, () => {
    let folder: string;
    const status = '{"id":"id-1","status":"COMPLETED"}';
    const actor = ({ subject, name, roles }: Person) => ({ subject, name, role: roles.join(" ") });
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "evidence-desk-several-"));
      Object.assign(process.env, {
        DATA_DIR: folder,
        AUDIT_KEY: "k3VnB1zq0XwR7mT5yHcJ9pLs2dGfA8uE6iNoQrWtYxZ=",
        AUTH_SECRET: "w8ZrT2yLq5Nc1VbX9mKd4HsJf7GpA3uE0iRoQtWxYzB=",
        DOSSIERS_PER_DAY: "20",
        ...(await openDatabase()),
      });
      for (const one of [ada, eve])
        for (const ids of cases)
          await recordEvent({
            ...emptyAuditEvent,
            ...ids,
            ...{ event: "release_outcome", person: actor(one), artefact: "status", outcome: "whole", requestId: "r" },
            ...{ bytes: status.length, sha256: hash("sha256", status, "hex") },
          });
    });
    afterAll(async () => {
      vi.useRealTimers();
      await closeDatabase();
      rmSync(folder, { recursive: true, force: true });
    });

    const recorderOf =
      (one: Person): BatchRecorder =>
      (facts, work) =>
        recordTogether(async (...of) => {
          const base = { ...emptyAuditEvent, event: "dossier_batch" as const, person: actor(one) };
          return { ...base, ...(await facts(...of)) };
        }, work);
    const ask = (one: Person = ada, change: object = {}) =>
      askForBatch(one, parseBatchOrder({ cases, ...options, ...change }, 20), recorderOf(one));
    const answer = (one: Person, { id, sha256 }: { id: string; sha256: string }, given: BatchAnswer) =>
      answerBatch(one, id, { answer: given, sha256 }, recorderOf(one));
    const confirmed = async () => answer(eve, await ask(), "confirm");

    const parts = (one: Person, ids: (typeof cases)[0], batch: string | null, change: object = {}) => {
      const provider = { region: "sandbox", host: "127.0.0.1", isDemo: true };
      const call = { person: one, ...ids, ticket: null, purpose: null, logKey: "key", provider };
      const request = { id: ids.srId, signatures: [] } as unknown as Parameters<typeof answerParts>[2]["request"];
      const judge = () => Promise.reject(new Error("no token"));
      return answerParts(call, parseOrder({ ...options, ...change, batch }), { request, judge });
    };
    async function payloadOf(files: Record<string, string>): Promise<DigestedFile[]> {
      const own = Object.entries(files).map(([name, text]) => file(`data/${name}`, text));
      return Promise.all([file("data/evidence/status.json", status), ...own]);
    }
    const claim = (one: Person, ids: (typeof cases)[0], payload: readonly DigestedFile[]) =>
      recordDossier({ person: one, ...ids }, { ...describePayload(payload), custody: "none" }, (facts, work) =>
        recordTogether(async (...of) => {
          const base = { ...emptyAuditEvent, ...ids, event: "dossier" as const, person: actor(one) };
          return { ...base, ...(await facts(...of)) };
        }, work),
      );
    const make = async (one: Person, ids: (typeof cases)[0], batch: string) =>
      claim(one, ids, await payloadOf(await parts(one, ids, batch)));
    const entries = async (batch: string) => {
      const rows = await (await database()).selectFrom("log_entries").selectAll().orderBy("index").execute();
      return rows
        .filter(({ content }) => content?.includes(batch))
        .map(({ event, content }) => ({ event, ...JSON.parse(content ?? "{}") }));
    };

    it("are made one after another once another person has confirmed them, and the log tells the story", async () => {
      const asked = await ask();
      expect(asked).toMatchObject({ state: "waiting", isOwn: true, refusal: "same_person", askedBy: "Name of ada" });
      const [shown] = await listBatches(eve);
      expect(shown).toMatchObject({ id: asked.id, isOwn: false, refusal: null, recipient: "District court", cases });
      const { id } = await answer(eve, shown ?? asked, "confirm");
      expect((await listBatches(eve)).map((one) => one.id)).not.toContain(id);
      const numbers: number[] = [];
      for (const ids of cases) {
        const { entry } = await make(ada, ids, id);
        expect(JSON.parse(entry.content ?? "").detail).toMatchObject({ batch: id, recipient: "District court" });
        numbers.push(entry.index + 1);
      }
      const own = (await listBatches(ada)).find((one) => one.id === id);
      expect(own).toMatchObject({ state: "confirmed", answeredBy: "Name of eve" });
      expect(own?.cases.map(({ logEntry }) => logEntry)).toEqual(numbers);
      const story = await entries(id);
      expect(story.map(({ event, subject: by, detail }) => [event, by, detail.step])).toEqual([
        ["dossier_batch", "ada", "asked"],
        ["dossier_batch", "eve", "confirmed"],
        ...cases.map(() => ["dossier", "ada", undefined]),
      ]);
      expect(story[0]).toMatchObject({
        sha256: asked.sha256,
        detail: { cases: 3, case1: "sr-several/ev-1", case3: "sr-several/ev-3", basis: "Art. 190 CPC" },
      });
    });

    it("are refused without the confirmation of another person", async () => {
      const asked = await ask();
      await expect(parts(ada, first, asked.id)).rejects.toEqual(refusedWith(/No second person/));
      await expect(parts(ada, first, "00".repeat(16))).rejects.toEqual(refusedWith(/No second person/));
      for (const one of [ada, twin])
        await expect(answer(one, asked, "confirm")).rejects.toEqual(refusedWith(/another account of yours/));
      await expect(answer(eve, { ...asked, sha256: "00".repeat(32) }, "confirm")).rejects.toEqual(
        refusedWith(/What you saw/),
      );
      await expect(answer(eve, { ...asked, id: "00".repeat(16) }, "confirm")).rejects.toMatchObject({
        code: "not_found",
      });
      expect((await entries(asked.id)).map(({ detail }) => detail.step)).toEqual(["asked"]);
      await answer(eve, asked, "refuse");
      await expect(answer(eve, asked, "confirm")).rejects.toEqual(refusedWith(/answered already/));
      await expect(parts(ada, first, asked.id)).rejects.toEqual(refusedWith(/No second person/));
      await expect(answer(eve, await confirmed(), "confirm")).rejects.toEqual(refusedWith(/answered already/));
    });

    it("are refused for other evidence, other options and another person, and a second time", async () => {
      const { id } = await confirmed();
      await expect(parts(ada, { ...first, evidenceId: "ev-9" }, id)).rejects.toEqual(refusedWith(/doesn't have this/));
      for (const change of [
        { recipient: "Another" },
        { basis: "Another" },
        { leftOut: [] },
        { custody: "without_names" },
      ])
        await expect(parts(ada, first, id, change)).rejects.toEqual(refusedWith(/another access history/));
      await expect(parts(eve, first, id)).rejects.toEqual(refusedWith(/Only they/));
      const payload = await payloadOf(await parts(ada, first, id));
      const before = await (await database()).selectFrom("log_entries").selectAll().execute();
      // Twice at the same time, and once more later.
      const both = await Promise.allSettled([claim(ada, first, payload), claim(ada, first, payload)]);
      expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
      await expect(claim(ada, first, payload)).rejects.toEqual(refusedWith(/recorded under this/));
      await expect(parts(ada, first, id)).rejects.toEqual(refusedWith(/recorded under this/));
      const after = await (await database()).selectFrom("log_entries").selectAll().execute();
      expect(after.length - before.length).toBe(1);
      await make(ada, second, id);
    });

    it("end with the request: withdrawn after the confirmation, or a day after it", async () => {
      const withdrawn = await confirmed();
      const payload = await payloadOf(await parts(ada, first, withdrawn.id));
      await answer(ada, withdrawn, "withdraw");
      await expect(claim(ada, first, payload)).rejects.toEqual(refusedWith(/No second person/));
      await expect(answer(eve, await confirmed(), "withdraw")).rejects.toEqual(refusedWith(/Only they/));
      const late = await ask();
      const { id } = await confirmed();
      const ready = await payloadOf(await parts(ada, third, id));
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + batchMs });
      await expect(answer(eve, late, "confirm")).rejects.toEqual(refusedWith(/older than 24 hours/));
      await expect(claim(ada, third, ready)).rejects.toMatchObject({ code: "dossier_not_confirmed" });
      await expect(parts(ada, third, id)).rejects.toEqual(refusedWith(/older than 24 hours/));
      const own = await listBatches(ada);
      expect(own.find((one) => one.id === late.id)).toMatchObject({ state: "expired" });
      expect((await listBatches(eve)).some((one) => one.id === late.id)).toBe(false);
      vi.setSystemTime(Date.now() + keptMs + batchMs);
      expect(await listBatches(ada)).toEqual([]);
      const { id: fresh } = await ask();
      const rows = await (await database()).selectFrom("dossier_batches").select("id").execute();
      expect(rows).toEqual([{ id: fresh }]);
      vi.useRealTimers();
    });

    it("are asked for by those who may make one: the full access history needs the auditor's role, and five may wait", async () => {
      await expect(ask(ada, { custody: "full" })).rejects.toMatchObject({ code: "forbidden" });
      const max = person("max");
      for (let count = 0; count < 5; count += 1) await ask(max);
      await expect(ask(max)).rejects.toEqual(refusedWith(/5 of your requests wait/));
    });
  });
}
