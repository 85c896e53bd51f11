import Negotiator from "negotiator";
import { type Locale, locales } from "./locales.ts";

const known = Object.keys(locales) as Locale[];
const isLocale = (text: string | undefined): text is Locale => known.some((locale) => locale === text);

/** Chooses the person's language, else the browser's (RFC 9110 section 12.5.4), else English. */
export function negotiateLocale(chosen: string | undefined, accepted: string | null): Locale {
  if (isLocale(chosen)) return chosen;
  const [best] = new Negotiator({ headers: { "accept-language": accepted ?? "" } }).languages(known);
  return isLocale(best) ? best : "en";
}
