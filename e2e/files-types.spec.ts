import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright/test";
import { makeArchive, type TestEntry } from "../lib/formats/zip/test-archive.fixture.ts";
import { expectNothingSerious } from "./support/axe.ts";
import { createAuthority } from "./support/certificates.ts";
import type { FilesServer } from "./support/files-provider.ts";
import { test as base, expect, path, preview } from "./support/files-test.ts";
import { signIn } from "./support/sign-in.ts";

const test = base.extend({
  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await use(page);
    expect(errors).toEqual([]);
  },
});

async function openArchive(page: Page, files: FilesServer, entries: [name: string, data: Uint8Array | string][]) {
  files.serve(makeArchive({ entries: entries.map(([name, data]): TestEntry => ({ name, data, flags: 2048 })) }));
  await signIn(page, "reviewer");
  await page.goto(path);
  return async (number: number): Promise<Locator> => {
    await page.goto(`${path}?file=${number}`);
    await expect(preview(page).getByText("CRC-32", { exact: true })).toBeVisible();
    return preview(page);
  };
}

/** Bytes of a text whose letters are at `from` in an encoding, in the order of Unicode from `first`. */
const shift = (text: string, first: number, from: number) =>
  Buffer.from([...text].map((letter) => (letter < "\u0080" ? 0 : from - first) + letter.charCodeAt(0)));

test("names the encoding of old texts, and another one is chosen with the keyboard", async ({ page, files }) => {
  const greek = "Ο πελατης ηρθε στο γραφειο για να ζητησει νεα ταυτοτητα και να αλλαξει το επωνυμο του.";
  const japanese = "お客様は月曜日に窓口へお越しになり";
  const show = await openArchive(page, files, [
    ["greek.txt", shift(greek, 0x391, 0xc1)],
    [
      "utf32.txt",
      Buffer.from(
        [...`Größe ${japanese}`].flatMap((letter) => [
          ...Buffer.from(Uint32Array.of(letter.codePointAt(0) ?? 0).buffer),
        ]),
      ),
    ],
    ["wide.txt", Buffer.from(japanese, "utf16le")],
    [
      "late.log",
      Buffer.concat([
        Buffer.from("2026-01-01 INFO started\n".repeat(4000)),
        Buffer.from("Z\xfcrich, M\xfcller, Stra\xdfe, gepr\xfcft und best\xe4tigt", "latin1"),
      ]),
    ],
  ]);
  const first = await show(1);
  const text = first.getByRole("region", { name: "Text of file 1" });
  const choice = first.getByRole("combobox", { name: "Encoding" });
  await expect(text).toContainText(greek);
  await expect(choice.getByRole("option", { selected: true })).toHaveText(/, guessed$/);
  await choice.focus();
  await page.keyboard.press("End");
  await expect(choice.getByRole("option", { selected: true })).toHaveText("EUC-KR");
  await expect(text).not.toContainText(greek);
  await page.keyboard.press("Home");
  await expect(text).toContainText(greek);
  await expectNothingSerious(page);
  await expect((await show(2)).getByRole("region", { name: "Text of file 2" })).toContainText(japanese);
  await expect((await show(3)).getByRole("region", { name: "Text of file 3" })).toContainText(japanese);
  await expect(
    (await show(4)).getByRole("combobox", { name: "Encoding" }).getByRole("option", { selected: true }),
  ).toHaveText(/125|8859|Mac|DOS/);
});

test("reads DOS and Mac text with the tables that browsers lack", async ({ page, files }) => {
  const show = await openArchive(page, files, [
    [
      "dos.txt",
      Buffer.from(
        "Herr M\x81ller aus Z\x81rich hat die Pr\x81fung best\x84tigt, sp\x84ter h\x94ren wir mehr dar\x81ber.",
        "latin1",
      ),
    ],
  ]);
  await expect((await show(1)).getByRole("region", { name: "Text of file 1" })).toContainText(
    "Müller aus Zürich hat die Prüfung bestätigt, später hören",
  );
});

test("shows JSON in UTF-16 and UTF-32 as a tree, and names the encoding", async ({ page, files }) => {
  const json = '{"town":"Zürich","list":[1,2]}';
  const show = await openArchive(page, files, [
    ["le.json", Buffer.from(`\ufeff${json}`, "utf16le")],
    ["be.json", Buffer.from(json, "utf16le").swap16()],
    [
      "utf32.json",
      Buffer.from([...json].flatMap((letter) => [...Buffer.from(Uint32Array.of(letter.codePointAt(0) ?? 0).buffer)])),
    ],
    ["latin.json", Buffer.from(json, "latin1")],
  ]);
  for (const [number, name] of [
    [1, "UTF-16 LE"],
    [2, "UTF-16 BE"],
    [3, "UTF-32 LE"],
    [4, "guessed"],
  ] as const) {
    const shown = await show(number);
    await expect(shown.getByRole("tree")).toContainText("Zürich");
    await expect(shown.getByText(`RFC 8259`)).toContainText(name);
  }
  await expectNothingSerious(page);
});

test("names documents in ZIP archives, keys and programs in the list, and accuses only what misleads", async ({
  page,
  files,
}) => {
  const zip = (...names: string[]) => makeArchive({ entries: names.map((name): TestEntry => ({ name, data: "x" })) });
  await openArchive(page, files, [
    ["contract.docx", zip("[Content_Types].xml", "word/document.xml")],
    ["macros.docm", zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")],
    ["container.asice", zip("a.pdf", "META-INF/signatures0.xml")],
    ["photo.jpg", zip("a.txt")],
    ["key.pem", "Bag Attributes\n-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n"],
    ["start.bat", "@echo off\r\n"],
  ]);
  const row = (name: string) => page.getByRole("row").filter({ hasText: name });
  await expect(row("contract.docx")).toContainText("Word document");
  await expect(row("contract.docx").getByText("anomaly")).toHaveCount(0);
  await expect(row("macros.docm")).toContainText("Word document with macros");
  await expect(row("container.asice")).toContainText("Signed container (ASiC-E)");
  await expect(row("photo.jpg")).toContainText("extension jpg");
  await expect(row("key.pem")).toContainText("Private key, text");
  await expect(row("key.pem").getByText("anomaly")).toHaveCount(1);
  await expect(row("start.bat")).toContainText("Windows script");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNothingSerious(page);
});

test("shows a displayed portrait of a chip with padding, and a certificate in base64 between words", async ({
  page,
  files,
}) => {
  const portrait = readFileSync("sandbox/fixtures/anais/portrait.jpg");
  const wrap = (tag: number[], ...parts: Uint8Array[]) => {
    const content = Buffer.concat(parts);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([Buffer.from(tag), Buffer.from([0x84]), length, content]);
  };
  const group = wrap([0x65], Buffer.from([2, 1, 1]), wrap([0x5f, 0x40], portrait));
  const { pem } = await createAuthority();
  const show = await openArchive(page, files, [
    ["dg5.bin", Buffer.concat([group, Buffer.alloc(100)])],
    ["words.pem", `Bag Attributes\r\n  friendlyName: a\r\n${pem}`],
  ]);
  await expect((await show(1)).getByRole("img", { name: "File 1", exact: true })).toBeVisible();
  await expect((await show(2)).getByText("Subject", { exact: true })).toBeVisible();
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNothingSerious(page);
});
