import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locales } from "#lib/i18n/locales";
import { anyInput, english, files, input, textsIn } from "../case-report.fixture.ts";
import { buildCaseReport } from "../case-report.ts";
import type { Cell, Mark, Part, Report, Section } from "../model.ts";
import { formatReportPdf } from "./format-report-pdf.ts";
import { contentOf, expectedContent, fonts, listAllRoles, readPdf, withoutSpaces } from "./pdf.fixture.ts";

const madeAt = new Date("2026-11-23T13:04:27.123Z");
const make = (report: Report, pictures = new Map<number, Uint8Array>()) =>
  formatReportPdf(report, { fonts, pictures, madeAt });

/** Nothing stands outside the margins, and no line of content below the foot's line. */
function expectInside({ pages }: Awaited<ReturnType<typeof readPdf>>) {
  for (const { texts, width, height } of pages)
    for (const { text, x, right, y } of texts) {
      if (text.trim() === "") continue;
      expect(x, text).toBeGreaterThanOrEqual(42);
      expect(right, text).toBeLessThanOrEqual(width - 42 + 0.5);
      expect(y, text).toBeGreaterThan(20);
      expect(y, text).toBeLessThan(height - 25);
    }
}

/** The smallest JPEG: one grey pixel. */
const jpeg = Buffer.from(
  "ffd8ffe000104a46494600010100000100010000ffdb004300030202020202030202020303030304060404040404080606050609080a0a090809090a0c0f0c0a0b0e0b09090d110d0e0f101011100a0c12131210130f101010ffc0000b080001000101011100ffcc00060010100501ffda0008010100003f00d2cf20ffd9",
  "hex",
);

describe("the report as PDF", () => {
  it.each(Object.keys(locales) as (keyof typeof locales)[])(
    "has each text of the report in its order in %s",
    async (locale) => {
      const texts = textsIn(locale);
      await fc.assert(
        fc.asyncProperty(anyInput, async (given) => {
          const report = buildCaseReport(given, texts);
          const read = await readPdf(await make(report));
          expect(contentOf(read)).toBe(expectedContent(report));
          expect(read.language).toBe(locale);
          expectInside(read);
        }),
        { numRuns: 6 },
      );
    },
  );

  it("has two pages for twelve files, and goes on for sixty", async () => {
    const pages = async (count: number) => {
      const report = buildCaseReport(
        input({ archive: { files: files(count), damaged: 0, unread: 0, isListed: true } }),
        english,
      );
      const read = await readPdf(await make(report));
      expect(contentOf(read)).toBe(expectedContent(report));
      const labels = read.pages.map(
        ({ texts }) =>
          texts
            .map(({ text }) => text)
            .join("")
            .match(/Page \d+ of \d+/)?.[0],
      );
      expect(labels).toEqual(labels.map((_, at) => `Page ${at + 1} of ${labels.length}`));
      return read.pages.length;
    };
    expect(await pages(12)).toBe(2);
    expect(await pages(60)).toBe(3);
    expect(await pages(200)).toBeGreaterThan(5);
  });

  it("is the same file for the same report", async () => {
    const report = buildCaseReport(input(), english);
    expect(Buffer.from(await make(report)).equals(Buffer.from(await make(report)))).toBe(true);
  });
});

describe("PDF/A-2b", () => {
  it("has what ISO 19005-2 asks for, and nothing that it forbids", async () => {
    const bytes = Buffer.from(await make(buildCaseReport(input(), english), new Map([[1, jpeg]])));
    const text = bytes.toString("latin1");
    expect(text.startsWith("%PDF-1.7\n%\xff\xff\xff\xff\n")).toBe(true);
    expect(text.trimEnd().endsWith("%%EOF")).toBe(true);
    expect(text).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B<\/pdfaid:conformance>/);
    expect(text).toMatch(/\/OutputIntents \[\d+ 0 R\]/);
    expect(text).toMatch(/\/S \/GTS_PDFA1\n\/Info \(sRGB IEC61966-2.1\)[\s\S]*\/DestOutputProfile \d+ 0 R/);
    expect(text).toMatch(/trailer[\s\S]*\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/);
    expect(text).toMatch(/\/MarkInfo \d+ 0 R/);
    expect(text).toMatch(/\/StructTreeRoot \d+ 0 R/);
    expect(text).toMatch(/\/Lang \(en\)/);
    expect(text).toMatch(/\/Count 13\n\/First \d+ 0 R\n\/Last \d+ 0 R/);
    // Each font is a whole set of glyphs in the file, under the name of a subset.
    const descriptors = text.match(/\/Type \/FontDescriptor[\s\S]*?endobj/g) ?? [];
    expect(descriptors).toHaveLength(3);
    for (const one of descriptors) expect(one).toMatch(/\/FontName \/[A-Z]{6}\+[\s\S]*\/FontFile2 \d+ 0 R/);
    expect(text.match(/\/Subtype \/Type0/g)).toHaveLength(3);
    expect(text).not.toMatch(
      /\/(Encrypt|JavaScript|JS|AA|OpenAction|EmbeddedFile|Launch|AcroForm|XFA|URI|LZWDecode|SMask|Interpolate|Type1|Annots|OCProperties)\b/,
    );
  });

  it("has tags: headings, lists, tables with heads, and pictures with a text", async () => {
    const report = buildCaseReport(input(), english);
    const read = await readPdf(await make(report, new Map([[1, jpeg]])));
    expect(read).toMatchObject({ isMarked: true, displaysTitle: true, title: report.title, language: "en" });
    const roles = read.pages.flatMap(({ tree }) => listAllRoles(tree));
    for (const role of ["Document", "Sect", "H1", "H2", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD"])
      expect(roles, role).toContain(role);
    const findFigure = (node: (typeof read.pages)[0]["tree"]): string[] => [
      ...(node.role === "Figure" ? [node.alt ?? ""] : []),
      ...node.children.flatMap(findFigure),
    ];
    expect(read.pages.flatMap(({ tree }) => findFigure(tree))).toEqual([
      "file-1.jpg, Document, file-1.jpg, signed, matches, image/jpeg, 10 × 20, 1.0 KB",
    ]);
    const titles = report.sections.flatMap(({ title }) => (title === null ? [] : [title]));
    expect(read.outline).toEqual(["Loan of Zoë Müller", ...titles]);
  });

  it("is not made with a picture in another format", async () => {
    const pictures = new Map([[1, new TextEncoder().encode("RIFF....WEBP")]]);
    await expect(make(buildCaseReport(input(), english), pictures)).rejects.toThrow("not JPEG");
  });
});

const hostileTexts = [
  "Zoë Müller-Łukasiewicz",
  "Ольга Ђорђевић",
  "Ελένη Παπαδοπούλου",
  "张伟",
  "محمد بن سلمان",
  "דָּוִד",
  "สมชาย",
  "🧑‍🚀 👨‍👩‍👧",
  "\u202egpj.exe\u202c",
  "a\u0000b\u0007\n\tc\u2028d",
  "Z\u0301\u0302\u0303\u0304\u0305\u0306alg\u0489o",
  "e\u0301 i\u0307 \u0131 İ g\u0303",
  "ffi ffl fi 1⁄2 ﬁ",
  "\ud800 lone \udfff",
  "x".repeat(900),
  `${"Donaudampfschiff".repeat(20)}-${"Ж".repeat(300)}`,
  "(paren) \\ back % %%EOF endobj stream <</JS(1)>>",
  "</x:xmpmeta><script>alert(1)</script>&amp;",
  "\u00a0\u202f\u2009\u3000.",
  "",
  " ",
];
const anyText = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.array(fc.constantFrom(...hostileTexts), { maxLength: 4 }).map((texts) => texts.join(" ")),
);
const cellOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Cell> =>
  fc.array(
    fc.record(
      {
        text,
        look: fc.constantFrom("code" as const, "strong" as const, "soft" as const),
        mark: fc.constantFrom<Mark>("agrees", "differs", "unsure", "none"),
      },
      { requiredKeys: ["text"] },
    ),
    { maxLength: 4 },
  );
const anyCell = cellOf(anyText);
/** Of rows that a page holds: what stands side by side on two pages is read page by page. */
const shortCell = cellOf(anyText.map((text) => text.slice(0, 200)));
const anyPart: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant("text" as const), spans: anyCell }),
  fc.record({ kind: fc.constant("list" as const), items: fc.array(anyCell, { maxLength: 4 }) }),
  fc.record({
    kind: fc.constant("facts" as const),
    columns: fc.constantFrom(1 as const, 2 as const),
    items: fc.array(fc.record({ name: anyText.map((text) => text.slice(0, 200)), value: shortCell }), { maxLength: 5 }),
  }),
  fc.tuple(fc.boolean(), fc.array(fc.array(shortCell, { minLength: 3, maxLength: 3 }), { maxLength: 6 }), anyText).map(
    ([isTitled, rows, title]): Part => ({
      kind: "table",
      columns: [20, 30, 50].map((width) => ({ title: isTitled ? `${title}?` : "", width })),
      rows,
    }),
  ),
);
const anySection: fc.Arbitrary<Section> = fc.record({
  key: fc.constant("any"),
  title: fc.option(anyText),
  aside: fc.option(anyText),
  frame: fc.constantFrom(null, "agrees" as const, "plain" as const),
  startsPage: fc.boolean(),
  parts: fc.array(anyPart, { maxLength: 4 }),
});
const anyReport: fc.Arbitrary<Report> = fc.record({
  language: fc.constantFrom("de", "en"),
  product: fc.constant("Evidence Desk"),
  title: fc.constant("Report"),
  demo: fc.option(fc.constant("DEMO")),
  footer: anyText.map((text) => text.slice(0, 200)),
  pageLabel: fc.constant("{page} / {pages}"),
  sections: fc.array(anySection, { maxLength: 4 }),
});

describe("texts of all scripts", () => {
  it("are all there, inside the page, or named by their code points", async () => {
    await fc.assert(
      fc.asyncProperty(anyReport, async (report) => {
        const read = await readPdf(await make(report));
        expect(contentOf(read)).toBe(expectedContent(report));
        expectInside(read);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it.each([
    ["张伟", "[U+5F20][U+4F1F]"],
    ["Ольга", "Ольга"],
    ["Ελένη", "Ελένη"],
    ["a\u202eb", "a[U+202E]b"],
    ["e\u0301", "é"],
    ["fi 1⁄2", "fi1⁄2"],
    ["\u0131i", "\u0131i"],
    ["a\u0301\u0302\u0303b", "á\u0302\u0303b"],
    ["a\u0301\u0302\u0303\u0304b", "á\u0302\u0303[U+0304]b"],
  ])("%j is %s", async (text, shown) => {
    const report: Report = {
      ...buildCaseReport(input(), english),
      sections: [
        {
          ...{ key: "a", title: null, aside: null, frame: null, startsPage: false },
          parts: [{ kind: "text", spans: [{ text }] }],
        },
      ],
    };
    const content = contentOf(await readPdf(await make(report)));
    expect(content).toContain(`legalweight${withoutSpaces(shown)}EvidenceDesk`);
  });

  it("in a row higher than a page go on with the next", async () => {
    const cells = ["x".repeat(20_000), "Zoë ".repeat(2_000), "1"].map((text) => [{ text }]);
    const row: Part = {
      kind: "table",
      columns: [30, 30, 40].map((width) => ({ title: "Title", width })),
      rows: [cells],
    };
    const frame = { key: "a", title: "Title", aside: null, startsPage: false, parts: [row] };
    const report: Report = {
      ...buildCaseReport(input(), english),
      sections: [
        { ...frame, frame: null },
        { ...frame, frame: "differs" },
      ],
    };
    const read = await readPdf(await make(report));
    const sorted = (text: string) => [...text].sort().join("");
    expect(sorted(contentOf(read))).toBe(sorted(expectedContent(report)));
    expectInside(read);
    expect(read.pages.length).toBeGreaterThan(20);
  });

  it("of a megabyte are cut as in the other reports, and do not take longer than a page", async () => {
    const name = "n".repeat(1_000_000);
    const given = input({
      archive: { files: [{ ...files(1)[0], name } as never], damaged: 0, unread: 0, isListed: true },
    });
    const report = buildCaseReport({ ...given, requestedName: name, ticket: name }, english);
    const read = await readPdf(await make(report));
    expect(contentOf(read)).toBe(expectedContent(report));
    expect(read.pages.length).toBeLessThanOrEqual(3);
  });
});
