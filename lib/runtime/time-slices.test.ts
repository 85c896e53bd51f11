import { describe, expect, it } from "vitest";
import { TimeSlices } from "./time-slices.ts";

describe("time slices", () => {
  it("run one of all waiting scans per turn of the event loop, in order", async () => {
    const slices = new TimeSlices();
    const seen: string[] = [];
    let turns = 0;
    const count = () => {
      turns += 1;
      if (turns < 20) setImmediate(count);
    };
    setImmediate(count);
    const scan = async (name: string) => {
      for (let slice = 0; slice < 3; slice++) {
        await slices.next();
        seen.push(`${name} ${turns}`);
      }
    };
    await Promise.all([scan("a"), scan("b")]);
    expect(seen.map((entry) => entry.slice(0, 1)).join("")).toBe("ababab");
    expect(new Set(seen.map((entry) => entry.slice(2))).size).toBe(6);
  });
});
