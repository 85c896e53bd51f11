import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright/test";
import { makeArchive } from "../lib/formats/zip/test-archive.fixture.ts";
import { expectNothingSerious } from "./support/axe.ts";
import { makeFolder, runFileTool } from "./support/file-tools.ts";
import { expect, path, preview, test } from "./support/files-test.ts";
import { signIn } from "./support/sign-in.ts";

const { folder, remove } = makeFolder();
test.afterAll(remove);

const h264 = ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "faststart"];
const inputs = ["-f", "lavfi", "-i", "testsrc=size=176x144:rate=10:duration=1", "-f", "lavfi", "-i", "sine=duration=1"];

function makeFilms() {
  runFileTool(
    folder,
    "ffmpeg",
    ...["-v", "error", ...inputs],
    ...[...h264, "whole.mp4"],
    ...["-c:v", "h263", "-c:a", "aac", "phone.3gp"],
    ...["-c:v", "mpeg4", "-c:a", "libmp3lame", "camera.avi"],
    ...["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "mp2", "silent.mp4"],
    ...["-c:v", "libvpx", "-c:a", "libopus", "-live", "1", "recorded.webm"],
    ...["-vn", "-c:a", "libmp3lame", "voice.mp3"],
  );
}

/** Films by name, in the order of the archive. */
function listFilms(): [name: string, data: Buffer][] {
  const read = (name: string) => readFileSync(join(folder, name));
  const whole = read("whole.mp4");
  return [
    ["whole.mp4", whole],
    ["phone.3gp", read("phone.3gp")],
    ["camera.avi", read("camera.avi")],
    ["cut.mp4", whole.subarray(0, Math.floor(whole.length * 0.7))],
    ["voice.mp3", read("voice.mp3")],
    ["cut.mp3", read("voice.mp3").subarray(0, 4000)],
    ["silent.mp4", read("silent.mp4")],
    ["recorded.webm", read("recorded.webm")],
    ["damaged.mp4", Buffer.from(whole).fill(0, whole.length >> 1, (whole.length >> 1) + 3000)],
  ];
}

test.beforeAll(makeFilms);

/** What is said of the file; the empty announcements of the page are left out. */
const said = (shown: Locator) => shown.getByRole("status").filter({ hasText: /./ });

async function show(page: Page, number: number) {
  await page.goto(`${path}?file=${number}`);
  const shown = preview(page);
  await expect(shown.locator("[data-media=done]")).toBeVisible();
  return shown;
}

test("names codecs, says what does not play, and what is missing", async ({ page, files }) => {
  const films = listFilms();
  files.serve(makeArchive({ entries: films.map(([name, data]) => ({ name, data, method: 0 })) }));
  await signIn(page, "reviewer");

  const whole = await show(page, 1);
  await expect(whole.getByRole("region", { name: "Film and sound" })).toContainText("H.264, 176 × 144");
  await expect(said(whole)).toHaveCount(0);
  expect(await whole.locator("video").evaluate((video: HTMLVideoElement) => video.paused)).toBe(true);

  const phone = await show(page, 2);
  await expect(said(phone)).toContainText("The picture (H.263) cannot be played by this browser");

  const camera = await show(page, 3);
  await expect(camera.getByRole("alert")).toContainText("This browser cannot play the file");
  await expect(camera.getByRole("region", { name: "Film and sound" })).toContainText("MPEG-4 Visual");
  await expect(camera.locator("video")).toHaveCount(0);
  await expectNothingSerious(page);

  const cut = await show(page, 4);
  await expect(said(cut)).toContainText("The file ends before its declared end");
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNothingSerious(page);

  const voice = await show(page, 5);
  await expect(voice.getByRole("region", { name: "Film and sound" })).toContainText("MP3");
  await expect(said(voice)).toHaveCount(0);
  await voice.locator("audio").focus();
  await expect(said(await show(page, 6))).toContainText("The last part is missing");

  await expect(said(await show(page, 7))).toContainText(/The sound \(.+\) cannot be played by this browser/);
  const recorded = await show(page, 8);
  await expect(recorded.getByRole("region", { name: "Film and sound" })).toContainText("does not state its duration");
  await expect(said(recorded)).toHaveCount(0);
  await expect(said(await show(page, 9))).toContainText("of the film are damaged");
});

test("shows nothing of a film while files are masked", async ({ page, files }) => {
  files.serve(makeArchive({ entries: [{ name: "whole.mp4", data: readFileSync(join(folder, "whole.mp4")) }] }));
  await signIn(page, "reviewer");
  const shown = await show(page, 1);
  await page.getByRole("switch", { name: "Mask personal data" }).click();
  await expect(shown.locator("video")).toHaveCount(0);
  await expect(shown.getByRole("region", { name: "Film and sound" })).toHaveCount(0);
});
