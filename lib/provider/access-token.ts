import "server-only";
import { decodeJwt } from "jose";
import type { Clock } from "#lib/runtime/clock";
import { SingleFlight } from "#lib/runtime/single-flight";
import { UpstreamError } from "#lib/upstream/upstream-error";

/** Lifetime according to the provider ("about 20 minutes"); the token may state a shorter one. */
const usualLifeMs = 20 * 60_000;
/** Stop using a token this long before its expiry, so that it does not expire in transit. */
const marginMs = 60_000;
/** Login is rate limited, so no login is sent for this time after rejected credentials. */
export const cooldownMs = 30_000;
/** Limits the logins that an endpoint with permanent 401 responses can cause. */
const loginsPerMinute = 60;

/** Computes a fresh token's lifetime from its own `iat` and `exp`, so that a wrong local clock has no effect. */
export function readTokenLifeMs(token: string, nowMs: number): number {
  let lifeMs = usualLifeMs;
  try {
    const { exp, iat } = decodeJwt(token);
    if (typeof exp === "number") lifeMs = typeof iat === "number" ? (exp - iat) * 1000 : exp * 1000 - nowMs;
  } catch {
    // An opaque token is as usable as a JWT.
  }
  if (!(lifeMs > 0)) lifeMs = 0;
  lifeMs = Math.min(lifeMs, usualLifeMs);
  return Math.max(lifeMs - marginMs, lifeMs / 2);
}

/** Caches the provider's access token, with single-flight login and a cooldown after rejected credentials. */
export function createAccessTokenCache(clock: Clock) {
  const sharedCalls = new SingleFlight<string>();
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
    /** @param fetchToken logs in once; throws UpstreamError with reason `credentials` if the provider rejects us */
    async token(fetchToken: () => Promise<string>): Promise<string> {
      const nowMs = clock.now();
      if (current && nowMs < current.until) return current.token;
      return sharedCalls.run("login", async () => {
        if (refused && nowMs < refused.until) refuseWhile(refused.until, refused.fault.message, refused.fault);
        recentLogins = recentLogins.filter((at) => nowMs - at < 60_000);
        const oldest = recentLogins[0];
        if (recentLogins.length >= loginsPerMinute && oldest !== undefined)
          refuseWhile(
            oldest + 60_000,
            "The provider rejected every new access token of the last minute. Try again later, or ask the provider.",
          );
        recentLogins.push(nowMs);
        return login(fetchToken);
      });
    },
    /** Drops a rejected token so that the next `token()` logs in, unless a newer token is already cached. */
    forget(token: string): void {
      if (current?.token !== token) return;
      previous = token;
      current = null;
    },
    peek: () => current?.token ?? null,
    peekPrevious: () => previous,
  };
}

export type AccessTokenCache = ReturnType<typeof createAccessTokenCache>;
