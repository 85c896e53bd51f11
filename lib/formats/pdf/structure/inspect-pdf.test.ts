import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { flateStream, makePages, makePdf, moreStart, pdfStream } from "../make-pdf.fixture.ts";
import { inspectPdf } from "./inspect-pdf.ts";

const inspect = (pdf: Buffer) => inspectPdf(new Uint8Array(pdf));
const codes = async (pdf: Buffer) => (await inspect(pdf)).defects.map(({ code }) => code);
const noise = Buffer.from(Array.from({ length: 30_000 }, (_, index) => (index * index * 7) % 251));
const image = "/Type/XObject/Subtype/Image/Width 100/Height 100/ColorSpace/DeviceRGB/BitsPerComponent 8";
const withImage = (object: Buffer | string) =>
  makePages([{ draw: "/I1 Do", resources: `/XObject<</I1 ${moreStart(1)} 0 R>>` }], [object]);
const flipped = (data: Buffer) => {
  const bytes = Buffer.from(data);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 0x55;
  return bytes;
};

describe("streams of a page", () => {
  it("are whole if nothing is wrong, also with line ends after the data and without a checksum", async () => {
    const data = deflateSync(noise);
    for (const stream of [data, Buffer.concat([data, Buffer.from("\r\n")]), data.subarray(0, -4)]) {
      const { images, pages } = await inspect(withImage(pdfStream(`${image}/Filter/FlateDecode`, stream)));
      expect({ images, pages }).toEqual({ images: [], pages: [] });
    }
  });

  it("say that they are cut, changed or short", async () => {
    const data = deflateSync(noise);
    const bad = [data.subarray(0, data.length >> 1), flipped(data), deflateSync(noise.subarray(0, 9000))];
    for (const stream of bad) {
      const { images } = await inspect(withImage(pdfStream(`${image}/Filter/FlateDecode`, stream)));
      expect(images).toEqual([["5R", [expect.stringMatching(/stream|checksum|image_partial/)]]]);
    }
  });

  it("of one page do not accuse another page", async () => {
    const draw = deflateSync(Buffer.from("0 0 10 10 re f\n".repeat(300)));
    const pdf = makePdf([
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 6 0 R>>",
      pdfStream("/Filter/FlateDecode", draw),
      pdfStream("/Filter/FlateDecode", draw.subarray(0, 20)),
    ]);
    expect((await inspect(pdf)).pages).toEqual([[2, ["stream"]]]);
  });

  it("and fonts that are not there are missing", async () => {
    const missing = makePdf([
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 9 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
      "<</Type/Font/Subtype/TrueType/FontDescriptor<</FontFile2 8 0 R>>>>",
    ]);
    expect((await inspect(missing)).pages).toEqual([[1, ["content", "font"]]]);
  });
});

describe("the page tree", () => {
  const page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>";
  const tree = (kids: string, count: number) =>
    makePdf(["<</Type/Catalog/Pages 2 0 R>>", `<</Type/Pages/Kids[${kids}]/Count ${count}>>`, page, page]);

  it("has the number of pages that it declares", async () => {
    expect(await codes(tree("3 0 R 4 0 R", 2))).toEqual([]);
    for (const count of [1, 3, 1_000_000]) expect(await codes(tree("3 0 R 4 0 R", count))).toEqual(["count_differs"]);
  });

  it("is not followed in circles", async () => {
    expect(await codes(tree("3 0 R 2 0 R", 1))).toEqual(["tree_cycle"]);
  });

  it("says that a page is listed twice, or is not there", async () => {
    expect(await codes(tree("3 0 R 3 0 R", 2))).toEqual(["page_repeated"]);
    expect(await codes(tree("3 0 R 9 0 R", 1))).toEqual(["tree_broken"]);
  });
});

describe("the file", () => {
  const whole = makePages([{}, {}, {}]);

  it("says that it was cut, wherever", async () => {
    for (let end = 40; end < whole.length - 12; end += 97) {
      expect(await codes(whole.subarray(0, end)), `cut at ${end}`).toContain("table_rebuilt");
    }
  });

  it("says that bytes stand around the PDF, but not for white space", async () => {
    expect(await codes(Buffer.concat([whole, Buffer.from("\r\n\0\0")]))).toEqual([]);
    expect(await codes(Buffer.concat([whole, Buffer.from("PK\x03\x04")]))).toEqual(["bytes_after"]);
    expect(await codes(Buffer.concat([Buffer.from("\n\n"), whole]))).toEqual(["bytes_before"]);
  });

  it("lists what it has inside", async () => {
    const pdf = makePages(
      [{}],
      [
        flateStream("/Type/EmbeddedFile", "attached"),
        "<</Type/Filespec/F(a.txt)/UF(a.txt)/EF<</F 5 0 R/UF 5 0 R>>>>",
        pdfStream("", "<template/>"),
        "<</S/JavaScript/JS(app.alert\\(1\\))>>",
      ],
      "/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>/AcroForm<</XFA[(template)7 0 R]/Fields[<</T(name)/V(Anna)>>]>>/OpenAction 8 0 R",
    );
    const { inside, features, fields } = await inspect(pdf);
    expect(inside.map(({ kind, name, object }) => [kind, name, object])).toEqual([
      ["attachment", "a.txt", 5],
      ["xfa", "template.xml", 7],
    ]);
    expect(new Map(features)).toEqual(
      new Map([
        ["javascript", 1],
        ["xfa", 1],
      ]),
    );
    expect(fields).toEqual([{ name: "name", value: "Anna" }]);
  });

  it("says what bytes a signature does not cover", async () => {
    const sign = (length: number) =>
      makePages(
        [{}],
        [`<</FT/Sig/T(Signature1)/V<</Type/Sig/Name(Anna)/ByteRange[0 10 20 ${length}]/Contents<00>>>>>`],
        "/AcroForm<</SigFlags 3/Fields[5 0 R]>>",
      );
    const { length } = sign(900);
    const at = async (count: number) => (await inspect(sign(count))).signatures.map(({ bytesAfter }) => bytesAfter);
    expect(await at(length - 20)).toEqual([0]);
    expect(await at(length - 27)).toEqual([7]);
    expect(await at(length)).toEqual([null]);
  });
});
