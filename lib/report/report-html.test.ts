import { expect, it } from "vitest";
import type { Report } from "./model.ts";
import { formatReportHtml } from "./report-html.ts";

const hostile = `</title><script>alert(1)</script><img src=x onerror="alert(1)">'&`;
const cell = [{ text: hostile, look: "code" as const, mark: "differs" as const }];
const report: Report = {
  language: "de",
  product: hostile,
  title: hostile,
  demo: hostile,
  footer: hostile,
  pageLabel: "",
  sections: [
    {
      key: "all",
      title: hostile,
      aside: hostile,
      frame: "differs",
      startsPage: false,
      parts: [
        { kind: "text", spans: cell, isTitle: true },
        { kind: "list", items: [cell] },
        { kind: "facts", columns: 2, items: [{ name: hostile, value: cell }] },
        { kind: "table", columns: [{ title: hostile, width: 100 }], rows: [[cell]] },
        { kind: "table", columns: [{ title: "", width: 100 }], rows: [[cell]] },
        { kind: "pictures", items: [{ number: 1, name: hostile, lines: [cell] }] },
      ],
    },
  ],
};

it("a report as HTML has no markup of its texts, no script and no outside address", () => {
  const html = formatReportHtml(report);
  expect(html.match(/<script|<img|<a |onerror="|href=|url\(/g)).toBeNull();
  expect(html.match(/&lt;script&gt;/g)?.length).toBe(16);
  expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
  expect(html).toContain('<html lang="de">');
});

it("has its pictures in itself, with their names", () => {
  const html = formatReportHtml(report, new Map([[1, new Uint8Array([0xff, 0xd8, 0xff])]]));
  expect(html.match(/<img [^>]*>/g)).toEqual([
    `<img src="data:image/jpeg;base64,/9j/" alt="${hostile.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")}">`,
  ]);
});
