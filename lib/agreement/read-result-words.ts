import type { PathStep } from "#lib/formats/json/path";
import { isForm } from "./concept-words.ts";
import type { ResultGroup } from "./group-results.ts";
import { matchConcept } from "./match-concept.ts";
import { splitWords } from "./member-words.ts";
import type { JsonPrimitive } from "./model.ts";
import { readResult } from "./read-result.ts";
import { memberNamesOf } from "./steps.ts";

/** A result with more primitives below it contains other data than its word. */
const maxInnerPrimitives = 20;

/** Reads `"rejected": true` as bad and `"rejected": false` as good. */
const readBoolean = (name: unknown, text: string) =>
  (text === "true") === /reject|fail/i.test(String(name)) ? "false" : "true";

type ResultWord = { text: string; isRead: boolean; primitive: JsonPrimitive };

const isFlag = ({ kind }: JsonPrimitive) => kind === "boolean";
const isFragment = (text: string) => [...text].length <= 2;
const isFormOnly = (inner: readonly PathStep[]) =>
  memberNamesOf(inner).every(
    (name) => isForm(splitWords(name)) || /^(type|label|code|name|#text|[@_$]\w*)$/i.test(name),
  );

/** Reads the words of a result. A word in an unreadable form counts as not understood. */
export function readResultWords({ found, steps, items }: ResultGroup): ResultWord[] {
  const direct = items.filter(
    ({ inner, primitive }) =>
      isFormOnly(inner) &&
      !/^id$/i.test(memberNamesOf(inner).at(-1) ?? "") &&
      primitive.kind === "string" &&
      (items.length === 1 || inner.every((step) => typeof step === "string")),
  );
  if (found.kind === "boolean")
    return items.flatMap(({ primitive }) =>
      primitive.kind === "boolean"
        ? [{ text: readBoolean(steps.at(-1), primitive.text), isRead: true, primitive }]
        : [],
    );
  const texts = items.filter(({ primitive }) => primitive.kind === "string");
  const [first] = texts;
  if (first && texts.length > 2 && texts.every(({ primitive }) => isFragment(primitive.text)))
    return [{ text: texts.map(({ primitive }) => primitive.text).join(""), isRead: true, primitive: first.primitive }];
  // A number beside a word is its code.
  const worded = direct.filter(({ primitive }) => /\p{L}/u.test(primitive.text));
  if (direct.length > 0)
    return (worded.length > 0 ? worded : direct).map(({ primitive }) => ({
      text: primitive.text,
      isRead: true,
      primitive,
    }));
  if (found.kind === "word") return [];
  const [only] = items;
  if (only && items.length === 1 && only.inner.length === 0 && isFlag(only.primitive))
    return [{ text: only.primitive.text, isRead: true, primitive: only.primitive }];
  // `"result": 2` says something in a code that is not known.
  if (only && items.length === 1 && only.inner.length === 0 && found.kind === "result" && found.scope === "whole")
    return /^\d$/.test(only.primitive.text)
      ? [{ text: only.primitive.text, isRead: false, primitive: only.primitive }]
      : [];
  if (
    found.kind !== "result" ||
    items.length > maxInnerPrimitives ||
    items.some(({ primitive }) => matchConcept(memberNamesOf(primitive.steps)) !== null)
  )
    return [];
  const keys = items.flatMap(({ primitive, inner }): ResultWord[] => {
    const name = memberNamesOf(inner).at(-1);
    return primitive.kind === "boolean" && name !== undefined && readResult(name) !== null
      ? [{ text: name, isRead: true, primitive }]
      : [];
  });
  // The name of a source or kind (`datasourceName`) is not a result.
  const said = texts.filter(({ inner }) => !/.(name|type|id|title|source)$/i.test(memberNamesOf(inner).at(-1) ?? ""));
  return [
    ...said.map(({ primitive }) => ({ text: primitive.text, isRead: readResult(primitive.text) !== null, primitive })),
    ...keys,
  ];
}
