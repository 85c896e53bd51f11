import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "#lib/runtime/clock";
import { cancelledError, UpstreamError } from "#lib/upstream/upstream-error";
import { candidatePaths } from "./candidate-paths.ts";
import { checkPaths } from "./check-paths.ts";
import { type FakeResponse, fakeUpstream } from "./test-upstream.fixture.ts";

const apiUrl = "https://api.example.test/v3";
const status = JSON.stringify({ status: "ACTIVE", workflowId: 12 });
const nothing: FakeResponse = { status: 404, mediaType: null };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function run(
  response: (path: string, count: number) => FakeResponse | Error,
  signal = new AbortController().signal,
) {
  const { fetch, arrivals } = fakeUpstream(response);
  const startedMs = Date.now();
  const requested = { srId: "sr-1", evidenceId: "ev-1", signal };
  const check = checkPaths(requested, () => {}, { apiUrl, fetch, clock: systemClock });
  check.catch(() => {});
  for (let step = 0; step < 300; step += 1) await vi.advanceTimersByTimeAsync(500);
  return { check: await check, arrivals, atMs: arrivals.map(({ atMs }) => atMs - startedMs) };
}

const busiestSecond = (times: readonly number[]) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));

describe("the path finder", () => {
  it("tries every candidate once, in sequence, at most two per second", async () => {
    const { check, arrivals, atMs } = await run(() => nothing);
    const resources = [
      "identification",
      "identifications",
      "evidence",
      "evidences",
      "identification-evidence",
      "identification/evidence",
    ];
    const expected = resources.flatMap((name) => [
      `/signature-requests/sr-1/${name}/ev-1`,
      `/signature-requests/sr-1/${name}/ev-1/status`,
    ]);
    expect(arrivals.map(({ path }) => path).sort()).toEqual(expected.sort());
    expect(busiestSecond(atMs)).toBeLessThanOrEqual(2);
    expect(check).toMatchObject({ found: null, settings: [], candidates: 12 });
    expect(check.tried.map(({ path }) => path)).toEqual(candidatePaths);
  });

  it.each(candidatePaths)("stops at the first status, under %s, and returns the four settings", async (path) => {
    const wanted = path.replace("{SR_ID}", "sr-1").replace("{EVIDENCE_ID}", "ev-1");
    const { check, arrivals } = await run((requested) => (requested === wanted ? { body: status } : nothing));
    expect(check.found).toBe(path);
    expect(arrivals.at(-1)?.path).toBe(wanted);
    expect(arrivals).toHaveLength(candidatePaths.indexOf(path) + 1);
    const resource = path.replace(/\/status$/, "");
    expect(check.settings).toEqual([
      { name: "SKRIBBLE_EVIDENCE_STATUS_PATH", value: path },
      { name: "SKRIBBLE_EVIDENCE_JSON_PATH", value: `${resource}/json` },
      { name: "SKRIBBLE_EVIDENCE_FILES_PATH", value: `${resource}/files` },
      { name: "SKRIBBLE_EVIDENCE_JWT_PATH", value: `${resource}/jwt` },
    ]);
  });

  it("skips a record and keeps only its kind", async () => {
    const record = JSON.stringify({
      person: { firstName: "Zoë", lastName: "Müller" },
      status: "PASSED",
      createdAt: "x",
    });
    const { check } = await run((_, count) => (count < 3 ? { body: record } : { body: status }));
    expect(check.tried.map(({ shape }) => shape)).toEqual(["record-shaped", "record-shaped", "status-shaped"]);
    expect(JSON.stringify(check)).not.toMatch(/Zoë|Müller|firstName|PASSED/);
  });

  it("logs in again after a rejected access token, at the same rate, and stops after a second rejection", async () => {
    const once = await run((_, count) => (count === 1 ? { status: 401, isTokenRejected: true } : nothing));
    expect(once.arrivals).toHaveLength(13);
    expect(busiestSecond(once.atMs)).toBeLessThanOrEqual(2);
    const twice = await run(() => ({ status: 401, isTokenRejected: true }));
    expect(twice.check.tried.map(({ shape }) => shape)).toEqual(["login-refused"]);
    expect(twice.arrivals).toHaveLength(2);
  });

  it("waits for a short Retry-After once and stops at a long one", async () => {
    const short = await run((_, count) => (count === 1 ? { status: 429, retryAfterS: 5 } : nothing));
    expect((short.atMs[1] ?? 0) - (short.atMs[0] ?? 0)).toBeGreaterThanOrEqual(5_000);
    expect(short.check.tried).toHaveLength(12);
    const long = await run(() => ({ status: 429, retryAfterS: 60 }));
    expect(long.check.tried.map(({ shape }) => shape)).toEqual(["rate-limited"]);
    expect(long.arrivals).toHaveLength(1);
    expect((await run(() => ({ status: 429, retryAfterS: 1 }))).arrivals).toHaveLength(2);
    expect((await run(() => ({ status: 429 }))).arrivals).toHaveLength(1);
  });

  it.each([
    ["dns", "unreachable", 1],
    ["refused", "unreachable", 1],
    ["tls", "unreachable", 1],
    ["proxy", "unreachable", 1],
    ["credentials", "login-refused", 1],
    ["first_byte", "no-answer", 2],
    ["reset", "no-answer", 2],
  ] as const)("stops where the host itself fails: %s", async (reason, shape, requests) => {
    const { check, arrivals } = await run(() => new UpstreamError("provider_unavailable", reason, "x"));
    expect(arrivals).toHaveLength(requests);
    expect(check.tried.every((one) => one.shape === shape && one.status === null)).toBe(true);
  });

  it("continues after one timeout, and after errors and redirects of single paths", async () => {
    const { check } = await run((_, count) =>
      count === 2
        ? new UpstreamError("provider_timeout", "first_byte", "x")
        : { status: [500, 302, 403, 400][count % 4] ?? 500, body: "{}" },
    );
    expect(check.tried).toHaveLength(12);
  });

  it("stops sending after the client disconnects", async () => {
    const person = new AbortController();
    const { fetch, arrivals } = fakeUpstream((_, count) => {
      if (count === 2) person.abort();
      return nothing;
    });
    const requested = { srId: "sr-1", evidenceId: "ev-1", signal: person.signal };
    const counts: number[] = [];
    const check = checkPaths(requested, (tried) => counts.push(tried), { apiUrl, fetch, clock: systemClock });
    const ended = expect(check).rejects.toMatchObject({ reason: cancelledError().reason });
    await vi.advanceTimersByTimeAsync(20_000);
    await ended;
    expect(arrivals).toHaveLength(2);
    expect(counts.at(-1)).toBe(2);
  });

  it("returns partial results at its deadline", async () => {
    const slow = fakeUpstream(() => nothing);
    const requested = { srId: "sr-1", evidenceId: "ev-1", signal: new AbortController().signal };
    const fetch: typeof slow.fetch = async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 14_000));
      return slow.fetch(request);
    };
    const check = checkPaths(requested, () => {}, { apiUrl, fetch, clock: systemClock });
    await vi.advanceTimersByTimeAsync(120_000);
    const { tried, found } = await check;
    expect(found).toBeNull();
    expect(tried.length).toBeLessThan(12);
  });
});
