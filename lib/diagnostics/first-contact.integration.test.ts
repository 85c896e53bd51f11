import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FetchPrefix } from "#lib/provider/fetch-prefix";
import type { Clock } from "#lib/runtime/clock";
import { type CaseName, cases, findCase } from "../../sandbox/cases.ts";
import { type RunningSandbox, runSandbox } from "../../sandbox/tests/running-sandbox.ts";
import { type ContactEntry, makeFirstContactReport } from "./first-contact.ts";
import { readJsonShape } from "./read-json-shape.ts";
import { makeResponse } from "./test-upstream.fixture.ts";

/** Checks that the first-contact report contains no value of the sandbox's responses. */

const names = { status: "status", record: "json", files: "files", token: "jwt" } as const;
const pathTemplates = Object.fromEntries(
  Object.entries(names).map(([artefact, name]) => [
    artefact,
    `/signature-requests/{SR_ID}/identification/{EVIDENCE_ID}/${name}`,
  ]),
) as Record<keyof typeof names, string>;

/** Short waits resolve at once; deadlines never expire. */
const impatientClock: Clock = {
  now: () => Date.now(),
  setTimeout: (run, delayMs) => (delayMs <= 10_000 ? setTimeout(run, 0) : undefined),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  random: () => 0.5,
};

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.close());

/** Size limit that suffices for all cases except two intentionally larger ones. */
async function readBody(response: Response, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) break;
  }
  return Buffer.concat(chunks);
}

const fetchPrefix: FetchPrefix = async ({ url, maxBytes }) => {
  const response = await fetch(url, { headers: { Authorization: `Bearer ${sandbox.token}` } });
  const mediaType = response.headers.get("content-type")?.split(";")[0] ?? null;
  const body = await readBody(response, 9 * 1024 * 1024);
  return makeResponse({ status: response.status, mediaType, body }, maxBytes);
};

const partsWith = (fetch: FetchPrefix) =>
  ({ apiUrl: `${sandbox.url}/v3`, region: "sandbox", pathTemplates, fetch, clock: impatientClock }) as const;

async function report(name: CaseName, evidenceId: string) {
  const entries: ContactEntry[] = [];
  const { srId } = findCase(name);
  const requested = { srId, evidenceId, signal: new AbortController().signal };
  const record = async (entry: ContactEntry) => void entries.push(entry);
  return { text: await makeFirstContactReport(requested, record, partsWith(fetchPrefix)), entries };
}

/** Texts and numbers of status, record, header and claims, with at least three characters. */
async function valuesOf(name: CaseName, evidenceId: string): Promise<string[]> {
  const { srId } = findCase(name);
  const values = new Set<string>([srId, evidenceId]);
  const read = async (artefact: string) => {
    const response = await sandbox.get(`/v3/signature-requests/${srId}/identification/${evidenceId}/${artefact}`);
    return response.ok ? (await readBody(response, 1024 * 1024)).toString() : "";
  };
  const collect = (text: string) => readJsonShape(text, { isCut: true, onValue: (value) => values.add(value) });
  for (const artefact of ["status", "json"]) collect(await read(artefact));
  const [header = "", claims = ""] = (await read("jwt")).split(".");
  for (const part of [header, claims]) collect(Buffer.from(part, "base64url").toString());
  // The report may contain these two.
  const { alg, typ } = header === "" ? {} : JSON.parse(Buffer.from(header, "base64url").toString());
  return [...values].filter((value) => value.length >= 3 && value !== alg && value !== typ);
}

const every = cases.flatMap(({ name, evidenceIds }) => evidenceIds.map((evidenceId) => [name, evidenceId] as const));

describe("the first-contact report of the sandbox", () => {
  it.each(every)("contains no value of %s, %s", async (name, evidenceId) => {
    const values = await valuesOf(name, evidenceId);
    const { text } = await report(name, evidenceId);
    const bytes = JSON.stringify({ text });
    // HTTP status codes and body sizes are numbers too; `sha256` is a name.
    const numbers = new Set(bytes.replaceAll(/(HTTP status code|size): [^\\]*/g, "").match(/[\w.,-]+/g));
    // Matches whole words: `document_number` is a value, `document_numbers` only a field name.
    const isWord = (value: string) => {
      // The report contains its region, which is also a value of this provider's records.
      if (value === "sandbox" || !text.includes(value)) return false;
      const escaped = value.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
      return new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, "u").test(text);
    };
    const isIn = (value: string) => (/^[\d.]+$/.test(value) ? numbers.has(value) : isWord(value));
    expect(values.filter(isIn)).toEqual([]);
    expect(values.length).toBeGreaterThanOrEqual(2);
  });

  it("describes all four artefacts in both versions, without an ID", async () => {
    const { text } = await report("nfc-completed", "evidence-4465032f");
    expect(text.match(/^== .* ==$/gm)).toEqual(
      ["v3", "v2"].flatMap((version) => Object.keys(names).map((artefact) => `== ${version}, ${artefact} ==`)),
    );
    for (const line of [
      "HTTP status code: 200",
      "media type: json (application)",
      "  transactionCode: text 1–8",
      "  completedAt: text 9–32, time-like",
      "firstName: text 1–8",
      "alg: RS256; typ: JWT; kid: present",
      "ZIP archive, entries: at least",
      "path setting: /signature-requests/{SR_ID}/identification/{EVIDENCE_ID}/jwt",
    ])
      expect(text).toContain(line);
  });

  it("logs each artefact of each version before the request, as not displayed", async () => {
    const order: string[] = [];
    const { srId, evidenceIds } = findCase("nfc-completed");
    const requested = { srId, evidenceId: evidenceIds[0], signal: new AbortController().signal };
    const record = async ({ artefact, outcome, detail }: ContactEntry) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      order.push(`${outcome} ${detail.version} ${artefact} ${detail.shownToPerson}`);
    };
    const fetch: FetchPrefix = (request) => {
      const [, version, last] = /\/(v\d)\/.*\/(\w+)$/.exec(request.url.pathname) ?? [];
      order.push(`request ${version} ${last}`);
      return fetchPrefix(request);
    };
    await makeFirstContactReport(requested, record, partsWith(fetch));
    expect(order).toEqual(
      ["v3", "v2"].flatMap((version) =>
        Object.entries(names).flatMap(([artefact, last]) => [
          `opened ${version} ${artefact} false`,
          `request ${version} ${last}`,
          `closed ${version} ${artefact} false`,
        ]),
      ),
    );
  });

  it("sends no request that cannot be logged", async () => {
    const { srId, evidenceIds } = findCase("nfc-completed");
    let requests = 0;
    const fetch: FetchPrefix = (request) => {
      requests += 1;
      return fetchPrefix(request);
    };
    const requested = { srId, evidenceId: evidenceIds[0], signal: new AbortController().signal };
    const refuse = () => Promise.reject(new Error("the log is closed"));
    await expect(makeFirstContactReport(requested, refuse, partsWith(fetch))).rejects.toThrow("the log is closed");
    expect(requests).toBe(0);
  });

  it.each([
    ["feature-off", "problem type: feature-not-enabled"],
    ["not-started", "problem type: constraint-violation"],
    ["missing-token", "problem type: entity-not-found"],
    ["large-record", "the body goes on; the shape is that of its beginning"],
    ["anomalous-record", "{other}: "],
  ] as const)("reports for %s: %s", async (name, line) => {
    const { text } = await report(name, findCase(name).evidenceIds[0]);
    expect(text).toContain(line);
  });
});
