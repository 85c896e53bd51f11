import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { errors, jwtVerify, SignJWT } from "jose";
import { sandboxCredentials } from "./cases.ts";
import { readTestKey } from "./keys.ts";
import { ProviderRefusal } from "./problem.ts";

/** `POST /access/login` and its bearer token: a JWT valid for 20 minutes by the machine's clock. */

const lifetimeS = 20 * 60;
const loginsPerMinute = 120;
const key = readTestKey("login-rsa");

type Credentials = { username?: unknown; "api-key"?: unknown };

function parseCredentials(contentType: string, body: string): Credentials {
  if (contentType.startsWith("application/x-www-form-urlencoded")) return Object.fromEntries(new URLSearchParams(body));
  if (!contentType.startsWith("application/json"))
    throw new ProviderRefusal({
      status: 415,
      name: "problem-with-message",
      message: "Content type is not supported.",
    });
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === "object" && parsed !== null) return parsed;
  } catch {
    // Rejected below, like any other body that is not an object.
  }
  throw new ProviderRefusal({ status: 400, name: "constraint-violation", message: "The body is not a JSON object." });
}

/** Counts logins per minute of one running sandbox. */
export class LoginLimit {
  private times: number[] = [];

  /** @throws ProviderRefusal 429 with `Retry-After` after too many logins */
  count(nowMs: number): void {
    this.times = this.times.filter((time) => time > nowMs - 60_000);
    const [oldest] = this.times;
    if (oldest !== undefined && this.times.length >= loginsPerMinute)
      throw new ProviderRefusal({
        status: 429,
        name: "limit-exceeded",
        message: "Too many logins.",
        key: "error.rate_limit.exceeded",
        retryAfterS: Math.max(1, Math.ceil((oldest + 60_000 - nowMs) / 1000)),
      });
    this.times.push(nowMs);
  }
}

/**
 * @returns the access token
 * @throws ProviderRefusal 401 with the key `error.auth.credentials_invalid`
 */
export async function login(contentType: string, body: string): Promise<string> {
  const credentials = parseCredentials(contentType, body);
  const { username, apiKey } = sandboxCredentials;
  if (typeof credentials.username !== "string" || typeof credentials["api-key"] !== "string")
    throw new ProviderRefusal({
      status: 400,
      name: "constraint-violation",
      message: "username and api-key must be given.",
    });
  if (credentials.username !== username || credentials["api-key"] !== apiKey)
    throw new ProviderRefusal({
      status: 401,
      name: "problem-with-message",
      message: "The credentials are invalid.",
      key: "error.auth.credentials_invalid",
    });
  return new SignJWT({ typ: "Bearer", preferred_username: username })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: "login-2026-01" })
    .setIssuer("https://login.sandbox.example.test")
    .setSubject(username)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${lifetimeS}s`)
    .sign(key.privateKey);
}

/**
 * Checks a request's bearer token. The provider's guides disagree on the status of a bad token: v3 says 401, v2 403.
 * @throws ProviderRefusal with the key `error.auth.token_expired` or `error.auth.token_invalid`
 */
export async function checkAccessToken(request: IncomingMessage, version: "v2" | "v3"): Promise<void> {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const refuse = (reason: "expired" | "invalid") =>
    new ProviderRefusal({
      status: version === "v3" || token === undefined ? 401 : 403,
      name: "problem-with-message",
      message: `The access token is ${token === undefined ? "missing" : reason}.`,
      key: `error.auth.token_${reason}`,
    });
  if (token === undefined) throw refuse("invalid");
  try {
    await jwtVerify(token, key.publicKey, { algorithms: ["RS256"], issuer: "https://login.sandbox.example.test" });
  } catch (error) {
    throw refuse(error instanceof errors.JWTExpired ? "expired" : "invalid");
  }
}
