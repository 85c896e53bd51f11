import "server-only";
import { isLoopback, settings } from "#lib/env";

/**
 * Returns the origin for redirects: `AUTH_URL`, or with demo accounts the request's Host if it is a loopback name. Demo accounts are
 * reachable as `localhost`, `127.0.0.1` and on other ports.
 */
export function readOrigin(headers: Headers): string {
  const { demo, url } = settings().auth;
  const host = headers.get("host");
  if (!demo || host === null || !/^[a-z0-9.[\]:-]{1,80}$/i.test(host) || !URL.canParse(`http://${host}`)) return url;
  const own = new URL(`http://${host}`);
  return isLoopback(own.hostname) ? own.origin : url;
}
