import { normalizeText } from "#lib/i18n/clean-text";
import { agrees, differs, guarded, notComparable, similar, type ValueComparison } from "./comparison.ts";

export type DocumentKind =
  | "passport"
  | "id_card"
  | "residence_permit"
  | "driving_licence"
  | "visa"
  | "travel_document"
  | "crew_card";

/** Words of vendors and authorities in lower case without diacritics; the first match decides. */
const words: readonly [DocumentKind, RegExp][] = [
  [
    "travel_document",
    /refugee|fluchtling|refugie|rifugiat|travel ?document|reiseausweis|titre de voyage|titolo di viaggio|convention travel|alien s? ?passport|stateless/,
  ],
  ["id_card", /pass(?:port)? ?card|internal ?passport|passeport interieur/],
  [
    "residence_permit",
    /residen(?:ce|t|cy) ?(?:permit|card|title|document)|permanent ?resident|green ?card|aufenthalts|niederlassungs|auslanderausweis|ausweis [bclfng]\b|grenzgangerbewilligung|titre de sejour|permis de sejour|carte de (?:sejour|resident)|autorisation de sejour|permesso di soggiorno|carta di soggiorno|permit [bclfng]\b|immigration/,
  ],
  [
    "driving_licence",
    /driv(?:ing|er|ers|er s)? ?licen[cs]e|driving ?permit|fuhrerausweis|fuhrerschein|permis de conduire|patente|licenza di condurre|fahrausweis|\bdl\b/,
  ],
  ["visa", /\bvis(?:a|um|to)\b|sichtvermerk/],
  ["passport", /passport|reisepass|\bpass\b|passeport|passaporto|pasaporte|passaporte|paspoort|\bepass\b/],
  [
    "id_card",
    /id ?card|identity ?card|identification ?card|national ?(?:id|identity)|personalausweis|identitatskarte|carte (?:nationale )?d ?identite|carta d ?identita|carta identita|documento nacional|\bnid\b|\bcni\b|\bcie\b|\bperso\b|identity ?document|\bdni\b|\bid\b|\bidentitycard\b|citizen ?card/,
  ],
  ["crew_card", /crew/],
];

/** Reads the document code at the start of an MRZ (ICAO Doc 9303 parts 4 to 7), without `<`. */
function readZoneCode(code: string): DocumentKind | null {
  if (/^p[a-z]?$/.test(code)) return code === "pr" || code === "pt" ? "travel_document" : "passport";
  if (/^v[a-z]?$/.test(code)) return "visa";
  if (code === "ac") return "crew_card";
  if (code === "ar" || code === "ir" || code === "cr") return "residence_permit";
  if (code === "dl" || code === "d1") return "driving_licence";
  return /^(?:i[a-z<]?|[ac])$/.test(code) ? "id_card" : null;
}

const plain = (text: string) =>
  normalizeText(text)
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** @returns the document type of a word, phrase or code, or null */
export function readDocumentType(text: string): DocumentKind | null {
  const name = plain(text);
  if (name === "" || name.length > 100) return null;
  const find = (form: string) => words.find(([, pattern]) => pattern.test(form))?.[0];
  return readZoneCode(name) ?? find(name) ?? find(name.replace(/([aou])e/g, "$1")) ?? null;
}

/** Matches ambiguous codes: `I`, `A` and `C` are any card, `ID` any identity document. */
const isVague = (text: string) => /^(?:[aci]|id|i d|identity document|identitydocument)$/.test(plain(text));

const cards: readonly DocumentKind[] = ["id_card", "residence_permit", "crew_card", "travel_document"];

function compareKinds(left: string, right: string): ValueComparison {
  const [a, b] = [readDocumentType(left), readDocumentType(right)];
  if (a === null || b === null)
    return plain(left) === plain(right) ? agrees("letter_case") : notComparable("unknown_word");
  if (a === b) return agrees("same_kind");
  const isAny = (text: string) => isVague(text) && /^id|^i d/.test(plain(text));
  if (isAny(left) || isAny(right)) return similar("possible_kind");
  if ((isVague(left) && cards.includes(b)) || (isVague(right) && cards.includes(a))) return similar("possible_kind");
  const isTravel =
    [a, b].includes("travel_document") && [a, b].some((kind) => kind === "passport" || kind === "id_card");
  return isTravel ? similar("possible_kind") : differs("same_kind");
}

/** Compares document types by meaning; an unknown type is not comparable. */
export const compareDocumentTypes = guarded(compareKinds);
