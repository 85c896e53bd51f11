import { paths, segments } from "#lib/paths";

const nowhere = "https://evidence-desk.invalid";
const longestPath = 2048;
const notPages = new RegExp(`^/(?:${segments.api}|${segments.signIn}|_next)(?:/|$)`);

/**
 * Restricts the path after sign-in to our pages. Returns `/` for another origin in any spelling (`//host`, `/\host`, `https:host`,
 * tabs and line breaks that browsers drop), the API and the sign-in page.
 * @param origins origins of this server; an absolute URL under one of them counts by its path
 */
export function parseReturnPath(value: unknown, origins: readonly string[] = []): string {
  if (typeof value !== "string" || value.length > longestPath) return paths.home();
  const own = origins.find((origin) => value === origin || value.startsWith(`${origin}/`));
  const path = own === undefined ? value : value.slice(own.length) || "/";
  // Browsers treat a backslash as a slash and drop control characters, so both are rejected.
  if (!/^\/(?![/\\])[^\\\u0000-\u0020\u007f-\u00a0]*$/.test(path)) return paths.home();
  if (!URL.canParse(path, nowhere)) return paths.home();
  const url = new URL(path, nowhere);
  if (url.origin !== nowhere || url.pathname.startsWith("//")) return paths.home();
  if (notPages.test(url.pathname)) return paths.home();
  return `${url.pathname}${url.search}${url.hash}`;
}
