import { expect, it } from "vitest";
import { BlobCollector } from "./collect-body.ts";

const mebibyte = 1024 * 1024;

function makeBytes(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) bytes[at] = (at * 31 + (at >> 8)) & 255;
  return bytes;
}

/** Streams the bytes in chunks; `broken` ends with an error. */
function makeBody(bytes: Uint8Array<ArrayBuffer>, chunk: number, broken = false): ReadableStream {
  let at = 0;
  return new ReadableStream({
    type: "bytes",
    pull(controller) {
      if (at < bytes.length) {
        controller.enqueue(bytes.slice(at, at + chunk));
        at += chunk;
      } else if (broken) controller.error(new TypeError("reset"));
      else {
        controller.close();
        // A BYOB reader settles only after this call (Streams, ReadableByteStreamController).
        controller.byobRequest?.respond(0);
      }
    },
  });
}

it.each([0, 1, 300_000, 4 * mebibyte, 4 * mebibyte + 1, 9 * mebibyte + 77])(
  "gives %i bytes as they came, and the last of them again",
  async (length) => {
    const bytes = makeBytes(length);
    const collector = new BlobCollector();
    let counted = 0;
    await collector.read(makeBody(bytes, 70_001), (count) => {
      counted += count;
    });
    const { blob, tail } = collector.finish("application/zip");
    expect(counted).toBe(length);
    expect(blob.type).toBe("application/zip");
    expect(Buffer.from(await blob.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
    expect(tail.length).toBe(Math.min(length, mebibyte / 4));
    expect(Buffer.from(tail).equals(Buffer.from(bytes.subarray(length - tail.length)))).toBe(true);
  },
);

it("keeps every byte of a truncated body", async () => {
  const bytes = makeBytes(5 * mebibyte + 5);
  const collector = new BlobCollector();
  await expect(collector.read(makeBody(bytes, 333_333, true), () => undefined)).rejects.toThrow("reset");
  const { blob } = collector.finish("application/zip");
  expect(Buffer.from(await blob.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
});

it("also reads a body that is not a byte stream", async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array([1, 2]));
      controller.enqueue(new Uint8Array([3]));
      controller.close();
    },
  });
  const collector = new BlobCollector();
  await collector.read(body, () => undefined);
  expect([...collector.finish("").tail]).toEqual([1, 2, 3]);
});
