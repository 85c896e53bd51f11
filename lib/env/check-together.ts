import { isIP } from "node:net";
import { checkRoles } from "./check-roles.ts";
import type { SettingError } from "./fault.ts";
import { isLoopback } from "./kinds.ts";
import type { SettingName, Values } from "./schema.ts";

type Fault = (name: SettingName, reason: string) => void;

/** True if no provider is configured; the start scripts then run the sandbox. */
export function lacksProvider(values: Values): boolean {
  return !values.SKRIBBLE_API_URL && !values.SKRIBBLE_API_USERNAME && !values.SKRIBBLE_API_KEY;
}

/** Checks settings that depend on each other; `AUTH_DEMO` already has its default. */
export function checkTogether(values: Values, faults: SettingError[]): void {
  const fault: Fault = (name, reason) => faults.push({ name, reason });
  if (!lacksProvider(values)) checkProvider(values, fault);
  checkPaths(values, fault);
  const oidcNames = ["AUTH_OIDC_ISSUER", "AUTH_OIDC_CLIENT_ID", "AUTH_OIDC_CLIENT_SECRET"] as const;
  const hasOidc = oidcNames.some((name) => values[name]);
  if (hasOidc) {
    for (const name of oidcNames) if (!values[name]) fault(name, "is missing: set issuer, client ID and secret");
    checkRoles(values, faults);
  }
  if (values.REQUIRE_SECOND_REVIEW !== "off" && !values.AUTH_DEMO && !values.AUTH_ROLE_LEAD)
    fault(
      "AUTH_ROLE_LEAD",
      "is missing: with REQUIRE_SECOND_REVIEW, name the groups of those who settle two different decisions",
    );
  if (values.TSA_URL && !values.TSA_CA_FILE)
    fault("TSA_CA_FILE", "is missing: name the file of the roots that vouch for TSA_URL");
  if (values.TSA_CA_FILE && !values.TSA_URL) fault("TSA_URL", "is missing: TSA_CA_FILE has no use without it");
  if (
    values.DECISION_PASSKEY &&
    values.AUTH_URL &&
    isIP(new URL(values.AUTH_URL).hostname.replace(/^\[|\]$/g, "")) !== 0
  )
    fault(
      "AUTH_URL",
      "must have a domain name with DECISION_PASSKEY=1: passkeys don't work at an IP address (on your own machine use http://localhost, not http://127.0.0.1)",
    );
  if (values.AUTH_DEMO) checkDemo(values, hasOidc || Boolean(values.AUTH_OIDC_SCOPE), fault);
  else checkNotDemo(values, hasOidc, fault);
}

function checkProvider(values: Values, fault: Fault): void {
  const names = ["SKRIBBLE_API_URL", "SKRIBBLE_API_USERNAME", "SKRIBBLE_API_KEY"] as const;
  for (const name of names) if (!values[name]) fault(name, "is missing: set URL, user name and key");
}

const pathNames = [
  "SKRIBBLE_EVIDENCE_STATUS_PATH",
  "SKRIBBLE_EVIDENCE_JSON_PATH",
  "SKRIBBLE_EVIDENCE_FILES_PATH",
  "SKRIBBLE_EVIDENCE_JWT_PATH",
] as const;

/** Checks that a path template cannot traverse the path or change the host when resolved. */
function checkPaths(values: Values, fault: Fault): void {
  const base = (values.SKRIBBLE_API_URL ?? "http://127.0.0.1/v3").replace(/\/+$/, "");
  for (const name of pathNames) {
    const path = values[name].replace("{SR_ID}", "a").replace("{EVIDENCE_ID}", "b");
    const resolved = URL.canParse(base + path) ? new URL(base + path) : null;
    const prefix = new URL(base).pathname.replace(/\/+$/, "");
    const keeps = resolved?.origin === new URL(base).origin && resolved.pathname.startsWith(`${prefix}/`);
    const climbs = /(^|\/)(\.|%2e){1,2}(\/|$)|%2f|%5c/i.test(path);
    if (!keeps || climbs) fault(name, "must stay within the origin and path of SKRIBBLE_API_URL");
  }
}

/** Demo accounts have a public password, so they must not reach real data or other machines. */
function checkDemo(values: Values, hasOidc: boolean, fault: Fault): void {
  const refuse = (reason: string) => fault("AUTH_DEMO", `demo accounts aren't allowed ${reason}`);
  if (!isLoopback(values.HOST)) refuse("with a HOST that is not loopback");
  if (values.AUTH_URL && !isLoopback(new URL(values.AUTH_URL).hostname))
    refuse("with an AUTH_URL that is not loopback");
  if (hasOidc) refuse("together with single sign-on (AUTH_OIDC_…)");
  const user = values.SKRIBBLE_API_USERNAME;
  if (user && !user.startsWith("api_demo")) refuse("with an API user that is neither the sandbox's nor api_demo…");
}

function checkNotDemo(values: Values, hasOidc: boolean, fault: Fault): void {
  const needed = "is required unless demo accounts are on (AUTH_DEMO=1)";
  if (!hasOidc) fault("AUTH_OIDC_ISSUER", `${needed}: sign-in would be impossible`);
  for (const name of ["AUTH_SECRET", "AUTH_URL", "AUDIT_KEY"] as const) if (!values[name]) fault(name, needed);
}
