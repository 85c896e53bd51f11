import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeFolder, runFileTool } from "../../../e2e/support/file-tools.ts";
import { readImageSize } from "../media/image-size.ts";
import { sniff } from "../media/sniff.ts";
import { examinePicture } from "./examine-picture.ts";
import { makeHeifSequence } from "./heif-sequence.fixture.ts";

const { folder, remove } = makeFolder();
afterAll(remove);

function make(name: string, ...options: string[]): Uint8Array<ArrayBuffer> {
  const films = ["96x64", "48x32"].flatMap((size) => ["-f", "lavfi", "-i", `testsrc=size=${size}:rate=5:duration=2`]);
  runFileTool(folder, "ffmpeg", "-v", "error", "-y", ...films, ...options, name);
  return new Uint8Array(readFileSync(join(folder, name)));
}

const hevc = ["-c:v", "libx265", "-x265-params", "log-level=none", "-tag:v", "hvc1", "-f", "mp4"];

async function examine(bytes: Uint8Array<ArrayBuffer>) {
  const type = sniff(bytes.subarray(0, 65_536), bytes.length);
  const report = await examinePicture(bytes, type.mime);
  return { label: type.label, size: readImageSize(bytes, type.mime), report };
}

test.each(["hevc", "msf1", "heis"])(
  "HEIC sequence with the brand %s: type, size, frames and thumbnails",
  async (brand) => {
    const plain = makeHeifSequence(make("one.heics", "-map", "0", ...hevc), brand);
    const one = await examine(plain);
    expect([one.label, one.size]).toEqual(["HEIC", { width: 96, height: 64 }]);
    expect(one.report).toMatchObject({ frames: 10, thumbnails: 0, defects: [] });
    const two = await examine(makeHeifSequence(make("two.heics", "-map", "0", "-map", "1", ...hevc), brand, 2));
    expect([two.label, two.size]).toEqual(["HEIC", { width: 96, height: 64 }]);
    expect(two.report).toMatchObject({ frames: 10, thumbnails: 10, defects: [] });
  },
);

test("AVIF sequence of ffmpeg: frames, and the still picture", async () => {
  const { label, size, report } = await examine(make("film.avif", "-map", "0", "-c:v", "libaom-av1", "-cpu-used", "8"));
  expect([label, size]).toEqual(["AVIF", { width: 96, height: 64 }]);
  expect(report).toMatchObject({ frames: 10, defects: [] });
});

test("cut anywhere: a report without an error, and a defect where bytes are missing", async () => {
  const whole = makeHeifSequence(make("cut.heics", "-map", "0", ...hevc), "hevc");
  for (let length = 32; length < whole.length; length += 211) {
    const { report } = await examine(whole.slice(0, length));
    expect(report.defects.map(({ code }) => code)).not.toEqual([]);
  }
});
