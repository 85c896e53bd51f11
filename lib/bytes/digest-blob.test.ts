import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { knownDigests, rememberDigests } from "./blob-digests.ts";
import { digestBlob } from "./digest-blob.ts";

const bytes = new Uint8Array(20 * 1024 * 1024 + 3).map((_, at) => (at * 7) ^ (at >> 9));

describe("digests of a Blob", () => {
  it("are those of all bytes, in one pass that reports how far it is", async () => {
    const read: number[] = [];
    const digests = await digestBlob(new Blob([bytes]), undefined, (count) => read.push(count));
    expect(digests).toEqual({ sha256: createHash("sha256").update(bytes).digest("hex"), crc32: crc32(bytes) });
    expect(read.length).toBeGreaterThan(1);
    expect(read.every((count, at) => count > (read[at - 1] ?? 0) && count <= bytes.length)).toBe(true);
  });

  it("end with the reason of the signal", async () => {
    const reason = new DOMException("Cancelled", "AbortError");
    await expect(digestBlob(new Blob([bytes]), AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it("are known for this very Blob only, not for another with equal bytes", async () => {
    const blob = new Blob(["evidence"]);
    rememberDigests(blob, await digestBlob(blob));
    expect(knownDigests(blob)).toEqual(await digestBlob(new Blob(["evidence"])));
    expect(knownDigests(new Blob(["evidence"]))).toBeNull();
    expect(knownDigests(blob.slice())).toBeNull();
  });
});
