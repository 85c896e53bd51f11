import { isIP } from "node:net";
import { z } from "zod";
import { generatedSecretFault } from "./secret-strength.ts";

/** Schemas of setting values. Their messages never repeat the value. */

const loopbackHosts = new Set(["localhost", "::1", "[::1]"]);

export function isLoopback(host: string): boolean {
  return loopbackHosts.has(host) || (isIP(host) === 4 && host.startsWith("127."));
}

function readUrl(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null;
}

/** Requires https, or http on loopback, because credentials and trusted keys need a protected connection. */
function isSafeUrl(url: URL | null): boolean {
  return url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname));
}

export const text = z.string();

export const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be between ${min} and ${max}`);

/** 0 is off; a week at most. */
export const refreshMinutes = integer(0, 10_080).refine(
  (minutes) => minutes === 0 || minutes >= 5,
  "must be 0 (off), or at least 5 minutes",
);

export const flag = z.enum(["0", "1"], "must be 0 or 1").transform((value) => value === "1");

const splitList = (separator: RegExp) => (value: string) =>
  value
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean);

export const words = z
  .string()
  .transform(splitList(/[\s,]+/))
  .refine((values) => values.length > 0, "must contain at least one value");

/** Parses values separated by commas only, because group names may contain spaces. */
export const commaList = z
  .string()
  .transform(splitList(/,/))
  .refine((values) => values.length > 0, "must contain at least one value; separate values with commas");

export const baseUrl = z.string().superRefine((value, context) => {
  const url = readUrl(value);
  const fault = (message: string) => context.addIssue({ code: "custom", message });
  if (!url) fault("must be a URL");
  else if (!isSafeUrl(url)) fault("must be https (http only on loopback)");
  else if (url.username || url.password) fault("must not contain a user name or password");
  else if (url.search || url.hash) fault("must not contain a query or a fragment");
});

/** Microsoft's endpoints for several tenants: their metadata names a template as the issuer, which no ID token contains. */
const severalTenants = /^\/(common|organizations|consumers)(\/|$)/i;
const isMicrosoft = (host: string) => /(^|\.)microsoftonline\.(com|us|cn)$/.test(host);

/** Issuer of single sign-on (OpenID Connect Discovery 1.0 section 3). */
export const issuerUrl = baseUrl.superRefine((value, context) => {
  const url = readUrl(value);
  const isShared = url !== null && isMicrosoft(url.hostname) && severalTenants.test(url.pathname);
  if (isShared || /[{}]/.test(value))
    context.addIssue({
      code: "custom",
      message:
        "must name one tenant: write its ID in the place of common, organizations, consumers or {tenantid} (https://login.microsoftonline.com/TENANT-ID/v2.0)",
    });
});

export const documentUrl = z
  .string()
  .refine((value) => readUrl(value) !== null, "must be a URL")
  .refine((value) => isSafeUrl(readUrl(value)), "must be https (http only on loopback)")
  .refine((value) => {
    const { username, password, hash } = readUrl(value) ?? {};
    return !username && !password && !hash;
  }, "must not contain a user name, a password or a fragment");

/** Origin as browsers serialize it: lower case, no trailing slash, no default port (RFC 6454 section 6.2). */
export const origin = baseUrl
  .refine((value) => readUrl(value)?.pathname === "/", "must be an origin without a path")
  .transform((value) => readUrl(value)?.origin ?? value);

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

export const proxyUrl = z
  .string()
  .refine((value) => /^https?:$/.test(readUrl(value)?.protocol ?? ""), "must be an http or https URL")
  .refine((value) => {
    const { username = "", password = "" } = readUrl(value) ?? {};
    return isDecodable(username) && isDecodable(password);
  }, "has a % in its user name or password that starts no percent-encoding: write %25");

/** Address to listen on; the zone of a link-local IPv6 address is allowed. */
export const hostName = z
  .string()
  .refine(
    (value) => isIP(value) !== 0 || /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i.test(value),
    "must be a host name or an IP address, without port and brackets",
  );

/** Host, with a port if any, as an address has it: it becomes part of names that may contain neither a space nor a plus sign. */
export const hostAndPort = z
  .string()
  .refine(
    (value) => readUrl(`https://${value}`)?.host === value.toLowerCase(),
    "must be a host name, with a port if needed, without scheme and path",
  )
  .transform((value) => value.toLowerCase());

/** Path with each ID placeholder exactly once; `checkTogether` checks that it stays within the base URL. */
export const pathTemplate = z
  .string()
  .regex(/^\/(?!\/)[^?#\\\s]*$/, "must start with one slash and contain no query, fragment, backslash or space")
  .refine(
    (value) => value.split("{SR_ID}").length === 2 && value.split("{EVIDENCE_ID}").length === 2,
    "must contain {SR_ID} and {EVIDENCE_ID} exactly once each",
  )
  .refine(
    (value) => !/[{}]/.test(value.replace("{SR_ID}", "").replace("{EVIDENCE_ID}", "")),
    "must not contain braces other than {SR_ID} and {EVIDENCE_ID}",
  );

type Issues = { addIssue(issue: { code: "custom"; message: string }): void };

function addStrengthIssues(values: readonly string[], issues: Issues): void {
  const fault = values.map(generatedSecretFault).find((found) => found !== null);
  if (fault) issues.addIssue({ code: "custom", message: fault });
}

/** One or more secrets of at least 32 bytes, separated by spaces or commas, newest first. */
export const secretList = words
  .refine(
    (values) => values.every((value) => Buffer.byteLength(value) >= 32),
    "must have 32 bytes or more; separate several secrets with commas, newest first",
  )
  .superRefine(addStrengthIssues);

/** Bearer token (RFC 6750 section 2.1) of at least 24 characters. */
export const bearerToken = text
  .regex(/^[\x21-\x7e]+$/, "must be visible ASCII characters without spaces")
  .min(24, "must be 24 characters or more")
  .superRefine((value, issues) => addStrengthIssues([value], issues));

/** Secret that another service issues. */
export const issuedSecret = text.regex(/^\S(.*\S)?$/, "must be one line without white space around it");

export const addressRanges = words.refine((values) => values.every(isAddressRange), "must be IP addresses or CIDRs");

function isAddressRange(value: string): boolean {
  const [address = "", bits, ...rest] = value.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
