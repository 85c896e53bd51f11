import { describe, expect, it } from "vitest";
import { requireList } from "./schema.ts";

describe("the provider's list", () => {
  it("is returned unchanged", () => {
    const list = [{ id: "a", more: [1] }];
    expect(requireList(list)).toBe(list);
  });
  it.each([
    [null, "it is null"],
    ["secret text", "it is a string"],
    [[{ id: "b" }], "it is a list"],
    [{ title: "secret text" }, "it is an object without an id"],
  ])("with %j in it is rejected with the kind of the value, never the value", (entry, said) => {
    const read = () => requireList([{ id: "a" }, entry]);
    expect(read).toThrow(TypeError);
    expect(read).toThrow(said);
    expect(read).not.toThrow("secret");
  });
});
