/** Classifies IDs by their shape, to compare only IDs of the same kind. */

const uuid = /^(urn:uuid:)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Normalizes a UUID: lower case, without `urn:uuid:` (RFC 9562 section 4). Other texts stay as received. */
export function canonicalId(text: string): string {
  return uuid.test(text) ? text.toLowerCase().replace("urn:uuid:", "") : text;
}

/**
 * Returns the kind of an ID: `uuid`, `digits:<count>`, or `word:<word>` for a prefix (`evidence-7f3a`, `TX88213`).
 * @returns null for names, addresses, URLs and opaque IDs
 */
export function idKind(text: string): string | null {
  if (uuid.test(text)) return "uuid";
  if (/^\d+$/.test(text)) return `digits:${text.length}`;
  if (!/^[A-Za-z0-9._~-]{1,128}$/.test(text)) return null;
  const segments = text.split(/[._~-]/);
  const words: string[] = [];
  for (const segment of segments.slice(0, -1)) {
    if (!/^[A-Za-z]{2,}$/.test(segment)) break;
    words.push(segment.toLowerCase());
  }
  if (words.length > 0) return /\d/.test(segments.slice(words.length).join("")) ? `word:${words.join("-")}` : null;
  const word = /^([A-Za-z]{2,})\d+$/.exec(text)?.[1];
  return word === undefined ? null : `word:${word.toLowerCase()}`;
}

/** True if one text contains the other as prefix or suffix, as serial numbers and addresses do. */
function isDerived(text: string, id: string): boolean {
  if (text.length <= id.length) return false;
  return (
    (text.startsWith(id) && /[^A-Za-z0-9]/.test(text.charAt(id.length))) ||
    (text.endsWith(id) && /[^A-Za-z0-9]/.test(text.charAt(text.length - id.length - 1)))
  );
}

const withoutGroups = (text: string) => (/^\d[\d .-]*$/.test(text) ? text.replace(/\D/g, "") : text);

/**
 * True for a text that resembles the ID: a derived number or address (`evidence-12345-1`), other case, grouped digits,
 * or lost leading zeros. Such a text has no effect on the binding.
 * @param isNumber the text was received as a JSON number
 */
export function isNearlyEqual(text: string, id: string, isNumber: boolean): boolean {
  const lostZeros = isNumber && id.startsWith("0") && id.replace(/^0+/, "") === text;
  const sameLetters = text.toLowerCase() === id.toLowerCase() || withoutGroups(text) === withoutGroups(id);
  return lostZeros || sameLetters || isDerived(text, id);
}
