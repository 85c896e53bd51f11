import { describe, expect, it } from "vitest";
import type { Clock } from "#lib/runtime/clock";
import { UpstreamError } from "#lib/upstream/upstream-error";
import { cooldownMs, createAccessTokenCache, readTokenLifeMs } from "./access-token.ts";

function fixedClock(): Clock & { at: number } {
  const clock = {
    at: 1_000_000,
    now: () => clock.at,
    setTimeout: () => 0,
    clearTimeout: () => {},
    random: () => 0.5,
  };
  return clock;
}

const refusal = () => new UpstreamError("provider_login_failed", "credentials", "refused");

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part(claims)}.`;
}

describe("access token cache", () => {
  it("sends one login for a hundred callers at once", async () => {
    let logins = 0;
    const login = createAccessTokenCache(fixedClock());
    const fetchToken = async () => {
      logins += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return `token-${logins}`;
    };
    const tokens = await Promise.all(Array.from({ length: 100 }, () => login.token(fetchToken)));
    expect(new Set(tokens)).toEqual(new Set(["token-1"]));
    for (const token of tokens) login.forget(token);
    const again = await Promise.all(Array.from({ length: 100 }, () => login.token(fetchToken)));
    expect(new Set(again)).toEqual(new Set(["token-2"]));
  });

  it("keeps a newer token when an older one is rejected", async () => {
    const login = createAccessTokenCache(fixedClock());
    const first = await login.token(async () => "first-token");
    login.forget(first);
    await login.token(async () => "second-token");
    login.forget(first);
    expect(await login.token(async () => "third-token")).toBe("second-token");
  });

  it("sends no login during the cooldown after rejected credentials, then logs in again", async () => {
    const clock = fixedClock();
    const login = createAccessTokenCache(clock);
    let logins = 0;
    const refuse = async () => {
      logins += 1;
      throw refusal();
    };
    await expect(login.token(refuse)).rejects.toMatchObject({ code: "provider_login_failed" });
    await expect(login.token(refuse)).rejects.toMatchObject({ code: "provider_login_failed", retryAfterS: 30 });
    expect(logins).toBe(1);
    clock.at += cooldownMs;
    await expect(login.token(async () => "fresh-token")).resolves.toBe("fresh-token");
  });

  it("starts the cooldown after rejected credentials but not after connection errors", async () => {
    const login = createAccessTokenCache(fixedClock());
    const broken = async () => {
      throw new UpstreamError("provider_unavailable", "reset", "closed");
    };
    await expect(login.token(broken)).rejects.toMatchObject({ code: "provider_unavailable" });
    await expect(login.token(async () => "fresh-token")).resolves.toBe("fresh-token");
  });

  it("limits logins per minute when every fresh token is rejected", async () => {
    const login = createAccessTokenCache(fixedClock());
    let logins = 0;
    for (let call = 0; call < 90; call += 1) {
      const token = await login
        .token(async () => {
          logins += 1;
          return `token-${logins}`;
        })
        .catch(() => null);
      if (token) login.forget(token);
    }
    expect(logins).toBe(60);
  });

  it("stops using a token shortly before its expiry, even with a wrong local clock", async () => {
    expect(readTokenLifeMs(jwt({ iat: 100, exp: 100 + 600 }), 9_999_999_999)).toBe(540_000);
    expect(readTokenLifeMs(jwt({ iat: 0, exp: 10 ** 12 }), 0)).toBe(19 * 60_000);
    expect(readTokenLifeMs(jwt({ iat: 100, exp: 50 }), 0)).toBe(0);
    expect(readTokenLifeMs("opaque", 0)).toBe(19 * 60_000);
    const clock = fixedClock();
    const login = createAccessTokenCache(clock);
    await login.token(async () => "first-token");
    clock.at += 19 * 60_000;
    expect(await login.token(async () => "second-token")).toBe("second-token");
  });
});
