import { expect, test } from "vitest";
import { readImageSize } from "./image-size.ts";

/** Builds a GIF with one frame of the given screen and position, after a comment. */
function makeGif(
  screen: [number, number],
  picture: [left: number, top: number, width: number, height: number],
): Buffer {
  const head = Buffer.from("GIF89a\0\0\0\0\u0000\0\0!\u00fe\u0003abc\0,\0\0\0\0\0\0\0\0\0", "latin1");
  head.writeUInt16LE(screen[0], 6);
  head.writeUInt16LE(screen[1], 8);
  for (const [index, value] of picture.entries()) head.writeUInt16LE(value, head.indexOf(",") + 1 + index * 2);
  return head;
}

test("returns the screen size of a GIF, or its first frame if that is larger", () => {
  expect(readImageSize(makeGif([40, 30], [0, 0, 40, 30]), "image/gif")).toEqual({ width: 40, height: 30 });
  expect(readImageSize(makeGif([1, 1], [5, 0, 30_000, 30_000]), "image/gif")).toEqual({
    width: 30_005,
    height: 30_000,
  });
});

test("returns null for a zero or truncated size", () => {
  const whole = makeGif([40, 30], [0, 0, 40, 30]);
  for (let length = 0; length < whole.length - 1; length += 1)
    expect(readImageSize(whole.subarray(0, length), "image/gif")).toBeNull();
  expect(readImageSize(makeGif([0, 0], [0, 0, 0, 0]), "image/gif")).toBeNull();
  expect(readImageSize(Buffer.alloc(64), "image/png")).toBeNull();
});
