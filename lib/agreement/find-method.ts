import { normalizeMemberName } from "./member-words.ts";
import type { JsonReading, Source } from "./model.ts";
import { memberNamesOf } from "./steps.ts";

/** Names that say "how the person was identified" wherever they stand. */
const whole = new Set([
  "identificationmethod",
  "identmethod",
  "methodofidentification",
  "identificationprocedure",
  "identitymethod",
  "verificationmethod",
  "identificationmode",
]);
/** Names that say it only beside statements about the identification. */
const short = new Set(["method", "procedure"]);
const elsewhere =
  /request|http|api|call|digest|hash|signature|encrypt|algorithm|compress|payment|check|step|auth|review/;
const maxDepth = 4;
const maxLength = 60;

/** @param names members from the top to the one in question */
export function isMethodName(names: readonly string[]): boolean {
  const plain = names.map(normalizeMemberName);
  const last = plain.at(-1) ?? "";
  if (whole.has(last)) return true;
  return short.has(last) && plain.length <= maxDepth && !plain.slice(0, -1).some((name) => elsewhere.test(name));
}

/** The method of identification as an artefact states it; the token first, because it may be signed. Null if none does. */
export function findMethod(
  readings: readonly (readonly [Source, JsonReading | null])[],
): { text: string; source: Source } | null {
  for (const [source, reading] of readings)
    for (const { kind, text, steps } of reading?.primitives ?? [])
      if (kind === "string" && text.trim() !== "" && text.length <= maxLength && isMethodName(memberNamesOf(steps)))
        return { text, source };
  return null;
}

const methodWords: readonly (readonly [MethodKind, RegExp])[] = [
  ["nfc", /^(nfc|chip|chipread|nfcchip|epassport|rfid)$/],
  ["review", /^(manualreview|manual|agent|agentreview|review|humanreview)$/],
  ["video", /^(video|videoident|videoidentification|livevideo|videocall)$/],
  ["eid", /^(eid|electronicid|electronicidentity|epassporteid)$/],
  ["photo", /^(photo|photoident|documentscan|scan|ocr|autoident|optical)$/],
];
export const methodKinds = ["nfc", "review", "video", "eid", "photo"] as const;
export type MethodKind = (typeof methodKinds)[number];

/** The kind that a code means; null for a code that is not known, which is shown as sent. */
export function readMethod(text: string): MethodKind | null {
  const plain = normalizeMemberName(text);
  return methodWords.find(([, words]) => words.test(plain))?.[0] ?? null;
}
