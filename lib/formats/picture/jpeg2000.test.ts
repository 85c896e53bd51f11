import { expect, test } from "vitest";
import { jpeg2000, jpeg2000Codestream } from "../../../e2e/support/small-media.ts";
import { readImageSize } from "#lib/formats/media/image-size";
import { isCompleteJpeg2000 } from "./jpeg2000.ts";

test("is complete for a full JPEG 2000 file or codestream, and incomplete for any part", () => {
  for (const picture of [jpeg2000, jpeg2000Codestream]) {
    expect(readImageSize(picture, "image/jp2")).toEqual({ width: 48, height: 64 });
    expect(isCompleteJpeg2000(picture)).toBe(true);
    for (let length = 0; length < picture.length; length += 1)
      expect(isCompleteJpeg2000(picture.subarray(0, length))).toBe(false);
    expect(isCompleteJpeg2000(Buffer.from(picture).fill(0, 140))).toBe(false);
  }
});
