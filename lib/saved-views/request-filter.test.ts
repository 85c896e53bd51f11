import { describe, expect, it } from "vitest";
import { anyRequest, fitsRequest, isDay, isFiltering } from "./request-filter.ts";

describe("a filter of what a request says", () => {
  const request = { legislation: "ZERTES", createdAt: "2026-11-26T23:30:00Z" };

  it("compares laws, and days in Zurich, both included", () => {
    expect(fitsRequest(request, anyRequest)).toBe(true);
    expect(fitsRequest(request, { ...anyRequest, law: "zertes" })).toBe(true);
    expect(fitsRequest(request, { ...anyRequest, law: "eidas" })).toBe(false);
    // 23:30 UTC is half past midnight in Zurich.
    expect(fitsRequest(request, { ...anyRequest, from: "2026-11-27", to: "2026-11-27" })).toBe(true);
    expect(fitsRequest(request, { ...anyRequest, to: "2026-11-26" })).toBe(false);
    expect(fitsRequest(request, { ...anyRequest, from: "2026-11-28" })).toBe(false);
  });

  it("leaves out a request that does not say it", () => {
    const silent = { legislation: null, createdAt: "soon" };
    expect(fitsRequest(silent, anyRequest)).toBe(true);
    expect(fitsRequest(silent, { ...anyRequest, law: "eidas" })).toBe(false);
    expect(fitsRequest(silent, { ...anyRequest, from: "2026-01-01" })).toBe(false);
  });

  it("knows a day that exists", () => {
    for (const text of ["2026-02-28", "2024-02-29"]) expect(isDay(text)).toBe(true);
    for (const text of ["", "2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "2026-01-01T00:00"])
      expect(isDay(text), text).toBe(false);
    expect([isFiltering(anyRequest), isFiltering({ ...anyRequest, to: "2026-01-01" })]).toEqual([false, true]);
  });
});
