import { normalizeText } from "#lib/i18n/clean-text";
import {
  agrees,
  differs,
  fitsMask,
  guarded,
  isMasked,
  notComparable,
  similar,
  type ValueComparison,
} from "./comparison.ts";

/** Removes `mailto:` and `Name <address>`; converts the domain to ASCII (RFC 5891). Null for other texts. */
function readEmail(text: string): string | null {
  const inner = /<([^<>]*@[^<>]*)>\s*$/.exec(text)?.[1] ?? text;
  const address = normalizeText(inner)
    .replace(/^mailto:/i, "")
    .toLowerCase();
  const match = /^([^@\s]+)@([^@\s]+)$/.exec(address);
  if (!match) return null;
  const [, local = "", domain = ""] = match;
  return `${local}@${/^\p{ASCII}*$/u.test(domain) ? domain : toAscii(domain)}`.replace(/\.$/, "");
}

function toAscii(domain: string): string {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return domain;
  }
}

const compareMasked = (left: string, right: string): ValueComparison => {
  const mask = (text: string) =>
    normalizeText(text)
      .toLowerCase()
      .replace(/[*•●█∙#]+|x{3,}/g, "*");
  const [a, b] = [mask(left), mask(right)];
  if (a.includes("*") && b.includes("*")) return notComparable("masked");
  return (a.includes("*") ? fitsMask(a, b) : fitsMask(b, a)) ? notComparable("masked") : differs("masked");
};

/** Compares email addresses without letter case. */
export const compareEmails = guarded((left, right) => {
  if (/[*•●█∙#]/.test(left + right) || isMasked(left) || isMasked(right)) return compareMasked(left, right);
  const [a, b] = [readEmail(left), readEmail(right)];
  if (a === null || b === null) return notComparable("unknown_word");
  return a === b ? agrees("letter_case") : differs("letter_case");
});

type Mobile = { digits: string; form: "international" | "national" | "bare" };

/** Parses `+41 (0)79 …`, `0041 …`, `079 …` and bare digits with or without a country code. */
function readMobile(text: string): Mobile | null {
  const bare = normalizeText(text)
    .replace(/^tel:/i, "")
    .replace(/\(0\)/, "")
    .replace(/[\s()./\-–‑·]/g, "")
    .replace(/^00/, "+");
  if (/^\+\d{7,15}$/.test(bare)) return { digits: bare.slice(1), form: "international" };
  if (/^0[1-9]\d{5,12}$/.test(bare)) return { digits: bare.slice(1), form: "national" };
  return /^[1-9]\d{6,14}$/.test(bare) ? { digits: bare, form: "bare" } : null;
}

/** Compares phone numbers; a national number agrees with an international one that ends in it. */
export const compareMobiles = guarded((left, right) => {
  if (isMasked(left) || isMasked(right)) return notComparable("masked");
  const [a, b] = [readMobile(left), readMobile(right)];
  if (!a || !b) return notComparable("unknown_word");
  const forms = [a.form, b.form];
  if (a.digits === b.digits)
    return forms.includes("national") && a.form !== b.form ? similar("national_number") : agrees("same_number");
  const [long, short] = a.digits.length > b.digits.length ? [a, b] : [b, a];
  const isEnd =
    short.digits.length >= 7 && long.digits.length - short.digits.length <= 4 && long.digits.endsWith(short.digits);
  if (!isEnd || short.form === "international" || long.form === "national") return differs("same_number");
  return short.form === "national" ? agrees("national_number") : similar("national_number");
});
