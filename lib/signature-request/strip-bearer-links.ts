/** Bearer links never leave our server: a `signing_url` can sign, a callback URL may contain a token. */

/** Property names of URLs or credentials: `signing_url`, `callback_success_url`, `downloadLink`, `access_token`, … */
const bearerName = /(^|[_-]|[a-z])(url|uri|href|link|token|secret|password|passcode|credential)s?$/i;
const address = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>\\]+/gi;

/** True for a URL that may grant access: it has a query, a fragment, a user, or a long ID in its path. */
function opensSomething(text: string): boolean {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return true;
  }
  if (url.search || url.hash || url.username || url.password) return true;
  return url.pathname.split("/").some((part) => part.length >= 16 && /\d/.test(part));
}

function stripText(text: string): string {
  return text.includes("://")
    ? text.replaceAll(address, (found) => (opensSomething(found) ? "[link removed]" : found))
    : text;
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
