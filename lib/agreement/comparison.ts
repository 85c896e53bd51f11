import { normalizeText } from "#lib/i18n/clean-text";

/**
 * Comparison result and the stable name of the rule that decided.
 * - `agrees`: equal under a rule that needs no review
 * - `similar`: a likeness that a person must review
 * - `differs`: both were read, and no plausible reading of one equals the other
 * - `not_comparable`: no rule applies; `rule` is the reason
 */
export type ValueComparison = { outcome: "agrees" | "similar" | "differs" | "not_comparable"; rule: string };
export type CompareFunction = (left: string, right: string) => ValueComparison;

export const agrees = (rule: string): ValueComparison => ({ outcome: "agrees", rule });
export const similar = (rule: string): ValueComparison => ({ outcome: "similar", rule });
export const differs = (rule: string): ValueComparison => ({ outcome: "differs", rule });
export const notComparable = (rule: string): ValueComparison => ({ outcome: "not_comparable", rule });

/** Maximum length in UTF-16 code units; bounds the work per pair. */
export const maxLength = 1000;

/** Matches a hexadecimal digest (MD5 to SHA-512) instead of a value. */
export const isHashed = (text: string) =>
  /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i.test(text.trim());

const placeholders = new Set(
  `n/a n.a. n.a n.n. n.n nn unknown unbekannt inconnu inconnue sconosciuto sconosciuta undefined anonymous redacted masked hidden
   fnu lnu unspecified`.split(/\s+/),
);
const placeholderPhrases =
  /^(?:not|nicht|non|no) (?:available|provided|applicable|specified|known|stated|set|given|vorhanden|verfügbar|angegeben|bekannt|ermittelbar|disponible|disponibile|indiqué|renseigné|specificato|indicato|noto|applicabile)$|^(?:no|keine?) (?:value|data|angaben?|daten|wert)$|^(?:keine angabe|sans objet|aucun|aucune|nessuno|nessuna)$/;

/** Matches texts without a value: empty, `n/a`, `unknown`, `XXX`, `null`. `Null` in this case is a family name. */
export function isPlaceholder(text: string): boolean {
  const plain = normalizeText(text);
  if (!/[\p{L}\p{N}\p{Regional_Indicator}]/u.test(plain)) return !/[*•●█∙#]/.test(plain);
  if (/^(?:null|NULL|none|NONE)$/.test(plain) || /^x{2,}$/i.test(plain)) return true;
  const bare = plain.toLowerCase().replace(/^[<([{]+|[>)\]}]+$/g, "");
  return placeholders.has(bare) || placeholderPhrases.test(bare);
}

/** Applies a rule only to two values of bounded length. */
export function guarded(compare: CompareFunction): CompareFunction {
  return (left, right) => {
    if (left.length > maxLength || right.length > maxLength) return notComparable("too_long");
    if (isPlaceholder(left) || isPlaceholder(right)) return notComparable("placeholder");
    if (left === right && !isMasked(left)) return agrees("equal_text");
    if (isHashed(left) || isHashed(right)) return notComparable("hashed");
    return compare(left, right);
  };
}

/** Matches two or more masking characters, three X beside a digit, or three dots at an end. */
export const isMasked = (text: string) =>
  /[*•●█∙#]{2,}|x{3,}[ -]?(?=\d)|(?<=\d)[ -]?x{3,}|^\s*(?:\.{3}|…)|(?:\.{3}|…)\s*$/i.test(text);

/** Tests whether a mask (hidden parts as runs of `*`) fits a whole text by its visible start and end. */
export function fitsMask(masked: string, whole: string): boolean {
  const visible = masked.split(/\*+/);
  const first = visible[0] ?? "";
  const last = visible.at(-1) ?? "";
  if (visible.length === 1) return masked === whole;
  if (!whole.startsWith(first) || !whole.endsWith(last) || whole.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of visible.slice(1, -1)) {
    const at = whole.indexOf(part, from);
    if (at < 0 || at + part.length > whole.length - last.length) return false;
    from = at + part.length;
  }
  return true;
}

export const compareText: CompareFunction = (left, right) =>
  left === right ? agrees("equal_text") : differs("equal_text");
