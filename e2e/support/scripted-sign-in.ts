import { type HttpBrowser, openHttpBrowser } from "./http-browser.ts";
import type { ScriptedProvider } from "./scripted-provider.ts";
import type { RunningServer } from "./server.ts";

export type SignInResult = {
  browser: HttpBrowser;
  /** Error code in the address of the sign-in page; null if the sign-in led to another page. */
  error: string | null;
  roles: string[];
};

export async function readSession(browser: HttpBrowser): Promise<string[]> {
  return ((await (await browser.get("/api/auth/session")).json()) as { roles?: string[] }).roles ?? [];
}

const errorIn = (address: string) => new URL(address, "http://x").searchParams.get("error");

/** Signs in as a browser does, with the response that the provider's script describes. */
export async function signInByScript(
  server: RunningServer,
  provider: ScriptedProvider,
  callback: Record<string, string> = {},
): Promise<SignInResult> {
  const browser = openHttpBrowser(server.url);
  const fields = { csrfToken: await browser.csrf(), json: "true" };
  const started = (await (await browser.post("/api/auth/signin/oidc", fields)).json()) as { url?: string };
  const url = new URL(started.url ?? "http://x/?error=none");
  if (url.searchParams.has("error")) return { browser, error: errorIn(url.href), roles: await readSession(browser) };
  provider.nonce = url.searchParams.get("nonce") ?? "";
  const query = new URLSearchParams({ code: "code", state: url.searchParams.get("state") ?? "", ...callback });
  let location = (await browser.get(`/api/auth/callback/oidc?${query}`)).headers.get("location") ?? "";
  // next-auth's error address leads to the sign-in page.
  if (new URL(location, server.url).pathname === "/api/auth/error")
    location = (await browser.get(location)).headers.get("location") ?? "";
  return { browser, error: errorIn(location), roles: await readSession(browser) };
}

export type FaultLine = Record<string, unknown>;

/** The JSON lines about faults of single sign-on that a server has written since `from`. */
export function readFaults(server: RunningServer, from = 0): FaultLine[] {
  return server
    .output()
    .slice(from)
    .split("\n")
    .filter((line) => line.startsWith("{") && line.includes('"authFault"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/**
 * Waits until the lines since `from` are enough: a server writes a line before it responds, but its standard output may
 * arrive after the response. Returns what there is after two seconds.
 */
export async function awaitFaults(
  server: RunningServer,
  from = 0,
  isEnough = (faults: readonly FaultLine[]): boolean => faults.length > 0,
): Promise<FaultLine[]> {
  const deadline = Date.now() + 2_000;
  while (!isEnough(readFaults(server, from)) && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return readFaults(server, from);
}
