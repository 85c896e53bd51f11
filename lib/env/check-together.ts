import type { SettingFault } from "./fault.ts";
import { isLoopback } from "./kinds.ts";
import type { SettingName, Values } from "./schema.ts";

type Fault = (name: SettingName, reason: string) => void;

/** Nobody named a provider: the start scripts run the sandbox beside the product. */
export function lacksProvider(values: Values): boolean {
  return !values.SKRIBBLE_API_URL && !values.SKRIBBLE_API_USERNAME && !values.SKRIBBLE_API_KEY;
}

/** What several settings must say together; `AUTH_DEMO` has its default by now. */
export function checkTogether(values: Values, faults: SettingFault[]): void {
  const fault: Fault = (name, reason) => faults.push({ name, reason });
  if (!lacksProvider(values)) checkProvider(values, fault);
  checkPaths(values, fault);
  const oidcNames = ["AUTH_OIDC_ISSUER", "AUTH_OIDC_CLIENT_ID", "AUTH_OIDC_CLIENT_SECRET"] as const;
  const hasOidc = oidcNames.some((name) => values[name]);
  if (hasOidc) {
    for (const name of oidcNames)
      if (!values[name]) fault(name, "is missing: issuer, client id and secret go together");
  }
  if (values.DATABASE_MIGRATION_URL && !values.DATABASE_URL)
    fault("DATABASE_URL", "is missing beside DATABASE_MIGRATION_URL");
  if (values.AUTH_DEMO) checkDemo(values, hasOidc || Boolean(values.AUTH_OIDC_SCOPE), fault);
  else checkNotDemo(values, hasOidc, fault);
}

function checkProvider(values: Values, fault: Fault): void {
  const names = ["SKRIBBLE_API_URL", "SKRIBBLE_API_USERNAME", "SKRIBBLE_API_KEY"] as const;
  for (const name of names) if (!values[name]) fault(name, "is missing: URL, user name and key go together");
}

const pathNames = [
  "SKRIBBLE_EVIDENCE_STATUS_PATH",
  "SKRIBBLE_EVIDENCE_JSON_PATH",
  "SKRIBBLE_EVIDENCE_FILES_PATH",
  "SKRIBBLE_EVIDENCE_JWT_PATH",
] as const;

/** A template must resolve to the very text that was written: nothing in it may climb or change the host. */
function checkPaths(values: Values, fault: Fault): void {
  const base = (values.SKRIBBLE_API_URL ?? "http://127.0.0.1/v3").replace(/\/+$/, "");
  for (const name of pathNames) {
    const path = values[name].replace("{SR_ID}", "a").replace("{EVIDENCE_ID}", "b");
    const resolved = URL.canParse(base + path) ? new URL(base + path) : null;
    const prefix = new URL(base).pathname.replace(/\/+$/, "");
    const keeps = resolved?.origin === new URL(base).origin && resolved.pathname.startsWith(`${prefix}/`);
    const climbs = /(^|\/)(\.|%2e){1,2}(\/|$)|%2f|%5c/i.test(path);
    if (!keeps || climbs) fault(name, "must keep to the origin and path of SKRIBBLE_API_URL");
  }
}

/** Demo accounts have a published password: nothing real, and nobody else, may stand behind or before them. */
function checkDemo(values: Values, hasOidc: boolean, fault: Fault): void {
  const refuse = (reason: string) => fault("AUTH_DEMO", `demo accounts are refused ${reason}`);
  if (!isLoopback(values.HOST)) refuse("with a HOST that is not loopback");
  if (values.AUTH_URL && !isLoopback(new URL(values.AUTH_URL).hostname))
    refuse("with an AUTH_URL that is not loopback");
  if (hasOidc) refuse("beside single sign-on (AUTH_OIDC_…)");
  const user = values.SKRIBBLE_API_USERNAME;
  if (user && !user.startsWith("api_demo")) refuse("with an API user that is neither the sandbox's nor api_demo…");
}

function checkNotDemo(values: Values, hasOidc: boolean, fault: Fault): void {
  const needed = "is required unless demo accounts are on (AUTH_DEMO=1)";
  if (!hasOidc) fault("AUTH_OIDC_ISSUER", `${needed}: nobody could sign in`);
  for (const name of ["AUTH_SECRET", "AUTH_URL", "AUDIT_KEY"] as const) if (!values[name]) fault(name, needed);
}
