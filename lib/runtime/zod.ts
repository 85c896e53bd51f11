/**
 * The parts of zod that API schemas use, under zod's names. Built on zod's core, because Next's bundler ships unused
 * parts of `zod/mini`: 17 KB (gzip) to each page instead of 7 KB.
 */
import {
  type $strip,
  $ZodArray,
  $ZodBoolean,
  $ZodCatch,
  $ZodCustom,
  $ZodEnum,
  $ZodLiteral,
  $ZodNullable,
  $ZodNumber,
  $ZodObject,
  $ZodOptional,
  $ZodPipe,
  type $ZodShape,
  $ZodString,
  $ZodTransform,
  type $ZodType,
  $ZodUnion,
  type output,
  type util,
} from "zod/v4/core";

export type { $ZodType as Schema, input, output as infer } from "zod/v4/core";
export { parse, safeParse } from "zod/v4/core";

type Literal = string | number | boolean | null;

export const string = () => new $ZodString({ type: "string" }) as $ZodString<string>;
/** Rejects NaN and infinities, which JSON cannot express. */
export const number = () => new $ZodNumber({ type: "number" }) as $ZodNumber<number>;
export const boolean = () => new $ZodBoolean({ type: "boolean" }) as $ZodBoolean<boolean>;

export const literal = <const Value extends Literal>(value: Value) =>
  new $ZodLiteral({ type: "literal", values: [value] }) as $ZodLiteral<Value>;

function enumOf<const Values extends readonly string[]>(values: Values) {
  const entries = Object.fromEntries(values.map((value) => [value, value])) as util.ToEnum<Values[number]>;
  return new $ZodEnum({ type: "enum", entries }) as unknown as $ZodEnum<typeof entries>;
}

export { enumOf as enum };

/** Passes the value on as it is, unlike `object`, which copies the known fields. */
export const custom = <Value>(fn: (value: unknown) => boolean) =>
  new $ZodCustom({ type: "custom", check: "custom", fn, abort: true }) as $ZodCustom<Value, Value>;

export const jsonObject = custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);

export const nullable = <Inner extends $ZodType>(innerType: Inner) =>
  new $ZodNullable({ type: "nullable", innerType }) as $ZodNullable<Inner>;

export const optional = <Inner extends $ZodType>(innerType: Inner) =>
  new $ZodOptional({ type: "optional", innerType }) as $ZodOptional<Inner>;

export const array = <Element extends $ZodType>(element: Element) =>
  new $ZodArray({ type: "array", element }) as $ZodArray<Element>;

/** Drops unknown fields. Writes the known ones in the order of `shape`. */
export const object = <Shape extends $ZodShape>(shape: Shape) =>
  new $ZodObject({ type: "object", shape }) as $ZodObject<Shape, $strip>;

export const union = <const Options extends readonly $ZodType[]>(options: Options) =>
  new $ZodUnion({ type: "union", options }) as $ZodUnion<Options>;

const catchWith = <Inner extends $ZodType>(innerType: Inner, fallback: output<Inner>) =>
  new $ZodCatch({ type: "catch", innerType, catchValue: () => fallback }) as $ZodCatch<Inner>;

export { catchWith as catch };

/** Converts the value before `schema` parses it. */
export const preprocess = <Inner extends $ZodType>(convert: (value: unknown) => unknown, schema: Inner) =>
  new $ZodPipe({
    type: "pipe",
    in: new $ZodTransform({ type: "transform", transform: convert }),
    out: schema,
  }) as $ZodPipe<$ZodTransform<unknown, unknown>, Inner>;
