import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { decodeText } from "./decode-text.ts";
import { detectEncoding } from "./detect-encoding.ts";
import type { EncodingId } from "./encodings.ts";
import { guessEncoding } from "./guess-encoding.ts";
import { splitTones } from "./language-model.ts";
import { testTexts } from "./test-texts.fixture.ts";

const iconvName: Record<string, string> = {
  ibm866: "cp866",
  "x-mac-cyrillic": "maccyrillic",
  shift_jis: "cp932",
  "euc-kr": "cp949",
  macintosh: "macroman",
};

/** The encoder of another project; for ISO-2022-JP, which it lacks, the bytes of EUC-JP without their high bits. */
function encode(text: string, encoding: string): Buffer {
  if (encoding !== "iso-2022-jp")
    return iconv.encode(encoding === "windows-1258" ? splitTones(text) : text, iconvName[encoding] ?? encoding);
  const inside = iconv.encode(text.replaceAll(/[\x00-\x7f]/gu, ""), "euc-jp").map((byte) => byte & 0x7f);
  return Buffer.concat([Buffer.from("\x1b$B"), inside, Buffer.from("\x1b(B\n")]);
}

/** About `bytes` bytes of whole sentences: those of the text, in an order that changes. */
function makeText(text: string, bytes: number, perLetter: number): string {
  const sentences = text.match(/[^.。?]+[.。?]?\s*/gu) ?? [text];
  let made = "";
  for (let at = 0; made.length * perLetter < bytes; at += 1)
    made += `${sentences[(at * 3 + Math.floor(at / sentences.length)) % sentences.length]}${at % 5 === 4 ? "\r\n" : " "}`;
  return made;
}

type Row = { language: string; encoding: string; wanted: string; bytes: Uint8Array<ArrayBuffer> };

function makeRows(bytes: number, before = ""): Row[] {
  return Object.entries(testTexts).flatMap(([language, { encodings, text }]) =>
    encodings.split(" ").map((encoding) => {
      const made =
        before + makeText(text, bytes, /utf-16|shift|euc|gb|big5|2022/u.test(encoding) ? 2 : 1).slice(0, bytes);
      const encoded = new Uint8Array(encode(made, encoding));
      return { language, encoding, wanted: made, bytes: encoded };
    }),
  );
}

/** Rows whose text is decoded wrong, as `language encoding → guess`. */
async function listWrong(rows: Row[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { language, encoding, bytes } of rows) {
    const guess = await guessEncoding(new Blob([bytes]));
    const [found, wanted] = await Promise.all([
      decodeText(bytes, guess.encoding),
      decodeText(bytes, encoding as EncodingId),
    ]);
    if (found !== wanted) wrong.push(`${language} ${encoding} → ${guess.encoding}`);
  }
  return wrong;
}

test.each([
  ["100 bytes", 100, "", 0.8],
  ["1 KB", 1000, "", 0.95],
  ["40 KB", 40_000, "", 0.95],
  ["1 KB after 70 KB of ASCII", 1000, "2026-01-01 INFO started\r\n".repeat(2800), 0.9],
])("decodes texts of 30 languages in their encodings: %s", async (_, bytes, before, share) => {
  const rows = makeRows(bytes, before).filter(({ encoding }) => before === "" || !/utf-16|2022/u.test(encoding));
  const wrong = await listWrong(rows);
  expect((rows.length - wrong.length) / rows.length, wrong.join(", ")).toBeGreaterThanOrEqual(share);
});

test("no text in any of the encodings is taken for binary data by its first bytes", () => {
  for (const { language, encoding, bytes } of [...makeRows(1000), ...makeRows(100)])
    expect([language, encoding, detectEncoding(bytes, true) === null]).toEqual([language, encoding, false]);
});

test("an English log with a few words of another language is decoded right", async () => {
  const log = "2026-01-01 INFO the customer was checked and the answer is complete\r\n".repeat(40);
  for (const [word, encoding] of [
    ["Προσοχή, ο πελάτης δεν απάντησε", "cp737"],
    ["Внимание, клиент не ответил", "ibm866"],
    ["Zürich, Müller, Straße", "cp850"],
    ["Wiśniewska, Łódź, Gdańsk", "windows-1250"],
  ] as const) {
    const bytes = new Uint8Array(encode(log + word, encoding));
    expect(await listWrong([{ language: word, encoding, wanted: "", bytes }])).toEqual([]);
  }
});

test("a table with DOS lines is decoded in a DOS encoding", async () => {
  const text = `┌${"─".repeat(20)}┐\r\n│ Größe, Überschuß    │\r\n└${"─".repeat(20)}┘\r\n`.repeat(5);
  const bytes = new Uint8Array(encode(text, "cp437"));
  const { encoding } = await guessEncoding(new Blob([bytes]));
  expect(await decodeText(bytes, encoding)).toBe(text);
});

test("binary data is not a text", () => {
  let state = 1;
  const random = () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state >> 16;
  };
  for (let size = 100; size < 3000; size += 50)
    expect(
      detectEncoding(
        Uint8Array.from({ length: size }, () => random() & 255),
        true,
      ),
    ).toBeNull();
});

test("bytes of one value, and elements nested deeply, are not a text", () => {
  expect(detectEncoding(new Uint8Array(4096).fill(255), true)).toBeNull();
  expect(
    detectEncoding(
      Uint8Array.from({ length: 20_000 }, (_, at) => (at % 2 === 0 ? 0x30 : 0x80)),
      true,
    ),
  ).toBeNull();
});

test("a text of 10 MB in an old encoding is one pass", async () => {
  const [row] = makeRows(100_000).filter(({ encoding }) => encoding === "koi8-r");
  const blob = new Blob(Array.from({ length: 100 }, () => row?.bytes ?? new Uint8Array()));
  expect((await guessEncoding(blob)).encoding).toBe("koi8-r");
});
