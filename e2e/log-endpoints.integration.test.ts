import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isConsistent } from "#lib/transparency-log/check-consistency";
import { type CheckpointNote, parseCheckpointNote } from "#lib/transparency-log/checkpoint-note";
import { parseEntryLine } from "#lib/transparency-log/entry-line";
import { computeCommitment, hashOfLeaf } from "#lib/transparency-log/leaf";
import { hashNode } from "#lib/transparency-log/merkle-tree";
import { parseConsistencyProof, parseInclusionProof } from "#lib/transparency-log/proof-files";
import { isSignedBy } from "#lib/transparency-log/signed-note";
import { rootOfInclusion } from "#lib/transparency-log/tree-proofs";
import { parseVerifierKey } from "#lib/transparency-log/verifier-key";
import { apiPaths } from "../lib/paths.ts";
import { ApiClient } from "./support/api-client.ts";
import { type ServedLog, serveLog } from "./support/served-log.ts";

/** The endpoints of the log's specification, section 7. What they return is verified with pure functions. */

const wellKnown = "/.well-known/evidence-desk-log-key";

let log: ServedLog;
const clients = new Map<string, ApiClient>();

beforeAll(async () => {
  log = await serveLog();
  for (const account of ["reviewer", "auditor", "admin", "signed-out"] as const) {
    const client = new ApiClient(log.server.url);
    if (account !== "signed-out") await client.signIn(account);
    clients.set(account, client);
  }
});
afterAll(async () => {
  for (const client of clients.values()) client.end();
  await log?.end();
});

async function get(path: string, account = "auditor") {
  const response = await clients.get(account)?.send(path);
  if (response === undefined) throw new Error(`no account ${account}`);
  const text = response.body.toString();
  return { status: response.status, text, headers: response.headers, type: response.headers["content-type"] };
}

const codeOf = (text: string) => (JSON.parse(text) as { code?: string }).code;
const signingKey = async () => parseVerifierKey((await get(wellKnown, "signed-out")).text.trimEnd());

/** Expects a checkpoint of this log that the newest key signed. */
async function parseSigned(note: string): Promise<CheckpointNote> {
  const checkpoint = parseCheckpointNote(note);
  if (checkpoint === null) throw new Error(`not a note: ${note}`);
  expect(checkpoint.origin).toBe(log.origin);
  expect(isSignedBy(checkpoint.note, await signingKey())).toBe(true);
  return checkpoint;
}

const paths = () => [
  apiPaths.auditCheckpoint(),
  apiPaths.auditKeys(),
  apiPaths.auditProof(1),
  apiPaths.auditConsistency(1),
  apiPaths.auditVerification(),
  apiPaths.auditExport("jsonl"),
  apiPaths.auditExport("csv"),
  apiPaths.audit(),
];

describe("who may read", () => {
  it.each([
    ["auditor", 200],
    ["admin", 200],
    ["reviewer", 403],
    ["signed-out", 401],
  ])("%s gets %i", async (account, status) => {
    for (const path of paths()) expect((await get(path, account)).status, path).toBe(status);
  });

  it("everyone may read the newest key, and nothing else comes with it", async () => {
    const answers = [];
    for (const account of clients.keys()) answers.push(await get(wellKnown, account));
    for (const { status, type, text } of answers) {
      expect([status, type]).toEqual([200, "text/plain; charset=utf-8"]);
      expect(text).toMatch(/^\S+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}\n$/);
    }
    expect((await signingKey()).name).toBe(log.origin);
    const posted = await clients.get("signed-out")?.send(wellKnown, { method: "POST", text: "x" });
    expect(posted?.status).toBe(405);
  });
});

describe("GET /api/audit/checkpoint", () => {
  it("is the newest signed note as text, also while the log grows", async () => {
    const first = await get(apiPaths.auditCheckpoint());
    expect(first.type).toBe("text/plain; charset=utf-8");
    const [before, after] = [
      await parseSigned(first.text),
      await parseSigned((await get(apiPaths.auditCheckpoint())).text),
    ];
    // The first request is itself an entry.
    expect(after.size).toBeGreaterThan(before.size);
    const [stored] = log.read("select note from log_checkpoints where size = ?", before.size);
    expect(stored?.note).toBe(first.text);
  });
});

describe("GET /api/audit/keys", () => {
  it("lists the keys from the oldest on, with the rotation's entry and a proof that both keys signed", async () => {
    const { text, type } = await get(apiPaths.auditKeys());
    expect(type).toContain("application/json");
    const file = JSON.parse(text) as {
      origin: string;
      keys: { vkey: string; from: number; entry: object; proof: string }[];
    };
    const [older, newer] = file.keys;
    if (!older || !newer) throw new Error("two keys are missing");
    const exact = {
      origin: log.origin,
      keys: [
        { vkey: older.vkey, from: 0 },
        { vkey: newer.vkey, from: newer.from, entry: newer.entry, proof: newer.proof },
      ],
    };
    expect(text).toBe(JSON.stringify(exact));
    expect(Object.keys(newer.entry)).toEqual(["index", "at", "event", "commitment", "salt", "content"]);
    const entry = parseEntryLine(JSON.stringify(newer.entry))?.entry;
    const proof = parseInclusionProof(newer.proof);
    if (!entry || !proof) throw new Error("no rotation");
    expect(entry).toMatchObject({ index: newer.from, event: "key_rotation" });
    expect(JSON.parse(entry.content ?? "")).toEqual({ detail: { from: older.vkey, to: newer.vkey } });
    const { checkpoint, path, number } = proof;
    expect(rootOfInclusion(hashOfLeaf(entry), number, checkpoint.size, path)).toEqual(checkpoint.root);
    const signers = checkpoint.note.signatures.map(({ id }) => id);
    expect(signers).toEqual([older, newer].map(({ vkey }) => parseVerifierKey(vkey).id));
    for (const { vkey } of [older, newer]) expect(isSignedBy(checkpoint.note, parseVerifierKey(vkey))).toBe(true);
    expect((await signingKey()).text).toBe(newer.vkey);
  });
});

describe("GET /api/audit/entries/{number}/proof", () => {
  it("proves every kind of entry, in the exact form of the specification", async () => {
    const [erased] = log.read('select "index" from log_entries where content is null limit 1');
    const [rotation] = log.read("select \"index\" from log_entries where event = 'key_rotation'");
    const [held] = log.read('select "index" from log_entries where sr_id = \'sr-3\' and "index" < 512 limit 1');
    const known = [erased, rotation, held].map((row) => Number(row?.index));
    const indexes = [0, ...known, 512, 767, 768, 927];
    for (const index of indexes) {
      const { text, type, status } = await get(apiPaths.auditProof(index + 1));
      expect([status, type?.split(";")[0]], `index ${index}`).toEqual([200, "application/json"]);
      const { entry: line, checkpoint: note } = JSON.parse(text) as {
        entry: Record<string, unknown>;
        checkpoint: string;
      };
      const { at, event, commitment, salt, content, path } = line;
      expect(text).toBe(
        JSON.stringify({ entry: { index, at, event, commitment, salt, content, path }, checkpoint: note }),
      );
      const checkpoint = await parseSigned(note);
      const parsed = parseEntryLine(JSON.stringify(line));
      if (!parsed?.path) throw new Error(`no entry line: ${text}`);
      expect(rootOfInclusion(hashOfLeaf(parsed.entry), index, checkpoint.size, parsed.path)).toEqual(checkpoint.root);
      const [row] = log.read('select * from log_entries where "index" = ?', index);
      expect(line).toMatchObject({ salt: row?.salt, content: row?.content, event: row?.event });
      if (typeof content === "string")
        expect(computeCommitment(Buffer.from(String(salt), "base64"), content)).toBe(commitment);
      else expect({ index, salt, content }).toEqual({ index: Number(erased?.index), salt: null, content: null });
    }
  });

  it("refuses other values than a number, with the parameter's name, and has nothing for one beyond the log or a pruned one", async () => {
    const of = (number: string) => get(`/api/audit/entries/${number}/proof`);
    for (const number of ["0", "-1", "1.5", "1e3", "x", "+1", "%201", "0x1", "9".repeat(16), "NaN"]) {
      const { status, text } = await of(number);
      expect([status, codeOf(text)], number).toEqual([400, "invalid_request"]);
      expect(JSON.parse(text).detail, number).toMatch(
        /^"number" must be a whole number from 1 on\.|^Invalid ID in the URL/,
      );
    }
    const present = new Set(log.read('select "index" from log_entries').map(({ index }) => Number(index)));
    const pruned = Array.from({ length: 512 }, (_, index) => index).filter((index) => !present.has(index));
    expect(pruned.length).toBeGreaterThan(400);
    for (const number of [String((pruned[0] ?? 0) + 1), String((pruned.at(-1) ?? 0) + 1), "999999", "9".repeat(15)]) {
      const { status, text } = await of(number);
      expect([status, codeOf(text)], number).toEqual([404, "not_found"]);
    }
  });
});

describe("GET /api/audit/consistency", () => {
  it("proves that the log begins with each stored checkpoint", async () => {
    const stored = log.read("select size, root from log_checkpoints order by size") as { size: number; root: string }[];
    for (const { size, root } of [{ size: 0, root: "" }, ...stored.filter((_, index) => index % 3 === 0)]) {
      const { status, type, text } = await get(apiPaths.auditConsistency(size));
      expect([status, type]).toEqual([200, "text/plain; charset=utf-8"]);
      expect(text.startsWith(`old ${size}\n`)).toBe(true);
      const proof = parseConsistencyProof(text);
      if (proof === null) throw new Error(`no proof: ${text}`);
      const current = await parseSigned(proof.checkpoint.noteText);
      const old = { size, root: Buffer.from(root, "base64") };
      expect(await isConsistent(old, current, proof.path, hashNode), `size ${size}`).toBe(true);
      if (size > 0) {
        const other = { size, root: Buffer.alloc(32, 1) };
        expect(await isConsistent(other, current, proof.path, hashNode)).toBe(false);
      }
    }
  });

  it("refuses a size beyond the log, and other values than a number", async () => {
    for (const old of ["999999", "-1", "1.5", "x", "", "1e2", "%201"]) {
      const { status, text } = await get(`/api/audit/consistency?old=${old}`);
      expect([status, codeOf(text)], old).toEqual([400, "invalid_request"]);
      expect(text).toContain('\\"old\\"');
    }
    expect((await get("/api/audit/consistency")).status).toBe(400);
  });
});

it("each reading of a proof is an entry", () => {
  const rows = log.read(
    "select content ->> '$.detail.view' as view, count(*) as n from log_entries where event = 'log_read' group by 1",
  );
  const views = Object.fromEntries(rows.map(({ view, n }) => [view, n]));
  for (const view of ["checkpoint", "keys", "proof", "consistency"]) expect(views[view], view).toBeGreaterThan(1);
});

it("the verification page's answer names the origin, the newest key and what was taken away", async () => {
  const { text } = await get(apiPaths.auditVerification());
  const { verifierKey } = JSON.parse(text) as { verifierKey: string };
  expect(JSON.parse(text)).toMatchObject({ intact: true, origin: log.origin, erased: 6, fault: null, former: [] });
  expect(verifierKey).toBe((await signingKey()).text);
});

describe("holds", () => {
  const post = async (path: string, body: unknown, account = "auditor") => {
    const response = await clients.get(account)?.send(path, {
      method: "POST",
      text: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
    return { status: response?.status, json: JSON.parse(response?.body.toString() ?? "null") };
  };
  const holds = apiPaths.auditHolds();

  it("are appended and released by auditors, with their entries, and take nothing away", async () => {
    const [before] = log.read("select count(*) as n from log_entries where content is not null");
    const made = await post(holds, { srId: "sr-5", reason: "court order 12/2026" });
    expect(made).toMatchObject({ status: 200, json: { hold: expect.stringMatching(/^[0-9a-f]{8}$/) } });
    const { hold, logEntry, entries } = made.json;
    const [row] = log.read('select event, subject, content from log_entries where "index" = ?', logEntry - 1);
    const { detail } = JSON.parse(String(row?.content));
    expect(row).toMatchObject({ event: "hold", subject: "auditor@demo.test" });
    expect(detail).toMatchObject({ hold, srId: "sr-5", reason: "court order 12/2026" });
    expect(entries).toBeGreaterThan(10);
    const released = await post(apiPaths.auditHoldRelease(hold), { reason: null });
    expect(released).toMatchObject({ status: 200, json: { hold, logEntry: expect.any(Number) } });
    expect((await post(apiPaths.auditHoldRelease(hold), {})).status).toBe(400);
    const [after] = log.read("select count(*) as n from log_entries where content is not null");
    expect(Number(after?.n)).toBeGreaterThan(Number(before?.n));
    expect(JSON.parse((await get(apiPaths.auditVerification())).text)).toMatchObject({ intact: true });
  });

  it("are refused for other roles, without a reason, and for what the log does not have", async () => {
    for (const body of [{}, { srId: "sr-5" }, { srId: "sr-5", reason: " " }, { srId: "../x", reason: "r" }, null, []])
      expect(await post(holds, body), JSON.stringify(body)).toMatchObject({ status: 400 });
    expect(await post(holds, { srId: "sr-99", reason: "r" })).toMatchObject({ status: 400 });
    expect(await post(apiPaths.auditHoldRelease("00000000"), {})).toMatchObject({ status: 400 });
    expect((await post(holds, { srId: "sr-5", reason: "r" }, "reviewer")).status).toBe(403);
    expect((await post(holds, { srId: "sr-5", reason: "r" }, "signed-out")).status).toBe(401);
  });
});
