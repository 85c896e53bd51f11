import type { PathStep } from "#lib/formats/json/path";
import { isForm } from "./concept-words.ts";
import { splitWords } from "./member-words.ts";
import type { JsonPrimitive } from "./model.ts";
import { memberNamesOf } from "./steps.ts";

/** A primitive below a concept's name; `inner` are the steps between. */
export type Item = { primitive: JsonPrimitive; inner: readonly PathStep[] };

export const nameConcepts = new Set(["family_name", "given_name", "full_name", "middle_name", "birth_name"]);
export const dateConcepts = new Set(["birth_date", "document_issue", "document_expiry"]);

export const lastName = (inner: readonly PathStep[]) => memberNamesOf(inner).at(-1) ?? "";

/** True for names that only state the form of the value. */
export const isPlainInner = (inner: readonly PathStep[]) =>
  memberNamesOf(inner).every((name) => isForm(splitWords(name)) || isValueName(name));
const isValueName = (name: string) =>
  /value|text|content|mention|answer|data|string|code|name|key|country|alpha|^v$|^val$|^[#$@_]/i.test(name);

/** Types that schemas name beside a value; they do not state it. */
export const dataTypes =
  /^(xsd:|xs:)?(string|text|date|datetime|number|integer|boolean|object|array|country|countryregion|full-?date|bytes|enum|select|name|choices)$/i;
