import { expect, it } from "vitest";
import { CheckpointPublisher } from "./publish-checkpoint.ts";

it("ships at once, then the newest every ten seconds, after a quiet time at once, and at the end", () => {
  let now = 0;
  const due: { work: () => void; at: number }[] = [];
  const wait = (work: () => void, ms: number) => {
    due.push({ work, at: now + ms });
    return {};
  };
  const lines: string[] = [];
  const publisher = new CheckpointPublisher((line) => lines.push(line), 10_000, { now: () => now, wait });
  const advance = (ms: number) => {
    now += ms;
    for (const { work } of due.splice(0).filter((timer) => timer.at <= now || !due.push(timer))) work();
  };
  const shipped = () => lines.splice(0).map((line) => JSON.parse(line));
  publisher.ship("one\n");
  expect(shipped()).toEqual([
    { level: "info", time: "1970-01-01T00:00:00.000Z", msg: "log checkpoint", checkpoint: "one\n" },
  ]);
  publisher.ship("two\n");
  advance(4_000);
  publisher.ship("three\n");
  expect(shipped()).toEqual([]);
  advance(6_000);
  expect(shipped().map(({ checkpoint }) => checkpoint)).toEqual(["three\n"]);
  advance(60_000);
  expect(shipped()).toEqual([]);
  publisher.ship("four\n");
  expect(shipped().map(({ checkpoint }) => checkpoint)).toEqual(["four\n"]);
  publisher.ship("five\n");
  publisher.flush();
  publisher.flush();
  expect(shipped().map(({ checkpoint }) => checkpoint)).toEqual(["five\n"]);
  advance(60_000);
  expect(shipped()).toEqual([]);
});
