import { splitWords } from "./member-words.ts";

/** Members that hold the result of the identification, or of one check. */

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Last words of names that hold a result: any word there counts. */
const resultWords = setOf(
  "result results outcome decision verdict conclusion resultat resultats ergebnis esito risultato entscheid entscheidung reviewanswer answer determination judgement judgment recommendation",
);
/** Last words of names that may hold one: only words that are known results count. */
const statusWords = setOf("status state statut stato zustand overall label event");
/** Members that say yes or no by a boolean. */
const booleanWords = setOf(
  "passed success successful verified approved identified accepted ok valid rejected failed completed",
);

/** Parents under which a result is that of the whole identification. */
const wholeWords = setOf(
  "identification identifications process identificationprocess identificationresult ident result results data summary session verification verifications review decision report outcome response applicant case payload transaction overall final main status body content attributes kyc check resource evidence document documentverification conclusion verdict workflow execution ergebnis esito",
);
/** Parents that hold single checks, reviews of fields and events. */
const checkWords = setOf(
  "checks breakdown steps tasks fields validations comparisons events history log logs items entries rules features modules capabilities factors answers questions files images attachments devices email phone sanctions screening",
);

/** `whole`: of the identification; `check`: of a part of it. */
export type ResultScope = "whole" | "check";
export type ResultName = { scope: ResultScope; kind: "result" | "status" | "boolean" };

/** What a path says about a result that stands there; null where it holds none. */
export function readResultName(sent: readonly string[], isListed: boolean): ResultName | null {
  const names = withoutForm(sent);
  const words = splitWords(names.at(-1) ?? "");
  const last = words.at(-1) ?? "";
  const joined = words.join("");
  const parents = names.slice(0, -1).map(splitWords);
  // An answer to a question of a form is not a result.
  const isAnswer = last === "answer";
  if (isAnswer && !/review|final|overall/.test(joined)) return null;
  const kind =
    resultWords.has(last) || resultWords.has(joined)
      ? "result"
      : statusWords.has(last)
        ? "status"
        : isBoolean(words)
          ? "boolean"
          : null;
  if (kind === null) return null;
  const isWhole =
    !isListed &&
    words
      .slice(0, -1)
      .every(
        (word) =>
          wholeWords.has(word) ||
          /^(final|overall|total|ident|identification|review|is|has|kyc|verification|record|process|auto|combined)$/.test(
            word,
          ),
      ) &&
    parents.every(
      (parent) => parent.every((word) => wholeWords.has(word)) && !parent.some((word) => checkWords.has(word)),
    );
  return { scope: isWhole ? "whole" : "check", kind };
}

/** `decision.type` and `recommendation.value` are the decision and the recommendation. */
const formNames = /^(value|text|label|code|type|name|word|#text|_text|_value|@value|\$|s|stringvalue)$/i;

function withoutForm(names: readonly string[]): readonly string[] {
  const parent = splitWords(names.at(-2) ?? "").at(-1) ?? "";
  return formNames.test(names.at(-1) ?? "") && (resultWords.has(parent) || parent === "status")
    ? withoutForm(names.slice(0, -1))
    : names;
}

const isBoolean = (words: readonly string[]) =>
  booleanWords.has(words.at(-1) ?? "") &&
  words.slice(0, -1).every((word) => /^(is|has|was|identity|identification|person|overall|final)$/.test(word));

/** True for a path whose primitives are kept to look for results. */
export const isResultName = (names: readonly string[]) => readResultName(names, false) !== null;
