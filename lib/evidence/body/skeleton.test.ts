import fc from "fast-check";
import { expect, it } from "vitest";
import { readSample } from "./sample.ts";
import { readJsonSkeleton } from "./skeleton.ts";

const skeletonOf = async (text: string) => {
  const blob = new Blob([text]);
  return readJsonSkeleton(blob, await readSample(blob));
};

it("reads a short text as it is", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 2 }), async (value) => {
      const text = JSON.stringify(value, null, 1);
      expect(await skeletonOf(text)).toEqual(JSON.parse(text));
    }),
  );
});

it("cuts long texts between characters and escapes at any offset, and continues after them", async () => {
  for (const unit of ["A", "é", "秀", "😀", "\\", '"', "\n", "\u0001", 'a"\\', "\\\\n"]) {
    for (const lead of ["", "x", "xx", "xxx", "xxxx"]) {
      const long = lead + unit.repeat(60_000);
      const read = (await skeletonOf(JSON.stringify({ before: 1, long, after: [long, "end"] }))) as {
        before: number;
        long: string;
        after: string[];
      };
      expect(read).toMatchObject({ before: 1, after: [read.long, "end"] });
      expect(long.startsWith(read.long), unit).toBe(true);
      expect(read.long.length).toBeGreaterThan(300);
      expect(read.long.length).toBeLessThan(5000);
    }
  }
});

it("returns undefined for text that is long without long strings, malformed, or cut", async () => {
  const long = JSON.stringify(Array.from({ length: 30_000 }, (_, at) => at));
  for (const text of [long, '{"a":1', '{"a":"b', "{a:1}", `{"a":"${"x".repeat(100_000)}`])
    expect(await skeletonOf(text)).toBeUndefined();
});
