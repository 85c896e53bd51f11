/** Bearer links never leave our server: a `signing_url` can sign, a callback URL may contain a token. */

/** Property names of URLs or credentials: `signing_url`, `callback_success_url`, `downloadLink`, `access_token`, … */
const bearerName = /(^|[_-]|[a-z])(url|uri|href|link|token|secret|password|passcode|credential)s?$/i;
/** A URL, also percent-encoded or without its scheme: `https://a.test/b`, `https%3A%2F%2Fa.test`, `//a.test/b`, `a.test/b`. */
const address =
  /(?:\b[a-z][a-z0-9+.-]{1,20}:)?\/\/[^\s"'<>\\]+|\b[a-z][a-z0-9+.-]{1,20}%3a%2f%2f[^\s"'<>\\]+|\b(?:[a-z0-9-]+\.)+[a-z]{2,24}(?::\d+)?[/?#][^\s"'<>\\]+/gi;

function parseAddress(text: string): URL {
  const decoded = /^[^/]*%3a%2f%2f/i.test(text) ? decodeURIComponent(text) : text;
  if (decoded.startsWith("//")) return new URL(`https:${decoded}`);
  return new URL(decoded.includes("://") ? decoded : `https://${decoded}`);
}

/** A part of a path that may be a key: long with a digit, or letters and digits in turn. */
const isKeyLike = (part: string) =>
  (part.length >= 16 && /\d/.test(part)) || (part.length >= 8 && /\d/.test(part) && /[a-z]/i.test(part));

/** True for a URL that may grant access: it has a query, a fragment, a user, or a part of its path may be a key. */
function opensSomething(text: string): boolean {
  try {
    const url = parseAddress(text);
    if (url.search || url.hash || url.username || url.password) return true;
    return url.pathname.split("/").some(isKeyLike);
  } catch {
    return true;
  }
}

function stripText(text: string): string {
  return text.replaceAll(address, (found) => (opensSomething(found) ? "[link removed]" : found));
}

function holdsText(value: unknown): boolean {
  return typeof value === "string" || (Array.isArray(value) && value.some((member) => typeof member === "string"));
}

/** Nesting limit above any signature request, which prevents stack exhaustion. */
const deepest = 200;

/** Removes bearer properties and replaces bearer URLs in texts. @throws RangeError beyond 200 levels */
export function stripBearerLinks(value: unknown, depth = 0): unknown {
  if (depth > deepest) throw new RangeError("The JSON is nested too deep.");
  if (typeof value === "string") return stripText(value);
  if (Array.isArray(value)) return value.map((member) => stripBearerLinks(member, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => !(bearerName.test(name) && holdsText(member)))
      .map(([name, member]) => [stripText(name), stripBearerLinks(member, depth + 1)]),
  );
}
