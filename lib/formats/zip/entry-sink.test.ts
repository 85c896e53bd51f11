import { expect, test } from "vitest";
import { EntrySink } from "./entry-sink.ts";

const megabyte = 1024 * 1024;
const total = 40 * megabyte;
/** A byte that depends on its place. */
const at = (place: number) => (place * 31 + (place >> 10)) & 255;

async function write(range: { from: number; to: number } | null): Promise<EntrySink> {
  const sink = await EntrySink.take(false, () => range);
  const chunk = new Uint8Array(3 * megabyte + 17);
  for (let from = 0; from < total; from += chunk.length) {
    const part = chunk.subarray(0, Math.min(chunk.length, total - from));
    for (let index = 0; index < part.length; index += 1) part[index] = at(from + index);
    sink.write(part);
  }
  return sink;
}

test("keeps the bytes of a large entry that type detection asked for, wherever they are", async () => {
  // Inside one step, across the steps of 16 MB, and in the last step.
  for (const from of [100_000, 16 * megabyte - 2048, 20 * megabyte, 32 * megabyte - 10, 36 * megabyte]) {
    const range = { from, to: from + 4096 };
    const sink = await write(range);
    const expected = Uint8Array.from({ length: 4096 }, (_, index) => at(from + index));
    expect([from, sink.readBytes(range.from, range.to)]).toEqual([from, expected]);
    expect(sink.readBytes(total - 100, total)).toEqual(Uint8Array.from({ length: 100 }, (_, i) => at(total - 100 + i)));
    sink.release();
  }
  const without = await write(null);
  expect(without.readBytes(100_000, 104_096)).toEqual(new Uint8Array());
  without.release();
});
