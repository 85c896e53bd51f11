import { formatCount } from "./format-count.ts";
import type { JsonShape } from "./json-shape.ts";

/** Maximum lines of one shape; omitted ones are counted. */
const maxLines = 1_500;

const listCounts: readonly [number, string][] = [
  [0, "empty"],
  [1, "one element"],
  [5, "2–5 elements"],
  [20, "6–20 elements"],
  [99, "21–99 elements"],
];

function describeKinds({ kinds, isObject, otherFields, elements, maxElements }: JsonShape): string {
  const count = listCounts.find(([most]) => maxElements <= most)?.[1] ?? "over 99 elements";
  const all = [...kinds].sort();
  if (isObject || otherFields) all.unshift("object");
  if (elements) all.unshift(`list, ${count}`);
  return all.join(" | ");
}

function printHidden(hidden: readonly JsonShape[], indent: string): string[] {
  if (hidden.length === 0) return [];
  const kinds = [...new Set(hidden.flatMap((shape) => describeKinds(shape).split(" | ")))].sort();
  return [
    `${indent}{other}: ${formatCount(hidden.length)} ${hidden.length === 1 ? "field" : "fields"}, ${kinds.join(" | ")}`,
  ];
}

function printFields(shape: JsonShape, mayShow: (name: string) => boolean, indent: string): string[] {
  const lines: string[] = [];
  const hidden: JsonShape[] = [];
  for (const [name, field] of shape.fields) {
    if (!mayShow(name)) hidden.push(field);
    else lines.push(`${indent}${name}: ${describeKinds(field)}`, ...printFields(field, mayShow, `${indent}  `));
  }
  lines.push(...printHidden(hidden, indent));
  // Fields below a hidden name may still be shown.
  for (const field of hidden) lines.push(...printFields(field, mayShow, `${indent}  `));
  if (shape.otherFields) {
    const { count, shape: together } = shape.otherFields;
    lines.push(`${indent}{other}: ${formatCount(count)} fields, ${describeKinds(together)}`);
    lines.push(...printFields(together, mayShow, `${indent}  `));
  }
  if (shape.elements) {
    lines.push(`${indent}[]: ${describeKinds(shape.elements) || "empty"}`);
    lines.push(...printFields(shape.elements, mayShow, `${indent}  `));
  }
  return lines;
}

/** Prints indented `name: kinds` lines and counts hidden names as `{other}`. */
export function printShape(shape: JsonShape, mayShow: (name: string) => boolean, indent = ""): string[] {
  const lines = [`${indent}${describeKinds(shape)}`, ...printFields(shape, mayShow, `${indent}  `)];
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines), `${indent}… ${formatCount(lines.length - maxLines)} more lines left out`];
}
