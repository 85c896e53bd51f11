import { crc32, deflateSync } from "node:zlib";
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "playwright/test";
import { makeArchive, type TestEntry } from "../lib/files/test-archive.ts";
import { createAuthority } from "./support/certificates.ts";
import { expect, path, preview, test } from "./support/files-test.ts";
import { makePdf } from "./support/make-pdf.ts";
import { signIn } from "./support/sign-in.ts";
import { avif, jpeg2000, jpeg2000Codestream, webp } from "./support/small-media.ts";

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
};
/** 2 × 2 pixels, red. */
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk("IHDR", Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0])),
  chunk("IDAT", deflateSync(Buffer.from([0, 255, 0, 0, 255, 0, 0, 0, 255, 0, 0, 255, 0, 0]))),
  chunk("IEND", Buffer.alloc(0)),
]);
/** One red pixel. */
const gif = Buffer.from("R0lGODdhAQABAIAAAP8AAP///ywAAAAAAQABAAACAkQBADs=", "base64");
const bmp = Buffer.alloc(58);
bmp.write("BM", 0);
for (const [at, value] of [
  [2, 58],
  [10, 54],
  [14, 40],
  [18, 1],
  [22, 1],
] as const)
  bmp.writeUInt32LE(value, at);
bmp.writeUInt16LE(1, 26);
bmp.writeUInt16LE(24, 28);
bmp.set([0, 0, 255], 54);
/** A tenth of a second of silence. */
const wav = Buffer.alloc(44 + 800);
wav.write("RIFF", 0);
wav.writeUInt32LE(836, 4);
wav.write("WAVEfmt ", 8);
for (const [at, value] of [
  [16, 16],
  [24, 8000],
  [28, 8000],
] as const)
  wav.writeUInt32LE(value, at);
for (const [at, value] of [
  [20, 1],
  [22, 1],
  [32, 1],
  [34, 8],
] as const)
  wav.writeUInt16LE(value, at);
wav.write("data", 36);
wav.writeUInt32LE(800, 40);
wav.fill(128, 44);

/** One line in a font of the reader's choice, its letters named by a predefined character map (ISO 32000-1, 9.7.5.2). */
function makeChinesePdf(): Buffer {
  const text = Buffer.from("\u4e2d\u6587", "utf16le").swap16().toString("hex");
  const draw = `BT /F1 24 Tf 20 100 Td <${text}> Tj ET`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    `<</Length ${draw.length}>>stream\n${draw}\nendstream`,
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R>>",
    "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
  ];
  return makePdf(objects);
}

/** Colours of a picture as it is drawn: at a quarter and at three quarters of its width. */
const colours = (image: Locator) =>
  image.evaluate(async (element) => {
    const picture = element as HTMLImageElement;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight);
    const context = canvas.getContext("2d");
    context?.drawImage(picture, 0, 0);
    return [0.25, 0.75].map((part) => {
      const place = [Math.floor(canvas.width * part), Math.floor(canvas.height / 2)] as const;
      const [red = 0, green = 0, blue = 0] = context?.getImageData(...place, 1, 1).data ?? [];
      return red > 180 && green < 90 && blue < 90 ? "red" : blue > 180 && red < 90 && green < 90 ? "blue" : "other";
    });
  });

type Kind = [
  name: string,
  data: () => Promise<Uint8Array | string> | Uint8Array | string,
  see: (at: Seen) => Promise<void>,
];
type Seen = { page: Page; shown: Locator; number: number };
const picture =
  (...expected: string[]) =>
  async ({ shown, number }: Seen) => {
    const image = shown.getByRole("img", { name: `File ${number}`, exact: true });
    await expect(image).toBeVisible();
    expect(await colours(image)).toEqual(expected);
  };
const text =
  (encoding: RegExp, ...words: string[]) =>
  async ({ shown, number }: Seen) => {
    await expect(shown.getByText(encoding).first()).toBeVisible();
    for (const word of words)
      await expect(shown.getByRole("region", { name: `Text of file ${number}` })).toContainText(word);
  };

const kinds: Kind[] = [
  ["a.png", () => png, picture("red", "red")],
  ["a.gif", () => gif, picture("red", "red")],
  ["a.bmp", () => bmp, picture("red", "red")],
  ["a.webp", () => webp, picture("red", "red")],
  ["a.avif", () => avif, picture("red", "red")],
  ["portrait.jp2", () => jpeg2000, picture("red", "blue")],
  ["portrait.j2k", () => jpeg2000Codestream, picture("red", "blue")],
  [
    "broken.jp2",
    () => Buffer.from(jpeg2000).fill(0, 140),
    async ({ shown }) => {
      await expect(shown.getByText(/This JPEG 2000 picture (is not whole|could not be decoded)/)).toBeVisible();
    },
  ],
  [
    "names.pdf",
    makeChinesePdf,
    async ({ shown }) => {
      await expect(shown.getByRole("region", { name: "Page 1" })).toContainText("\u4e2d\u6587");
    },
  ],
  [
    "sound.wav",
    () => wav,
    async ({ shown }) => {
      const sound = shown.locator("audio");
      await expect.poll(() => sound.evaluate((media: HTMLAudioElement) => media.duration)).toBeCloseTo(0.1, 1);
      expect(await sound.evaluate((media: HTMLAudioElement) => media.paused)).toBe(true);
    },
  ],
  ["table.csv", () => Buffer.from("name;town\nJ\xfcrg;Z\xfcrich\n", "latin1"), text(/Windows-1252/, "Jürg;Zürich")],
  ["note.txt", () => Buffer.from("\ufeffGr\u00fc\u00dfe", "utf16le"), text(/Encoding: UTF-16 LE/, "Grüße")],
  ["data.xml", () => '<?xml version="1.0"?><a>value</a>', text(/Shown as text/, "<a>value</a>")],
  ["page.html", () => "<!doctype html><b>bold</b>", text(/Nothing of it runs/, "<b>bold</b>")],
  [
    "drawing.svg",
    () => '<svg xmlns="http://www.w3.org/2000/svg"><text>drawn</text></svg>',
    text(/can hold script/, "<text>drawn</text>"),
  ],
  [
    "mail.eml",
    () => "From: a@example.org\nTo: b@example.org\nSubject: Hello\n\nText",
    text(/Encoding: ASCII/, "Subject: Hello"),
  ],
  ["data.json", () => '{"one":{"two":3}}', async ({ shown }) => expect(shown.getByRole("tree")).toContainText("two")],
  [
    "signer.cer",
    async () => {
      const pem = (await createAuthority()).pem;
      return Buffer.from(pem.replace(/-----[^-]+-----/g, ""), "base64");
    },
    async ({ shown }) => expect(shown.getByRole("region", { name: "Fields" })).toContainText("CN=Test authority"),
  ],
  [
    "inner.zip",
    () => makeArchive({ entries: [{ name: "deep/inside.txt", data: "inside" }] }),
    async ({ shown, page }) => {
      await shown.getByRole("button", { name: "Open and list it" }).click();
      await expect(shown.getByRole("list", { name: "Files of the archive inside" })).toContainText("deep/inside.txt");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        shown.getByRole("button", { name: "Download file 1" }).click(),
      ]);
      expect(download.suggestedFilename()).toBe("001-inside.txt");
    },
  ],
  [
    "unknown.xyz",
    () => Buffer.from([0, 1, 2, 3, 250, 251, 252, 253]),
    async ({ shown }) => {
      await expect(shown.getByText("The beginning is of no known type")).toBeVisible();
      await expect(shown.getByRole("region", { name: /^Bytes of file/ })).toContainText("00 01 02 03 fa fb fc fd");
    },
  ],
  ["nothing.txt", () => "", async ({ shown }) => expect(shown.getByText("This file is empty.")).toBeVisible()],
];

test("every kind of file is seen as what it is", async ({ page, files }) => {
  test.setTimeout(240_000);
  const entries: TestEntry[] = [];
  for (const [name, data] of kinds) entries.push({ name, data: await data(), flags: 2048 });
  files.serve(makeArchive({ entries }));
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await signIn(page, "reviewer");
  for (const [index, [name, , see]] of kinds.entries()) {
    await test.step(name, async () => {
      await page.goto(`${path}?file=${index + 1}`);
      await expect(preview(page).getByText("CRC-32")).toBeVisible();
      await see({ page, shown: preview(page), number: index + 1 });
      const { violations } = await new AxeBuilder({ page }).include('[aria-label="Preview"]').analyze();
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    });
  }
  expect(errors).toEqual([]);
});

test("addresses of pictures are given back when nothing shows them any more", async ({ page, files }) => {
  files.serve(
    makeArchive({
      entries: [
        { name: "a.png", data: png },
        { name: "b.txt", data: "b" },
      ],
    }),
  );
  await page.addInitScript(() => {
    const held = new Set<string>();
    (window as unknown as { held: Set<string> }).held = held;
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (object) => {
      const address = createObjectURL.call(URL, object);
      held.add(address);
      return address;
    };
    URL.revokeObjectURL = (address) => {
      held.delete(address);
      revokeObjectURL.call(URL, address);
    };
  });
  const held = () => page.evaluate(() => (window as unknown as { held: Set<string> }).held.size);
  await signIn(page, "reviewer");
  await page.goto(`${path}?file=1`);
  await expect(preview(page).getByRole("img", { name: "File 1", exact: true })).toBeVisible();
  expect(await held()).toBe(1);
  await page.getByRole("row").filter({ hasText: "b.txt" }).click();
  await expect(preview(page).getByRole("region", { name: "Text of file 2" })).toBeVisible();
  expect(await held()).toBe(0);
});
