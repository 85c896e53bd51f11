import { paths } from "#lib/paths";

const nowhere = "https://evidence-desk.invalid";
const longestPath = 2048;

/**
 * The path of our own that a sign-in leads back to, or `/` for everything else: another origin in any spelling
 * (`//host`, `/\host`, `https:host`, tabs and line breaks that browsers drop), an address without a leading slash, the API, or the sign-in page itself.
 * @param origins the origins under which this server is reached; an absolute address under one of them counts by its path
 */
export function parseReturnPath(value: unknown, origins: readonly string[] = []): string {
  if (typeof value !== "string" || value.length > longestPath) return paths.home();
  const own = origins.find((origin) => value === origin || value.startsWith(`${origin}/`));
  const path = own === undefined ? value : value.slice(own.length) || "/";
  // Browsers treat a backslash as a slash and drop control characters, so neither may stand anywhere.
  if (!/^\/(?![/\\])[^\\\u0000-\u0020\u007f-\u00a0]*$/.test(path)) return paths.home();
  if (!URL.canParse(path, nowhere)) return paths.home();
  const url = new URL(path, nowhere);
  if (url.origin !== nowhere || url.pathname.startsWith("//")) return paths.home();
  if (/^\/(api|sign-in|_next)(\/|$)/.test(url.pathname)) return paths.home();
  return `${url.pathname}${url.search}${url.hash}`;
}
