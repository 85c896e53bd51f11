import { describe, expect, it } from "vitest";
import type { JsonRow } from "#lib/json-viewer/row";
import { commandOf } from "./tree-keys.ts";

const key = (name: string, more = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...more });
const row = (open: boolean | null) => ({ open }) as JsonRow;

describe("tree keys", () => {
  it("open, close and step as in the ARIA practices", () => {
    expect(commandOf(key("ArrowRight"), row(false), 10)).toEqual({ do: "open" });
    expect(commandOf(key("ArrowRight"), row(true), 10)).toEqual({ do: "move", by: 1 });
    expect(commandOf(key("ArrowRight"), row(null), 10)).toBeNull();
    expect(commandOf(key("ArrowLeft"), row(true), 10)).toEqual({ do: "close" });
    expect(commandOf(key("ArrowLeft"), row(false), 10)).toEqual({ do: "parent" });
    expect(commandOf(key("PageDown"), row(null), 10)).toEqual({ do: "move", by: 10 });
    expect(commandOf(key("Enter"), row(true), 10)).toEqual({ do: "toggle" });
    expect(commandOf(key(" "), row(null), 10)).toEqual({ do: "show" });
    expect(commandOf(key("*"), row(true), 10)).toEqual({ do: "openSiblings" });
    expect(commandOf(key("é"), row(true), 10)).toEqual({ do: "type", text: "é" });
  });

  it("leave browser shortcuts alone", () => {
    for (const name of ["Tab", "F5", "Escape", "Shift"]) expect(commandOf(key(name), row(true), 10)).toBeNull();
    expect(commandOf(key("f", { ctrlKey: true }), row(true), 10)).toBeNull();
    expect(commandOf(key("ArrowLeft", { altKey: true }), row(true), 10)).toBeNull();
    expect(commandOf(key("c", { metaKey: true }), row(true), 10)).toEqual({ do: "copy" });
  });
});
