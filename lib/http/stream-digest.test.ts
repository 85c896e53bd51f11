import { createHash, randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { startDigest } from "./stream-digest.ts";

const plain = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

describe("the digest of a stream", () => {
  it("is that of its bytes, however they come, for many streams at once", async () => {
    const streams = [0, 1, 65_536, 262_144, 262_145, 1_000_003].map((size) => randomBytes(size));
    const digests = await Promise.all(
      streams.map(async (bytes, turn) => {
        const digest = startDigest(() => {});
        const step = [7_919, 65_536, 400_000][turn % 3] ?? 1;
        for (let from = 0; from < bytes.length; from += step) {
          digest.update(bytes.subarray(from, from + step));
          if (from % 2 === 0) await wait(0);
        }
        return digest.end();
      }),
    );
    expect(digests).toEqual(streams.map(plain));
  });

  it("takes a copy: the bytes may change once they were taken", async () => {
    const digest = startDigest(() => {});
    const bytes = Buffer.alloc(1_000, "a");
    digest.update(bytes);
    bytes.fill("b");
    expect(await digest.end()).toBe(plain(Buffer.alloc(1_000, "a")));
  });

  it("says when the thread is behind, and when it has caught up", async () => {
    let ready = () => {};
    const digest = startDigest(() => ready());
    let sizeBytes = 0;
    while (!digest.isBehind) {
      digest.update(Buffer.alloc(64 * 1024));
      sizeBytes += 64 * 1024;
    }
    expect(sizeBytes).toBeLessThanOrEqual(4 * 1024 * 1024);
    await new Promise<void>((resolve) => {
      ready = resolve;
    });
    expect(digest.isBehind).toBe(false);
    digest.drop();
    digest.drop();
  });
});
