import { describe, expect, it } from "vitest";
import { createEchoFinder } from "./find-echo.ts";

describe("echo finder", () => {
  const text = Buffer.from("....needle....");
  it("finds a needle wherever the stream is cut", () => {
    for (let cut = 1; cut < text.length; cut += 1) {
      const finds = createEchoFinder([Buffer.from("other-thing"), Buffer.from("needle")]);
      expect([finds(text.subarray(0, cut)), finds(text.subarray(cut))]).toContain(true);
    }
  });
  it("finds it in single bytes too, and nothing where nothing is", () => {
    const finds = createEchoFinder([Buffer.from("needle")]);
    expect([...text].map((byte) => finds(Buffer.from([byte]))).filter(Boolean)).toHaveLength(1);
    expect(createEchoFinder([])(text)).toBe(false);
  });
});
