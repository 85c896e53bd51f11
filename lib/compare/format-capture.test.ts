import { describe, expect, it } from "vitest";
import { formatExifTime, formatStatedTime } from "./format-capture.ts";

describe("capture times", () => {
  it("shows the camera's clock as it stands, without a zone", () => {
    expect(formatExifTime("2026:11:26 03:06:55", "en")).toBe("26 Nov 2026, 03:06:55");
    expect(formatExifTime("2026:11:26 03:06:55.123", "en")).toBe("26 Nov 2026, 03:06:55");
    for (const text of ["", "0000:00:00 00:00:00", "2026:13:40 99:99:99", "26 Nov"])
      expect(formatExifTime(text, "en")).toBeNull();
  });

  it("converts a stated time with a zone to Zurich, and leaves one without as stated", () => {
    expect(formatStatedTime("2026-11-26T02:06:55.000Z", "en")).toBe("26 Nov 2026, 03:06:55 CET");
    expect(formatStatedTime("2026-11-26T03:06:55+01:00", "de")).toMatch(/26\. Nov(\.|ember)? 2026.*03:06:55 MEZ/);
    expect(formatStatedTime("2026-11-26T03:06:55", "en")).toBe("26 Nov 2026, 03:06:55");
    expect(formatStatedTime("2026-11-26", "en")).toBe("26 Nov 2026");
    for (const text of ["", "yesterday", "2026-99-99", "1764126415"]) expect(formatStatedTime(text, "en")).toBeNull();
  });
});
