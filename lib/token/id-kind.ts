/** What an id looks like, to tell an id of the same kind from any other text. */

const uuid = /^(urn:uuid:)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A text as it is compared: a UUID without `urn:uuid:` and in lower case (RFC 9562 section 4), any other as sent. */
export function canonicalId(text: string): string {
  return uuid.test(text) ? text.toLowerCase().replace("urn:uuid:", "") : text;
}

/**
 * The kind of an id: `uuid`, `digits:<count>`, or `word:<word>` for one that begins with a word of its own (`evidence-7f3a`,
 * `TX88213`). Null for texts without a mark: names, addresses, URLs, and opaque ids.
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

/** True when one text is the other with a part before or behind it, as serial numbers and addresses are made of ids. */
function isDerived(text: string, id: string): boolean {
  if (text.length <= id.length) return false;
  return (
    (text.startsWith(id) && /[^A-Za-z0-9]/.test(text.charAt(id.length))) ||
    (text.endsWith(id) && /[^A-Za-z0-9]/.test(text.charAt(text.length - id.length - 1)))
  );
}

const withoutGroups = (text: string) => (/^\d[\d .-]*$/.test(text) ? text.replace(/\D/g, "") : text);

/**
 * True for a text that is not the id, but may mean it: a serial number or address made of it (`evidence-12345-1`), other
 * capitals, digits in groups, or a number that lost its leading zeros. It neither binds nor accuses.
 * @param isNumber the text was sent as a JSON number
 */
export function isNearlyEqual(text: string, id: string, isNumber: boolean): boolean {
  const lostZeros = isNumber && id.startsWith("0") && id.replace(/^0+/, "") === text;
  const sameLetters = text.toLowerCase() === id.toLowerCase() || withoutGroups(text) === withoutGroups(id);
  return lostZeros || sameLetters || isDerived(text, id);
}
