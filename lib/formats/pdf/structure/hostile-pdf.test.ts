import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { flateStream, makePages, makePdf, pdfStream } from "../make-pdf.fixture.ts";
import { inflate } from "./inflate.ts";
import { inspectPdf } from "./inspect-pdf.ts";

const inspect = (pdf: Buffer) => inspectPdf(new Uint8Array(pdf));
const codes = async (pdf: Buffer) => (await inspect(pdf)).defects.map(({ code }) => code);
const mebibyte = 1024 * 1024;
const page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>";
const catalogue = "<</Type/Catalog/Pages 2 0 R>>";

describe("Flate data", () => {
  const bomb = new Uint8Array(deflateSync(Buffer.alloc(16 * mebibyte)));

  it("is not inflated past the limit, also if its checksum is wrong", async () => {
    const wrong = bomb.slice();
    wrong[wrong.length - 1] = (wrong[wrong.length - 1] as number) ^ 1;
    for (const bytes of [bomb, wrong]) {
      const { verdict, data } = await inflate(bytes, mebibyte, true);
      expect([verdict, data.length]).toEqual(["too_large", 0]);
    }
    expect((await inflate(wrong, 32 * mebibyte, false)).verdict).toBe("checksum");
  });

  it("that is cut is damaged, wherever", async () => {
    const bytes = new Uint8Array(deflateSync(Buffer.from(Array.from({ length: 9000 }, (_, at) => (at * at) >> 3))));
    for (let end = 0; end < bytes.length - 8; end += 61)
      expect((await inflate(bytes.slice(0, end), mebibyte, false)).verdict, `${end}`).toBe("damaged");
  });
});

describe("a page tree", () => {
  it("with more pages than are read makes no statement about their number", async () => {
    const kids = `<</Type/Pages/Kids[${"3 0 R ".repeat(1_000_000)}]/Count 1000000>>`;
    expect(await codes(makePdf([catalogue, kids, page]))).toEqual(["unchecked"]);
  });

  it("with a declared million and one page says so", async () => {
    expect(await codes(makePdf([catalogue, "<</Type/Pages/Kids[3 0 R]/Count 1000000>>", page]))).toEqual([
      "count_differs",
    ]);
  });

  it("of thousands of levels ends", async () => {
    const levels = 50_000;
    const objects = Array.from(
      { length: levels },
      (_, index) => `<</Type/Pages/Count 1/Kids[${index + 3} 0 R ${index + 3} 0 R]>>`,
    );
    expect(await codes(makePdf([catalogue, ...objects, page]))).toContain("unchecked");
  });

  it("in a circle of many nodes ends, and says so", async () => {
    const objects = Array.from(
      { length: 50 },
      (_, index) => `<</Type/Pages/Count 1/Kids[${((index + 1) % 50) + 2} 0 R]>>`,
    );
    expect(await codes(makePdf([catalogue, ...objects]))).toContain("tree_cycle");
  });
});

describe("objects", () => {
  it("that refer to each other in circles end", async () => {
    const pdf = makePdf([
      "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]/XFA 6 0 R>>/Names 7 0 R/Metadata 8 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox 6 0 R/Contents 6 0 R/Resources 4 0 R/Annots 6 0 R>>",
      "<</Font 4 0 R/XObject<</X 4 0 R>>/ExtGState 4 0 R>>",
      "<</T(a)/V 6 0 R/Kids[5 0 R 5 0 R]/Parent 5 0 R>>",
      "6 0 R",
      "<</EmbeddedFiles 7 0 R/Kids[7 0 R]>>",
      "<</Type/Filespec/UF 6 0 R/EF 8 0 R/F 8 0 R>>",
    ]);
    expect((await inspect(pdf)).pages).toEqual([[1, ["content"]]]);
  });

  it("with a length that refers to themselves end", async () => {
    const pdf = makePdf([
      catalogue,
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      page,
      "<</Length 4 0 R>>stream\nx\nendstream",
    ]);
    expect(await codes(pdf)).toEqual([]);
  });

  it("that each contain the rest of the file are not all read", async () => {
    const texts = Array.from({ length: 1000 }, () => `(${"x".repeat(8000)}`);
    const found = await codes(makePdf([catalogue, "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, ...texts]));
    expect(found).toContain("unchecked");
  });

  it("with names and texts that a page could misunderstand stay text", async () => {
    const name = "../../../etc/passwd\\u0000<img src=x onerror=alert(1)>.exe";
    const pdf = makePages(
      [{}],
      [
        pdfStream("/Type/EmbeddedFile", "MZ"),
        `<</Type/Filespec/UF(${name.replaceAll(/[()\\]/g, "\\$&")})/EF<</F 5 0 R>>>>`,
      ],
    );
    expect((await inspect(pdf)).inside).toEqual([{ kind: "attachment", name, object: 5, sizeBytes: null }]);
  });
});

describe("a file cut at every kilobyte", () => {
  const whole = makePages(
    Array.from({ length: 9 }, () => ({ draw: "0 0 10 10 re f\n".repeat(400), entries: "/Rotate 90" })),
    [flateStream("/Type/EmbeddedFile", "x".repeat(9000))],
  );

  it("never passes as whole", async () => {
    expect(await codes(whole)).toEqual([]);
    for (let end = 1024; end < whole.length - 10; end += 1024)
      expect(await codes(whole.subarray(0, end)), `${end}`).toContain("table_rebuilt");
  });
});
