import { describe, expect, it } from "vitest";
import { noteArrival, notePop, takeArrival } from "./arrival.ts";

describe("an arrival", () => {
  it("is a navigation of this document, once", () => {
    noteArrival("/a");
    expect(takeArrival("/a")).toBe(true);
    expect(takeArrival("/a")).toBe(false);
  });

  it("is not the first page of a document, another page, or Back", () => {
    expect(takeArrival("/first")).toBe(false);
    noteArrival("/a");
    expect(takeArrival("/b")).toBe(false);
    expect(takeArrival("/a")).toBe(false);
    notePop("/a");
    noteArrival("/a");
    expect(takeArrival("/a")).toBe(false);
  });

  it("follows Back within a page", () => {
    notePop("/list");
    noteArrival("/a");
    expect(takeArrival("/a")).toBe(true);
  });
});
