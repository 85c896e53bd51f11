import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "./zod.ts";

const schema = z.object({
  id: z.string(),
  size: z.nullable(z.number()),
  isKnown: z.boolean(),
  state: z.enum(["open", "closed"]),
  note: z.optional(z.string()),
  reading: z.union([z.object({ kind: z.literal("date"), text: z.string() }), z.object({ kind: z.literal("unset") })]),
  detail: z.jsonObject,
  title: z.optional(z.catch(z.optional(z.string()), undefined)),
  items: z.preprocess((value) => (Array.isArray(value) ? value : []), z.array(z.string())),
});

const value = {
  id: "a",
  size: null,
  isKnown: true,
  state: "open",
  reading: { kind: "date", text: "2026-11-23" },
  detail: { "2": 1, b: { c: [] } },
  items: ["x"],
} as const satisfies z.input<typeof schema>;

describe("a schema", () => {
  it("returns the known fields in its own order", () => {
    const { id, ...rest } = value;
    expect(JSON.stringify(z.parse(schema, { extra: 1, ...rest, id }))).toBe(JSON.stringify(value));
  });

  it("infers the type", () => {
    expectTypeOf<z.infer<typeof schema>>().toEqualTypeOf<{
      id: string;
      size: number | null;
      isKnown: boolean;
      state: "open" | "closed";
      note?: string | undefined;
      reading: { kind: "date"; text: string } | { kind: "unset" };
      detail: Record<string, unknown>;
      title?: string | undefined;
      items: string[];
    }>();
  });

  it("passes a custom value on without a copy, with every name", () => {
    const detail: unknown = JSON.parse('{"__proto__":1,"a":2}');
    expect(z.parse(schema, { ...value, detail }).detail).toBe(detail);
  });

  it.each([
    ["a missing field", { ...value, id: undefined }],
    ["another type", { ...value, size: "1" }],
    ["a number that JSON cannot express", { ...value, size: Number.NaN }],
    ["a word that is not listed", { ...value, state: "lost" }],
    ["no option of a union", { ...value, reading: { kind: "date" } }],
    ["a value that fails a custom check", { ...value, detail: [] }],
    ["null", null],
    ["a list", []],
  ])("rejects %s", (_name, wrong) => {
    expect(z.safeParse(schema, wrong).success).toBe(false);
    expect(() => z.parse(schema, wrong)).toThrow();
  });

  it("replaces a value that `catch` covers, and converts one that `preprocess` covers", () => {
    const { title, items } = z.parse(schema, { ...value, title: 5, items: "none" });
    expect([title, items]).toEqual([undefined, []]);
  });
});
