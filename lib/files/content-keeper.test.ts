import { expect, it } from "vitest";
import { ContentKeeper } from "./content-keeper.ts";

const blobOf = (bytes: number) => new Blob([new Uint8Array(bytes)]);

it("keeps contents up to the total and hands each over once", () => {
  const keeper = new ContentKeeper(10);
  keeper.add(1, blobOf(6));
  expect(keeper.hasRoomFor(5)).toBe(false);
  expect(keeper.hasRoomFor(4)).toBe(true);
  keeper.add(2, blobOf(4));
  expect(keeper.take().map(([number, { size }]) => [number, size])).toEqual([
    [1, 6],
    [2, 4],
  ]);
  expect(keeper.take()).toEqual([]);
});

it("drops a content that is larger than declared", () => {
  const keeper = new ContentKeeper(10);
  expect(keeper.hasRoomFor(1)).toBe(true);
  keeper.add(1, blobOf(11));
  expect(keeper.take()).toEqual([]);
});

it("keeps nothing by default", () => {
  expect(new ContentKeeper(0).hasRoomFor(0)).toBe(false);
});
