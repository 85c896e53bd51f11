import type { Locator, Page } from "playwright/test";
import { makePdf } from "../lib/formats/pdf/make-pdf.fixture.ts";
import { derInteger, element, octets, oid, sequence } from "../lib/formats/x509/write-der.fixture.ts";
import { makeArchive, type TestEntry } from "../lib/formats/zip/test-archive.fixture.ts";
import { expectNothingSerious } from "./support/axe.ts";
import { createAuthority } from "./support/certificates.ts";
import type { FilesServer } from "./support/files-provider.ts";
import { test as base, expect, path, preview } from "./support/files-test.ts";
import { bmp, gif, png, wav } from "./support/made-media.ts";
import { signIn } from "./support/sign-in.ts";
import { avif, jpeg2000, jpeg2000Codestream, webp } from "./support/small-media.ts";

const test = base.extend({
  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await use(page);
    expect(errors).toEqual([]);
  },
});

/** Opens an archive of these files. The returned function shows a file by index and returns its preview region. */
async function openArchive(page: Page, files: FilesServer, entries: [name: string, data: Uint8Array | string][]) {
  files.serve(makeArchive({ entries: entries.map(([name, data]): TestEntry => ({ name, data, flags: 2048 })) }));
  await signIn(page, "reviewer");
  await page.goto(path);
  return async (number: number): Promise<Locator> => {
    const name = entries[number - 1]?.[0] ?? "";
    await page.getByRole("row").filter({ hasText: name }).first().click();
    await expect(page).toHaveURL(new RegExp(`[?&]file=${number}(&|$)`));
    await expect(preview(page).getByText("CRC-32")).toBeVisible();
    return preview(page);
  };
}

/** Reads rendered colours at a quarter and at three quarters of the image width. */
const colours = (image: Locator) =>
  image.evaluate(async (element) => {
    const picture = element as HTMLImageElement;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight);
    const context = canvas.getContext("2d");
    context?.drawImage(picture, 0, 0);
    return [0.25, 0.75].map((part) => {
      const location = [Math.floor(canvas.width * part), Math.floor(canvas.height / 2)] as const;
      const [red = 0, green = 0, blue = 0] = context?.getImageData(...location, 1, 1).data ?? [];
      return red > 180 && green < 90 && blue < 90 ? "red" : blue > 180 && red < 90 && green < 90 ? "blue" : "other";
    });
  });

test("draws images of every format that browsers support", async ({ page, files }) => {
  const pictures: [string, Uint8Array][] = [
    ["a.png", png],
    ["a.gif", gif],
    ["a.bmp", bmp],
    ["a.webp", webp],
    ["a.avif", avif],
  ];
  const show = await openArchive(page, files, pictures);
  for (const [index] of pictures.entries()) {
    const image = (await show(index + 1)).getByRole("img", { name: `File ${index + 1}`, exact: true });
    await expect(image).toBeVisible();
    expect(await colours(image)).toEqual(["red", "red"]);
  }
  await expectNothingSerious(page);
});

test("draws a JPEG 2000 facial image, as a file and as a codestream, or reports that it is incomplete", async ({
  page,
  files,
}) => {
  const show = await openArchive(page, files, [
    ["portrait.jp2", jpeg2000],
    ["portrait.j2k", jpeg2000Codestream],
    ["broken.jp2", Buffer.from(jpeg2000).fill(0, 140)],
  ]);
  for (const number of [1, 2]) {
    const image = (await show(number)).getByRole("img", { name: `File ${number}`, exact: true });
    await expect(image).toBeVisible();
    expect(await colours(image)).toEqual(["red", "blue"]);
  }
  const broken = await show(3);
  await expect(
    broken.getByText(/This (image is incomplete or damaged|JPEG 2000 image could not be decoded)/).first(),
  ).toBeVisible();
  await expectNothingSerious(page);
});

/** PDF with one line in a font that is not embedded, encoded by a predefined CMap (ISO 32000-1, 9.7.5.2). */
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

test("shows the text of a PDF that needs a predefined CMap", async ({ page, files }) => {
  const show = await openArchive(page, files, [["names.pdf", makeChinesePdf()]]);
  await expect((await show(1)).getByRole("region", { name: "Page 1" })).toContainText("\u4e2d\u6587");
  await expectNothingSerious(page);
});

test("loads audio without playing it", async ({ page, files }) => {
  const show = await openArchive(page, files, [["sound.wav", wav]]);
  const sound = (await show(1)).locator("audio");
  await expect.poll(() => sound.evaluate((media: HTMLAudioElement) => media.duration)).toBeCloseTo(0.1, 1);
  expect(await sound.evaluate((media: HTMLAudioElement) => media.paused)).toBe(true);
  await expectNothingSerious(page);
});

test("shows text, tables, mail and markup as text, and names the encoding", async ({ page, files }) => {
  const texts: [name: string, data: Uint8Array | string, note: RegExp, words: string][] = [
    ["table.csv", Buffer.from("name;town\nJ\xfcrg;Z\xfcrich\n", "latin1"), /Windows-1252, guessed/, "Jürg;Zürich"],
    ["note.txt", Buffer.from("\ufeffGr\u00fc\u00dfe", "utf16le"), /^UTF-16 LE$/, "Grüße"],
    ["data.xml", '<?xml version="1.0"?><a>value</a>', /Shown as text/, "<a>value</a>"],
    ["page.html", "<!doctype html><b>bold</b>", /Nothing in it runs/, "<b>bold</b>"],
    [
      "drawing.svg",
      '<svg xmlns="http://www.w3.org/2000/svg"><text>drawn</text></svg>',
      /can contain scripts/,
      "<text>drawn",
    ],
    ["mail.eml", "From: a@example.org\nTo: b@example.org\nSubject: Hello\n\nText", /^ASCII$/, "Subject: Hello"],
  ];
  const show = await openArchive(
    page,
    files,
    texts.map(([name, data]) => [name, data]),
  );
  for (const [index, [, , note, words]] of texts.entries()) {
    const shown = await show(index + 1);
    await expect(shown.getByRole("region", { name: `Text of file ${index + 1}` })).toContainText(words);
    const encoding = shown.getByRole("combobox", { name: "Encoding" });
    const notes = await shown
      .getByText(note)
      .or(encoding.getByRole("option", { name: note, selected: true }))
      .count();
    expect(notes).toBeGreaterThan(0);
  }
  await expectNothingSerious(page);
});

test("shows JSON in the JSON tree", async ({ page, files }) => {
  const show = await openArchive(page, files, [["data.json", '{"one":{"two":3}}']]);
  await expect((await show(1)).getByRole("tree")).toContainText("two");
  await expectNothingSerious(page);
});

test("shows certificates as named fields, and names CMS that is not signed", async ({ page, files }) => {
  const { pem } = await createAuthority();
  const der = Buffer.from(pem.replace(/-----[^-]+-----/g, ""), "base64");
  const aes = sequence(oid("2.16.840.1.101.3.4.1.42"), octets(new Uint8Array(16)));
  const encrypted = sequence(oid("1.2.840.113549.1.7.1"), aes, element(0x80, new Uint8Array(16)));
  const enveloped = sequence(
    oid("1.2.840.113549.1.7.3"),
    element(0xa0, sequence(derInteger(0), element(0x31), encrypted)),
  );
  const show = await openArchive(page, files, [
    ["signer.cer", der],
    ["words.pem", `Issued for tests\n${pem}`],
    ["sealed.p7m", Buffer.from(enveloped)],
  ]);
  for (const number of [1, 2])
    await expect((await show(number)).getByRole("region", { name: "Fields" })).toContainText("CN=Test authority");
  const sealed = await show(3);
  await expect(sealed.getByText("is not signed data")).toBeVisible();
  await expect(sealed.getByRole("region", { name: "Fields" })).toContainText("enveloped data (1.2.840.113549.1.7.3)");
  await expectNothingSerious(page);
});

test("lists a nested archive on request, and saves its files under safe names", async ({ page, files }) => {
  const inner = makeArchive({ entries: [{ name: "deep/inside.txt", data: "inside" }] });
  const show = await openArchive(page, files, [["inner.zip", inner]]);
  const shown = await show(1);
  await shown.getByRole("button", { name: "Open archive" }).click();
  await expect(shown.getByRole("list", { name: "Files in the nested archive" })).toContainText("deep/inside.txt");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    shown.getByRole("button", { name: "Download: File 1" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("001-inside.txt");
  await expectNothingSerious(page);
});

test("shows bytes of an unknown type as hexadecimal, and reports an empty file", async ({ page, files }) => {
  const show = await openArchive(page, files, [
    ["unknown.xyz", Buffer.from([0, 1, 2, 3, 250, 251, 252, 253])],
    ["nothing.txt", ""],
  ]);
  const unknown = await show(1);
  await expect(unknown.getByText("The first bytes match no known type")).toBeVisible();
  await expect(unknown.getByRole("region", { name: /^Bytes of file/ })).toContainText("00 01 02 03 fa fb fc fd");
  await expectNothingSerious(page);
  await expect((await show(2)).getByText("This file is empty.")).toBeVisible();
});

test("revokes object URLs of images when their previews close", async ({ page, files }) => {
  files.serve(
    makeArchive({
      entries: [
        { name: "a.png", data: png },
        { name: "b.txt", data: "b" },
      ],
    }),
  );
  await page.addInitScript(() => {
    const objectUrls = new Set<string>();
    (window as unknown as { objectUrls: Set<string> }).objectUrls = objectUrls;
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (object) => {
      const address = createObjectURL.call(URL, object);
      objectUrls.add(address);
      return address;
    };
    URL.revokeObjectURL = (address) => {
      objectUrls.delete(address);
      revokeObjectURL.call(URL, address);
    };
  });
  const countObjectUrls = () => page.evaluate(() => (window as unknown as { objectUrls: Set<string> }).objectUrls.size);
  await signIn(page, "reviewer");
  await page.goto(`${path}?file=1`);
  await expect(preview(page).getByRole("img", { name: "File 1", exact: true })).toBeVisible();
  expect(await countObjectUrls()).toBe(1);
  await page.getByRole("row").filter({ hasText: "b.txt" }).click();
  await expect(preview(page).getByRole("region", { name: "Text of file 2" })).toBeVisible();
  expect(await countObjectUrls()).toBe(0);
});
