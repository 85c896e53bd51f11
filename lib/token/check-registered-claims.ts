import type { Check } from "./schema.ts";

type Claims = Record<string, unknown>;

/** Requires `iss` to equal the configured issuer, if any (RFC 7519 section 4.1.1). */
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

/** Requires `aud` to be or contain the configured audience, if any (RFC 7519 section 4.1.3). */
export function checkAudience(claims: Claims, wanted: string | undefined): Check {
  const name = "audience";
  if (wanted === undefined)
    return { name, outcome: "skip", reason: "audience_not_configured", detail: "TRUST_AUDIENCE is not set" };
  if (!Object.hasOwn(claims, "aud"))
    return { name, outcome: "fail", reason: "audience_missing", detail: `no aud claim; TRUST_AUDIENCE is ${wanted}` };
  const { aud } = claims;
  const wellFormed = typeof aud === "string" || (Array.isArray(aud) && aud.every((item) => typeof item === "string"));
  if (!wellFormed)
    return {
      name,
      outcome: "fail",
      reason: "audience_malformed",
      detail: "aud is neither a string nor an array of strings",
    };
  return aud === wanted || (Array.isArray(aud) && aud.includes(wanted))
    ? { name, outcome: "pass", reason: "audience_agrees", detail: `aud names ${wanted}` }
    : { name, outcome: "fail", reason: "audience_differs", detail: `aud does not name ${wanted}` };
}

/** Clock tolerance in seconds, in both directions. */
export const clockToleranceSeconds = 60;

/** End of 9999 in seconds since 1970; a NumericDate beyond it has no readable date. */
const lastS = 253_402_300_799;

type TimeFault = "not_a_number" | "in_milliseconds" | "out_of_range";
type TimeClaim = { at: number } | { fault: TimeFault; detail: string } | { absent: true };

/**
 * Accepts only a number of seconds from 1970 to 9999 (RFC 7519 section 2), because guessing could accept an expired
 * token.
 */
export function readNumericDateClaim(claims: Claims, name: string): TimeClaim {
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
  return { fault: "out_of_range", detail: `${name} is not a date between 1970 and 9999` };
}

const formatS = (seconds: number) => new Date(seconds * 1000).toISOString();

function judge(
  claims: Claims,
  claim: string,
  check: "not_before" | "issued_at" | "expiry",
  rule: (at: number) => Pick<Check, "outcome" | "reason" | "detail">,
): Check {
  const time = readNumericDateClaim(claims, claim);
  if ("absent" in time) return { name: check, outcome: "skip", reason: `${check}_absent`, detail: `no ${claim} claim` };
  if ("fault" in time) return { name: check, outcome: "fail", reason: `${check}_${time.fault}`, detail: time.detail };
  return { name: check, ...rule(time.at) };
}

/**
 * Checks `not_before`, `issued_at` and `expiry`, in this order. A future or past time is `info`, not `fail`: expired
 * evidence is not forged.
 * @param completedAt ISO 8601 completion time in the provider's status, or null
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
      const detail = `issued ${formatS(at)} according to the token`;
      if (at > nowS + clockToleranceSeconds) return { outcome: "info", reason: "issued_in_the_future", detail };
      const completedS = completedAt === null ? Number.NaN : Date.parse(completedAt) / 1000;
      if (Number.isNaN(completedS)) return { outcome: "pass", reason: "issued_at_own_word", detail };
      const compared = `${detail}; completed ${formatS(completedS)} according to the status`;
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
