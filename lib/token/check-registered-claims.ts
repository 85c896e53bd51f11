import type { Check } from "./schema.ts";

type Claims = Record<string, unknown>;

/** `iss` must be exactly the configured issuer, where one is configured (RFC 7519 section 4.1.1). */
export function checkIssuer(claims: Claims, wanted: string | undefined): Check {
  const name = "issuer";
  if (wanted === undefined)
    return { name, outcome: "skip", reason: "issuer_not_configured", detail: "TRUST_ISSUER is not set" };
  if (!Object.hasOwn(claims, "iss"))
    return { name, outcome: "fail", reason: "issuer_missing", detail: `no iss claim; TRUST_ISSUER is ${wanted}` };
  return claims.iss === wanted
    ? { name, outcome: "pass", reason: "issuer_agrees", detail: `iss is ${wanted}` }
    : { name, outcome: "fail", reason: "issuer_differs", detail: `iss is not ${wanted}` };
}

/** `aud` must be, or list, the configured audience, where one is configured (RFC 7519 section 4.1.3). */
export function checkAudience(claims: Claims, wanted: string | undefined): Check {
  const name = "audience";
  if (wanted === undefined)
    return { name, outcome: "skip", reason: "audience_not_configured", detail: "TRUST_AUDIENCE is not set" };
  if (!Object.hasOwn(claims, "aud"))
    return { name, outcome: "fail", reason: "audience_missing", detail: `no aud claim; TRUST_AUDIENCE is ${wanted}` };
  const { aud } = claims;
  const wellFormed = typeof aud === "string" || (Array.isArray(aud) && aud.every((item) => typeof item === "string"));
  if (!wellFormed)
    return { name, outcome: "fail", reason: "audience_malformed", detail: "aud is neither a text nor a list of texts" };
  return aud === wanted || (Array.isArray(aud) && aud.includes(wanted))
    ? { name, outcome: "pass", reason: "audience_agrees", detail: `aud names ${wanted}` }
    : { name, outcome: "fail", reason: "audience_differs", detail: `aud does not name ${wanted}` };
}

/** Clocks may differ by this much, both ways. */
export const clockToleranceSeconds = 60;

/** 1970 to the end of 9999: a NumericDate outside has no date that a person could read. */
const lastS = 253_402_300_799;

type TimeFault = "not_a_number" | "in_milliseconds" | "out_of_range";
type TimeClaim = { at: number } | { fault: TimeFault; detail: string } | { absent: true };

/**
 * Reads a NumericDate (RFC 7519 section 2). The policy, written out in docs/verdict.md: only a JSON number of seconds
 * between 1970 and 9999 is a time; everything else fails the check, because guessing could make a dead token live.
 */
export function readTime(claims: Claims, name: string): TimeClaim {
  if (!Object.hasOwn(claims, name)) return { absent: true };
  const value = claims[name];
  if (typeof value !== "number") {
    const kind = value === null ? "null" : Array.isArray(value) ? "an array" : `of type ${typeof value}`;
    return { fault: "not_a_number", detail: `${name} is ${kind}; a number of seconds is needed` };
  }
  if (value >= 0 && value <= lastS) return { at: value };
  if (value > lastS && value <= lastS * 1000)
    return {
      fault: "in_milliseconds",
      detail: `${name} looks like milliseconds (then ${new Date(value).toISOString()}); seconds are needed`,
    };
  return { fault: "out_of_range", detail: `${name} names no date between 1970 and 9999` };
}

const formatS = (seconds: number) => new Date(seconds * 1000).toISOString();

function judge(
  claims: Claims,
  claim: string,
  check: "not_before" | "issued_at" | "expiry",
  rule: (at: number) => Pick<Check, "outcome" | "reason" | "detail">,
): Check {
  const time = readTime(claims, claim);
  if ("absent" in time) return { name: check, outcome: "skip", reason: `${check}_absent`, detail: `no ${claim} claim` };
  if ("fault" in time) return { name: check, outcome: "fail", reason: `${check}_${time.fault}`, detail: time.detail };
  return { name: check, ...rule(time.at) };
}

/**
 * `not_before`, `issued_at` and `expiry`, in this order. A time that has not come or is over is `info`, not `fail`:
 * expired evidence is information, not forgery.
 * @param completedAt when the provider's status says that the identification was completed (ISO 8601), or null
 */
export function checkTimes(claims: Claims, now: Date, completedAt: string | null): Check[] {
  const nowS = now.getTime() / 1000;
  return [
    judge(claims, "nbf", "not_before", (at) =>
      at > nowS + clockToleranceSeconds
        ? { outcome: "info", reason: "not_yet_valid", detail: `valid from ${formatS(at)}` }
        : { outcome: "pass", reason: "not_before_reached", detail: `valid from ${formatS(at)}` },
    ),
    judge(claims, "iat", "issued_at", (at) => {
      const detail = `issued ${formatS(at)} by the token's own word`;
      if (at > nowS + clockToleranceSeconds) return { outcome: "info", reason: "issued_in_the_future", detail };
      const completedS = completedAt === null ? Number.NaN : Date.parse(completedAt) / 1000;
      if (Number.isNaN(completedS)) return { outcome: "pass", reason: "issued_at_own_word", detail };
      const compared = `${detail}; the status says completed ${formatS(completedS)}`;
      return at < completedS - clockToleranceSeconds
        ? { outcome: "info", reason: "issued_before_completion", detail: compared }
        : { outcome: "pass", reason: "issued_after_completion", detail: compared };
    }),
    judge(claims, "exp", "expiry", (at) =>
      at <= nowS - clockToleranceSeconds
        ? { outcome: "info", reason: "expired", detail: `expired ${formatS(at)}` }
        : { outcome: "pass", reason: "not_expired", detail: `expires ${formatS(at)}` },
    ),
  ];
}
