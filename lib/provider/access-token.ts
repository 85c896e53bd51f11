import "server-only";
import { decodeJwt } from "jose";
import type { Clock } from "#lib/runtime/clock";
import { SingleFlight } from "#lib/runtime/single-flight";
import { UpstreamError } from "#lib/upstream/upstream-error";

/** The provider says "about 20 minutes" and the token may say more exactly. */
const usualLifeMs = 20 * 60_000;
/** We stop using a token this long before its end, so that it does not end on the way. */
const marginMs = 60_000;
/** Login is rate limited: after a refusal nobody asks again for this long. */
export const cooldownMs = 30_000;
/** An endpoint that answers 401 whatever we do must not become a stream of logins. */
const loginsPerMinute = 60;

/** How long a fresh token may be used, from its own `iat` and `exp` where they make sense (so a wrong clock here does no harm). */
export function readTokenLifeMs(token: string, nowMs: number): number {
  let lifeMs = usualLifeMs;
  try {
    const { exp, iat } = decodeJwt(token);
    if (typeof exp === "number") lifeMs = typeof iat === "number" ? (exp - iat) * 1000 : exp * 1000 - nowMs;
  } catch {
    // An opaque token is as good as a JWT to us.
  }
  if (!(lifeMs > 0)) lifeMs = 0;
  lifeMs = Math.min(lifeMs, usualLifeMs);
  return Math.max(lifeMs - marginMs, lifeMs / 2);
}

/**
 * The provider's login: one flight at a time, the token kept until shortly before it ends, and a cool-down after the
 * credentials were refused.
 */
export function createAccessTokenCache(clock: Clock) {
  const flights = new SingleFlight<string>();
  let current: { token: string; until: number } | null = null;
  let previous: string | null = null;
  let refused: { until: number; fault: UpstreamError } | null = null;
  let recentLogins: number[] = [];

  function refuseWhile(untilMs: number, detail: string, earlier?: UpstreamError): never {
    throw new UpstreamError("provider_login_failed", "credentials", detail, {
      retryAfterS: Math.max(1, Math.ceil((untilMs - clock.now()) / 1000)),
      provider: earlier?.provider,
    });
  }

  async function login(fetchToken: () => Promise<string>): Promise<string> {
    try {
      const token = await fetchToken();
      const nowMs = clock.now();
      current = { token, until: nowMs + readTokenLifeMs(token, nowMs) };
      refused = null;
      return token;
    } catch (error) {
      if (error instanceof UpstreamError && error.reason === "credentials")
        refused = { until: clock.now() + cooldownMs, fault: error };
      throw error;
    }
  }

  return {
    /**
     * A token to use now. Callers at the same time share one login.
     * @param fetchToken asks the provider once; a ProviderFault with reason `credentials` means that it refused us
     */
    async token(fetchToken: () => Promise<string>): Promise<string> {
      const nowMs = clock.now();
      if (current && nowMs < current.until) return current.token;
      return flights.run("login", async () => {
        if (refused && nowMs < refused.until) refuseWhile(refused.until, refused.fault.message, refused.fault);
        recentLogins = recentLogins.filter((at) => nowMs - at < 60_000);
        const oldest = recentLogins[0];
        if (recentLogins.length >= loginsPerMinute && oldest !== undefined)
          refuseWhile(oldest + 60_000, "The provider refuses each fresh login again; we pause before the next one.");
        recentLogins.push(nowMs);
        return login(fetchToken);
      });
    },
    /** The provider refused this token: the next `token()` logs in, unless somebody did already. */
    forget(token: string): void {
      if (current?.token !== token) return;
      previous = token;
      current = null;
    },
    /** The token in use and the one before, for the guard that keeps them from leaving. */
    peek: () => current?.token ?? null,
    peekPrevious: () => previous,
  };
}

export type Login = ReturnType<typeof createAccessTokenCache>;
