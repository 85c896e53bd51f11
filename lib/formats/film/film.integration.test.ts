import { readFileSync } from "node:fs";
import { join } from "node:path";
import mediaInfoFactory from "mediainfo.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFolder, runFileTool } from "../../../e2e/support/file-tools.ts";
import { countMissingChunks } from "./check-samples.ts";
import { describeFilm, type MediaTrack } from "./describe-film.ts";

/** Container and codecs of films and sounds that ffmpeg makes, with the names that a person knows. */
const made: [file: string, codecs: string[], options: string[]][] = [
  ["h264.mp4", ["H.264", "AAC"], ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac"]],
  ["first.mov", ["H.264", "AAC"], ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "faststart"]],
  ["h263.3gp", ["H.263", "AAC"], ["-c:v", "h263", "-c:a", "aac"]],
  ["mpeg4.avi", ["MPEG-4 Visual", "MP3"], ["-c:v", "mpeg4", "-c:a", "libmp3lame"]],
  ["vp9.webm", ["VP9", "Opus"], ["-c:v", "libvpx-vp9", "-c:a", "libopus"]],
  ["h264.mkv", ["H.264", "AAC"], ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac"]],
  ["sound.mp3", ["MP3"], ["-vn", "-c:a", "libmp3lame"]],
  ["sound.wav", ["PCM"], ["-vn"]],
  ["sound.flac", ["FLAC"], ["-vn"]],
  ["sound.ogg", ["Vorbis"], ["-vn", "-c:a", "libvorbis"]],
];
const { folder, remove } = makeFolder();
afterAll(remove);

beforeAll(() => {
  const inputs = [
    "-f",
    "lavfi",
    "-i",
    "testsrc=size=176x144:rate=10:duration=1",
    "-f",
    "lavfi",
    "-i",
    "sine=duration=1",
  ];
  runFileTool(folder, "ffmpeg", "-v", "error", ...inputs, ...made.flatMap(([file, , options]) => [...options, file]));
});

const reader = mediaInfoFactory({ format: "object" });

async function inspect(bytes: Uint8Array<ArrayBuffer>) {
  const info = await reader;
  const result = await info.analyzeData(bytes.length, async (size, from) => bytes.slice(from, from + size));
  return describeFilm((result.media?.track ?? []) as unknown as MediaTrack[]);
}

const read = (file: string) => new Uint8Array(readFileSync(join(folder, file)));

describe("films and sounds of ffmpeg", () => {
  it.each(made)("%s is whole, and its codecs have their usual names", async (file, codecs) => {
    const bytes = read(file);
    const film = await inspect(bytes);
    expect(film.tracks.map(({ codec }) => codec)).toEqual(codecs);
    expect(film.defects).toEqual([]);
    expect(film.seconds).toBeGreaterThan(0.9);
    if (/mp4|mov|3gp/.test(file)) expect(await countMissingChunks(new Blob([bytes]))).toBe(0);
  });

  it.each(made.filter(([file]) => file !== "sound.flac"))("%s says that it was cut", async (file) => {
    const bytes = read(file);
    for (const part of [0.5, 0.8]) {
      const film = await inspect(bytes.slice(0, Math.floor(bytes.length * part)));
      expect(
        film.defects.map(({ code }) => code),
        `${part}`,
      ).toContain("truncated");
    }
  });

  it("say that the index is missing, or lists what is not there", async () => {
    const late = read("h264.mp4");
    const noIndex = await inspect(late.slice(0, late.length >> 1));
    expect(noIndex.defects.map(({ code }) => code)).toContain("index_missing");
    const early = read("first.mov");
    expect(await countMissingChunks(new Blob([early.slice(0, early.length >> 1)]))).toBeGreaterThan(0);
  });

  it("are read without an error, cut at every kilobyte", async () => {
    const bytes = read("first.mov");
    for (let end = 0; end < bytes.length; end += 1024) {
      const blob = new Blob([bytes.slice(0, end)]);
      await expect(countMissingChunks(blob)).resolves.not.toBeUndefined();
    }
  });
});
