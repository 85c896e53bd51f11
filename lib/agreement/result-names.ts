import { isForm, isMeta } from "./concept-words.ts";
import { splitWords } from "./member-words.ts";

/** Recognises members with the result of the identification, or of one check. */

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Last words of result names: any word in them counts. */
const resultWords = setOf(
  "result results outcome decision verdict resultat resultats ergebnis gesamtergebnis pruefergebnis prufergebnis esito risultato entscheid entscheidung determination judgement judgment recommendation overallresult finalresult finaldecision " +
    "resultado veredicto dictamen situacao situacion resultaat uitslag wynik sonuc vysledek vysledok rezultat eredmeny tulos afgorelse",
);
const statusWords = setOf("action status sts state statut stato zustand overall label event conclusion");
/** Names in one word that end in a result word: `verificationresult`. */
const resultEnd = /(result|outcome|decision|verdict|ergebnis|resultat|resultaat|resultado)$/;
/** Names of the identification that may have its result: `verification: "SUCCESS"`. */
const processWords = setOf("verification identification kyc");
const booleanWords = setOf(
  "passed success successful verified approved identified accepted ok valid rejected failed completed vrfctn",
);

/** Names of boolean check results: `signatureValid`, `isGenuine`, `passiveAuthentication`. */
const checkBooleans = setOf(
  "passed success successful verified approved accepted ok valid authentic genuine authenticity authentication match matches matched live liveness verification intact integrity consistent trusted correct",
);
const otherMatters = setOf(
  "email mail phone mobile telephone address adresse newsletter terms consent privacy marketing tax company account iban payment feature enabled required supported available can allow allowed watchlist sanctions sanction pep aml adverse duplicate hit hits",
);

/** Parents of the whole identification's result. */
const wholeWords = setOf(
  "identification identifications process identificationprocess identificationresult ident result results data summary session verification verifications review decision report outcome response applicant case payload transaction overall final main status body content attributes kyc check resource evidence document documentverification conclusion verdict workflow execution ergebnis esito text value " +
    "item object node root envelope return inner outer wrapper inquiry onboarding dossier pratica vorgang fall fields properties records record identity primary identifikation identifizierung identificazione identificacion verifikation verifica prufung pruefung variables assessment",
);
/** Parents whose result is the identification's, and whose status is an account's. */
const personParents = setOf("user person customer client kunde kundin subject applicant holder signer entity message");
/** Parents of single checks, field reviews and events. */
const checkWords = setOf(
  "checks breakdown steps tasks validations comparisons events history log logs items entries rules features modules capabilities factors answers questions files images attachments devices email phone sanctions screening",
);
/** Objects whose members are checks: `{ "checks": { "face": "FAILED" } }`. */
const checkObjects = setOf(
  "checks breakdown validations verifications comparisons tests pruefungen prufungen controles controlli",
);
/** Last words of check names with a result word: `faceMatch: "FAILED"`. */
const checkEnds = setOf(
  "check match matching comparison liveness authenticity verification validation authentication pruefung prufung controle verifica",
);
const labelWords = setOf("name type kind id code key step check description text value");
const historyWords = setOf(
  "event events history histories log logs timeline transition transitions audit trail attempts attempt previous",
);
const hitWords = setOf(
  "watchlist watchlists sanction sanctions pep peps aml adverse blacklist blocklist denylist duplicate duplicates fraud spoof spoofing deepfake tampering manipulation screening hit hits",
);
const offeredWords = setOf(
  "option options enum allowed possible choices transitions schema config configuration settings legend mapping translations dictionary policy definition definitions",
);
const describingWords = setOf(
  "rule rules name key label labels title type types reason reasons message messages description comment comments note notes",
);
const wholeQualifier =
  /^(final|overall|total|ident|identification|review|is|has|kyc|verification|record|process|auto|combined|gesamt|pruef|pruf|identity|person|new|cr|custom|\d+)$/;

/** `whole`: of the identification; `check`: of a part. Kinds `word` and `status` accept only known words. */
export type ResultScope = "whole" | "check";
export type ResultName = {
  scope: ResultScope;
  kind: "result" | "status" | "boolean" | "word";
  anchor: number;
  inner: readonly string[];
};

function kindOf(words: readonly string[], isInnermost: boolean): ResultName["kind"] | null {
  const last = words.at(-1) ?? "";
  const joined = words.join("");
  // The answer in a form is not a result.
  if (last === "answer") return /review|final|overall/.test(joined) ? "result" : null;
  if (resultWords.has(last) || resultWords.has(joined) || resultEnd.test(last)) return "result";
  // `statusCode: "ACCEPTED"`: only a known word counts.
  if (words.length > 1 && /^(code|text|word)$/.test(last) && /^(result|status|outcome)$/.test(words.at(-2) ?? ""))
    return "status";
  if (statusWords.has(last) || (isInnermost && words.length === 1 && processWords.has(last))) return "status";
  return isBoolean(words) || (isInnermost && isCheckBoolean(words)) ? "boolean" : null;
}

/** Matches `livenessPassed`, a boolean of a check; `emailVerified` is not of the identification. */
const isStepBoolean = (words: readonly string[]) => /^(passed|succeeded|failed)$/.test(words.at(-1) ?? "");

const isBoolean = (words: readonly string[]) =>
  isStepBoolean(words) ||
  (booleanWords.has(words.at(-1) ?? "") &&
    words.slice(0, -1).every((word) => /^(is|has|was|identity|identification|person|overall|final)$/.test(word)));

const isCheckBoolean = (words: readonly string[]) =>
  checkBooleans.has(words.at(-1) ?? "") && !words.some((word) => otherMatters.has(word));

function isWhole(words: readonly string[], kind: ResultName["kind"], parents: readonly (readonly string[])[]): boolean {
  if (checkBooleans.has(words.at(-1) ?? "") && !isBoolean(words) && !processWords.has(words.at(-1) ?? "")) return false;
  const isPlain = words.slice(0, -1).every((word) => wholeWords.has(word) || wholeQualifier.test(word));
  return (
    isPlain &&
    parents.every(
      (parent) =>
        parent.every((word) => wholeWords.has(word) || (kind === "result" && personParents.has(word))) &&
        !parent.some((word) => checkWords.has(word)),
    )
  );
}

/** Maximum names below a result in the search for its word. */
const maxInner = 4;

/** True if the member name is the check and its value the word. */
function isNamedCheck(all: readonly (readonly string[])[]): boolean {
  const [own = [], parent = []] = [all.at(-1), all.at(-2)];
  if (own.length === 0 || all.some((words) => words.some((word) => historyWords.has(word)))) return false;
  if (checkEnds.has(own.at(-1) ?? "")) return true;
  return checkObjects.has(parent.at(-1) ?? "") && !isMeta(own) && !labelWords.has(own.at(-1) ?? "");
}

/** Reads a path by the innermost name of a result; null if it has none. */
export function readResultName(names: readonly string[], isListed: boolean): ResultName | null {
  const all = names.map(splitWords);
  const found = findResultName(names, all, isListed);
  return found ?? (isNamedCheck(all) ? { scope: "check", kind: "word", anchor: names.length - 1, inner: [] } : null);
}

function findResultName(
  names: readonly string[],
  all: readonly (readonly string[])[],
  isListed: boolean,
): ResultName | null {
  for (let at = names.length - 1; at >= 0 && at >= names.length - 1 - maxInner; at--) {
    const words = all[at] ?? [];
    const kind = kindOf(words, at === names.length - 1);
    if (kind === null) {
      // `result.confidence` describes a result.
      if (isMeta(words) && !isForm(words)) return null;
      continue;
    }
    const inner = names.slice(at + 1);
    // A word under another name below a status is not that status.
    if (kind !== "result" && !inner.every((name) => isForm(splitWords(name)))) return null;
    // History entries are outdated.
    if (all.slice(0, at).some((parent) => parent.some((word) => historyWords.has(word)))) return null;
    const scope = !isListed && isWhole(words, kind, all.slice(0, at)) ? "whole" : "check";
    return { scope, kind, anchor: at, inner };
  }
  return null;
}

/** True for a process name, whose boolean may be a setting (`verification: false`). */
export const isProcessName = (name: unknown) => processWords.has(splitWords(String(name)).join(""));

/** True for list searches, in which a hit is bad: `watchlist.status: "NO_MATCH"`. */
export const isSearchForHits = (names: readonly string[]) =>
  names.some((name) => splitWords(name).some((word) => hitWords.has(word)));

/** True for paths below options and settings, which may list any result word. */
export const isOffered = (names: readonly string[]) =>
  names.some((name) => splitWords(name).some((word) => offeredWords.has(word)));

/** True for histories, options and descriptions of others, in which a bad word does not count. */
export const isOverOrOffered = (names: readonly string[]) =>
  isOffered(names) ||
  names.some((name) => splitWords(name).some((word) => historyWords.has(word) || describingWords.has(word)));

export const isResultName = (names: readonly string[]) => readResultName(names, false) !== null;
