import { readFileSync } from "node:fs";
import { join } from "node:path";
import mediaInfoFactory from "mediainfo.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFolder, runFileTool } from "../../../e2e/support/file-tools.ts";
import { inspectFilm } from "./inspect-film.ts";
import type { Film } from "./model.ts";

type Made = [file: string, codecs: string[], options: string[]];

const picture = ["-c:v", "libx264", "-pix_fmt", "yuv420p"];
const aac = ["-c:a", "aac"];

/** Container and codecs of films and sounds that ffmpeg makes, with the names that a person knows. */
const films: Made[] = [
  ["h264.mp4", ["H.264", "AAC"], [...picture, ...aac]],
  ["first.mov", ["H.264", "AAC"], [...picture, ...aac, "-movflags", "faststart"]],
  [
    "hevc.mp4",
    ["HEVC (H.265)", "AAC"],
    ["-c:v", "libx265", "-x265-params", "log-level=none", "-tag:v", "hvc1", ...aac],
  ],
  ["h263.3gp", ["H.263", "AAC"], ["-c:v", "h263", ...aac]],
  ["mpeg4.avi", ["MPEG-4 Visual", "MP3"], ["-c:v", "mpeg4", "-c:a", "libmp3lame"]],
  ["vp9.webm", ["VP9", "Opus"], ["-c:v", "libvpx-vp9", "-c:a", "libopus"]],
  ["h264.mkv", ["H.264", "AAC"], [...picture, ...aac]],
  ["theora.ogv", ["Theora", "Vorbis"], ["-c:v", "libtheora", "-c:a", "libvorbis"]],
  ["camera.ts", ["H.264", "AAC"], [...picture, ...aac]],
];
const sounds: Made[] = [
  ["sound.mp3", ["MP3"], ["-c:a", "libmp3lame"]],
  ["sound.m4a", ["AAC"], aac],
  ["sound.aac", ["AAC"], aac],
  ["sound.ogg", ["Vorbis"], ["-c:a", "libvorbis"]],
  ["sound.opus", ["Opus"], ["-c:a", "libopus"]],
  ["sound.flac", ["FLAC"], []],
  ["phone.wav", ["G.711 µ-law"], ["-c:a", "pcm_mulaw"]],
  ["sound.wav", ["PCM"], []],
];
const made = [...films, ...sounds.map(([file, codecs, options]): Made => [file, codecs, ["-vn", ...options]])];
/** Its samples may have any value, so that only a missing end shows. */
const isChecked = ([file]: Made) => !file.endsWith(".wav");

/** Frames of speech, as phones write them (RFC 4867, 5): type, quality bit, and bits that mean any sound. */
const amr = Buffer.concat([
  Buffer.from("#!AMR\n"),
  ...Array.from({ length: 200 }, (_, frame) =>
    Buffer.from([0x3c, ...Array.from({ length: 31 }, (_, at) => (frame * at * 7) & 255)]),
  ),
]);

const { folder, remove } = makeFolder();
afterAll(remove);

const inputs = ["-f", "lavfi", "-i", "testsrc=size=176x144:rate=10:duration=2", "-f", "lavfi", "-i", "sine=duration=2"];

beforeAll(() => {
  runFileTool(folder, "ffmpeg", "-v", "error", ...inputs, ...made.flatMap(([file, , options]) => [...options, file]));
});

const reader = mediaInfoFactory({ format: "object" });

async function inspect(bytes: Uint8Array<ArrayBuffer>) {
  const info = await reader;
  return inspectFilm(new Blob([bytes]), (size, part) => info.analyzeData(size, part));
}

const read = (file: string) => new Uint8Array(readFileSync(join(folder, file)));
const warnings = (film: Film) => film.defects.filter(({ severity }) => severity !== "note").map(({ code }) => code);
const inMiddle = /^(damaged|pictures_damaged|sounds_damaged)$/;

describe("films and sounds of ffmpeg", () => {
  it.each(made)("%s is whole, and its codecs have their usual names", async (file, codecs) => {
    const film = await inspect(read(file));
    expect(film.tracks.map(({ codec }) => codec)).toEqual(codecs);
    expect(warnings(film)).toEqual([]);
    // ADTS has no field for it.
    if (file !== "sound.aac") expect(film.seconds).toBeGreaterThan(1.9);
  });

  it.each(made)("%s says that it was cut", async (file) => {
    const bytes = read(file);
    for (const part of [0.31, 0.53, 0.83, 0.98]) {
      const cut = bytes.slice(0, Math.floor(bytes.length * part));
      expect(warnings(await inspect(cut)), `${part}`).toContain("truncated");
    }
  });

  it.each(made.filter(isChecked))("%s says that it is damaged in the middle", async (file) => {
    const bytes = read(file);
    const middle = bytes.length >> 1;
    const zeros = bytes.slice().fill(0, middle, middle + 3000);
    expect(warnings(await inspect(zeros)).some((code) => inMiddle.test(code))).toBe(true);
    // Other data of the same kind at the wrong place, as a bad copy makes it: only checksums and lengths show it.
    if (file.endsWith(".m4a")) return;
    const moved = bytes.slice();
    moved.set(bytes.slice(1000, 4000), middle + 13);
    expect(warnings(await inspect(moved)).some((code) => inMiddle.test(code))).toBe(true);
  });

  it("say that the index is missing, or lists what is not there", async () => {
    const late = read("h264.mp4");
    expect(warnings(await inspect(late.slice(0, late.length >> 1)))).toContain("index_missing");
    const early = read("first.mov");
    expect(warnings(await inspect(early.slice(0, early.length >> 1)))).toContain("samples_missing");
  });

  it.each(["-f webm -live 1", "-f matroska", "-f mp4 -movflags frag_keyframe+empty_moov"])(
    "raise no alarm when they are written to a pipe, as a browser records: %s",
    async (format) => {
      const codecs = format.includes("webm") ? ["-c:v", "libvpx", "-c:a", "libopus"] : [...picture, ...aac];
      const bytes = runFileTool(folder, "ffmpeg", "-v", "error", ...inputs, ...codecs, ...format.split(" "), "-");
      const film = await inspect(new Uint8Array(bytes));
      expect(warnings(film)).toEqual([]);
      if (!format.includes("mp4")) expect(film.defects.map(({ code }) => code)).toEqual(["no_duration"]);
    },
  );

  it.each(made)("%s has a note about checksums if nothing inside it can be checked", async (file) => {
    const codes = (await inspect(read(file))).defects.map(({ code }) => code);
    expect(codes.includes("no_checksum")).toBe(file.endsWith(".wav"));
  });

  it.each([
    ["-f aiff -vn", false],
    ["-f w64 -vn", false],
    ["-f mp4 -movflags frag_keyframe+empty_moov", true],
  ])("say that a change inside cannot be noticed, without an alarm: %s", async (format, isFilm) => {
    const codecs = isFilm ? [...picture, ...aac] : [];
    runFileTool(folder, "ffmpeg", "-v", "error", "-y", ...inputs, ...codecs, ...format.split(" "), "quiet");
    const bytes = read("quiet");
    const changed = bytes.slice();
    changed.set(bytes.slice(1000, 1400), (bytes.length >> 1) + 13);
    for (const one of [bytes, changed]) {
      const { defects } = await inspect(one);
      expect(defects.filter(({ code }) => code === "no_checksum")).toEqual([{ code: "no_checksum", severity: "note" }]);
    }
    expect(warnings(await inspect(bytes))).toEqual([]);
  });

  it("raise no alarm for sounds written to a pipe, and for tags and filling", async () => {
    const pipe = (...options: string[]) =>
      new Uint8Array(runFileTool(folder, "ffmpeg", "-v", "error", ...inputs, "-vn", ...options, "-"));
    const wave = await inspect(pipe("-f", "wav"));
    expect(wave.defects.map(({ code }) => code)).toEqual(["size_unknown", "no_checksum"]);
    expect((await inspect(pipe("-f", "flac"))).defects.map(({ code }) => code)).toEqual(["no_duration"]);
    const tags = ["-id3v2_version", "3", "-write_id3v1", "1", "-write_apetag", "1", "-metadata", "title=Statement"];
    const tagged = pipe("-f", "mp3", ...tags);
    expect(warnings(await inspect(tagged))).toEqual([]);
    expect(warnings(await inspect(new Uint8Array([...tagged, ...new Uint8Array(300)])))).toEqual([]);
    // Several streams one after the other, and an ID3 tag after FLAC.
    expect(warnings(await inspect(new Uint8Array([...read("sound.ogg"), ...read("sound.opus")])))).toEqual([]);
    const tag = Buffer.from(`TAG${"x".repeat(125)}`);
    expect(warnings(await inspect(new Uint8Array([...read("sound.flac"), ...tag])))).toEqual([]);
  });

  it("are read without an error, cut at every kilobyte", async () => {
    for (const file of ["first.mov", "h264.mkv", "sound.ogg", "sound.flac", "sound.mp3", "mpeg4.avi"]) {
      const bytes = read(file);
      for (let end = 1024; end < bytes.length; end += 1024)
        await expect(inspect(bytes.slice(0, end)), `${file} ${end}`).resolves.toBeDefined();
    }
  });
});

describe("AMR", () => {
  it("is whole, cut, and damaged in the middle", async () => {
    const film = await inspect(new Uint8Array(amr));
    expect(film.tracks.map(({ codec }) => codec)).toEqual(["AMR-NB"]);
    expect(warnings(film)).toEqual([]);
    expect(warnings(await inspect(new Uint8Array(amr.subarray(0, 3001))))).toEqual(["truncated"]);
    const zeros = new Uint8Array(amr).fill(0, 3000, 4000);
    expect(warnings(await inspect(zeros))).toContain("damaged");
  });
});
