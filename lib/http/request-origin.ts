import "server-only";
import { isLoopback, settings } from "#lib/env";

/**
 * The origin that answers send the browser back to. With demo accounts the product is reached under several names of
 * this machine (`localhost`, `127.0.0.1`, an own port), so the request's own Host counts there, loopback names only;
 * otherwise `AUTH_URL` alone counts, whatever Host says.
 */
export function readOrigin(headers: Headers): string {
  const { demo, url } = settings().auth;
  const host = headers.get("host");
  if (!demo || host === null || !/^[a-z0-9.[\]:-]{1,80}$/i.test(host) || !URL.canParse(`http://${host}`)) return url;
  const own = new URL(`http://${host}`);
  return isLoopback(own.hostname) ? own.origin : url;
}
