import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { classifyReport, defectOfReport } from "./classify-report.ts";

/** Beginnings of all reports in the source of the installed library, with `…` for values. */
function installedReports(): string[] {
  const source = readFileSync("node_modules/pdfjs-dist/build/pdf.worker.mjs", "utf8");
  const calls = source.matchAll(/(?<![\w.])(?:warn|info)\(\s*(["'`])((?:\\.|(?!\1).)*)\1/g);
  return [...calls].map(([, , text = ""]) => text.replace(/\$\{[^}]*\}/g, "…").replace(/\\(.)/g, "$1"));
}

describe("reports of pdf.js", () => {
  it("are all known: after an update of the library, the new ones need a rule", () => {
    const reports = installedReports();
    expect(reports.length).toBeGreaterThan(300);
    expect(reports.filter((report) => classifyReport(report) === undefined)).toEqual([]);
  });

  it("name what the page lacks", () => {
    expect(defectOfReport('Warning: Unable to decode image "img_p0_1": "JpegError: x".')).toBe("image");
    expect(defectOfReport("Info: Bad encoding in flate stream")).toBe("stream");
    expect(defectOfReport('Warning: Font "F1" is not available -- attempting to fallback to a default font.')).toBe(
      "font",
    );
    expect(defectOfReport("Warning: TT: undefined function: 3")).toBeNull();
  });

  it("count as missing content if no rule knows them", () => {
    expect(defectOfReport("Warning: Something that no version reported yet")).toBe("content");
  });
});
