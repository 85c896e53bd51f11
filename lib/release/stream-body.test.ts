import { createHash } from "node:crypto";
import { PassThrough, Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { ProviderResponse } from "#lib/provider/client";
import { compileCredentials } from "#lib/provider/credential-patterns";
import { startDeadline } from "#lib/upstream/deadline";
import type { ReleaseContext } from "./outcome.ts";
import { streamRelease } from "./stream-body.ts";

const chunk = (letter: string) => Buffer.alloc(100_000, letter);
const secret = "canary-login-token-c7d1a9e4";

/** Streams the output of `send` as a release and records the log entries. */
function release(more: { announcedBytes?: number | null; maxBytes?: number; fails?: boolean; surplus?: boolean } = {}) {
  const body = new Readable({ read() {}, highWaterMark: 64 * 1024 });
  const deadline = startDeadline(60_000, undefined);
  const { announcedBytes = null, maxBytes = 10_000_000, fails = false, surplus = false } = more;
  const response: ProviderResponse = {
    body,
    announcedBytes,
    maxBytes,
    deadline,
    hasExcessBytes: () => surplus,
    secrets: compileCredentials([secret]),
    holdsSecret: () => false,
  };
  const entries: Parameters<ReleaseContext["recordOutcome"]>[0][] = [];
  const received: Buffer[] = [];
  const receivedAtEntry: number[] = [];
  const account: ReleaseContext = {
    requestId: "r",
    signal: new AbortController().signal,
    async recordOutcome(outcome) {
      await wait(5);
      if (fails) throw new Error("disk full");
      receivedAtEntry.push(Buffer.concat(received).length);
      entries.push(outcome);
    },
  };
  const client = new PassThrough({ highWaterMark: 256 * 1024 });
  let resets = 0;
  const closed = new Promise((resolve) => client.on("close", resolve));
  client.on("close", () => large.abandon());
  const large = streamRelease(response, { chunks: [] }, account);
  large.sendTo(client, () => {
    resets += 1;
    client.destroy();
  });
  const read = () => client.on("data", (part: Buffer) => received.push(part));
  return { body, client, large, entries, received, receivedAtEntry, resets: () => resets, closed, read };
}

describe("streaming a large body", () => {
  it.each([null, 300_000])(
    "completes at the client only after the log entry is durable (announced: %s)",
    async (size) => {
      const { body, entries, received, receivedAtEntry, resets, closed, read } = release({ announcedBytes: size });
      read();
      for (const letter of "abc") body.push(chunk(letter));
      body.push(null);
      await closed;
      const whole = Buffer.concat(["a", "b", "c"].map(chunk));
      expect(Buffer.concat(received)).toEqual(whole);
      const sha256 = createHash("sha256").update(whole).digest("hex");
      expect(entries).toEqual([{ outcome: "whole", bytes: whole.length, sha256 }]);
      expect(receivedAtEntry[0]).toBeLessThan(whole.length);
      expect(resets()).toBe(0);
    },
  );

  it("resets when the outcome cannot be recorded", async () => {
    const { body, received, resets, closed, read } = release({ fails: true });
    read();
    body.push(chunk("a"));
    body.push(chunk("b"));
    body.push(null);
    await closed;
    expect(resets()).toBe(1);
    expect(Buffer.concat(received).length).toBeLessThan(200_000);
  });

  it.each<[string, Parameters<typeof release>[0], (body: Readable) => void, string]>([
    ["ends before its announced size", { announcedBytes: 300_000 }, (body) => body.push(null), "provider_invalid"],
    ["has excess bytes", { surplus: true }, (body) => body.push(null), "provider_invalid"],
    ["is reset", {}, (body) => body.destroy(new Error("reset")), "provider_invalid"],
    ["closes without an error", {}, (body) => body.destroy(), "provider_invalid"],
    ["is larger than the limit", { maxBytes: 150_000 }, (body) => body.push(chunk("b")), "provider_too_large"],
    ["contains our credentials", {}, (body) => body.push(`xx${secret}yy`), "provider_invalid"],
  ])("fails and is logged as broken off by the provider when the body %s", async (_, more, act, code) => {
    const { body, entries, received, resets, closed, read } = release(more);
    read();
    body.push(chunk("a"));
    await wait(5);
    act(body);
    await closed;
    expect(entries).toMatchObject([{ outcome: "broken_off_by_provider", sha256: null, code }]);
    expect(resets()).toBe(1);
    expect(body.destroyed).toBe(true);
    expect(Buffer.concat(received).toString("latin1")).not.toContain(secret);
  });

  it("closes the provider's body as soon as the client disconnects", async () => {
    const { body, client, entries, closed, read } = release();
    read();
    body.push(chunk("a"));
    await wait(5);
    client.destroy();
    await closed;
    expect(body.destroyed).toBe(true);
    await wait(20);
    expect(entries).toMatchObject([{ outcome: "broken_off_by_client", sha256: null }]);
  });

  it("is logged as whole if the client disconnects while the outcome is recorded", async () => {
    const { body, large, entries, closed, read } = release();
    read();
    body.push(chunk("a"));
    body.push(null);
    body.on("end", () => setImmediate(() => large.abandon()));
    await closed;
    expect(entries).toMatchObject([{ outcome: "whole", bytes: 100_000 }]);
  });

  it("applies back-pressure to the provider when the client does not read", async () => {
    const { body, closed, received, read } = release();
    for (let count = 0; count < 10; count += 1) body.push(chunk("a"));
    await wait(20);
    expect(body.isPaused()).toBe(true);
    expect(body.readableLength).toBeGreaterThan(200_000);
    read();
    body.push(null);
    await closed;
    expect(Buffer.concat(received).length).toBe(1_000_000);
  });
});
