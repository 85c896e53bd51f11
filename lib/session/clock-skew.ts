/** Tolerance in seconds for each time of a token, in both directions. */
export const clockToleranceS = 30;

export type TokenTime = "iat" | "exp" | "nbf";

/** `suspect` is the clock that two of three readings contradict; null if only two readings exist or all differ. */
export type ClockSkew = { seconds: number; isAhead: boolean; suspect: "here" | "provider" | null };

/**
 * Compares a time of a token with this machine's clock and with the `Date` header of the response that contained it.
 * @param seconds UTC seconds of the claim
 * @param now, responseDate UTC milliseconds; `responseDate` is null without a usable `Date` header (RFC 9110 section 6.6.1)
 */
export function measureClockSkew(seconds: number, now: number, responseDate: number | null): ClockSkew {
  const skew = seconds - Math.floor(now / 1000);
  const responseSkew = responseDate === null ? null : Math.round((responseDate - now) / 1000);
  const isAhead = skew > 0;
  const agrees = responseSkew !== null && Math.abs(responseSkew) <= clockToleranceS;
  const contradicts = responseSkew !== null && !agrees && responseSkew > 0 === isAhead;
  return { seconds: Math.abs(skew), isAhead, suspect: agrees ? "provider" : contradicts ? "here" : null };
}

const suspects = {
  provider:
    "The HTTP Date of the provider agrees with this machine, so the clock that signs its tokens seems wrong, or the token was old",
  here: "The HTTP Date of the provider differs from this machine in the same direction, so this machine's clock seems wrong",
  unknown: "The response gives no third clock to compare, so check both",
};

/** @returns one sentence for an administrator */
export function describeClockSkew(claim: TokenTime, { seconds, isAhead, suspect }: ClockSkew): string {
  const where = `${seconds} s ${isAhead ? "ahead of" : "behind"} this machine's clock (tolerance ${clockToleranceS} s)`;
  return `the ${claim} claim of the token is ${where}. ${suspects[suspect ?? "unknown"]}. Synchronize the clocks (NTP)`;
}
