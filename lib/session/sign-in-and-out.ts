import { fetchJson } from "#lib/api-client";
import { apiPaths, paths } from "#lib/paths";
import { csrfSchema, redirectSchema } from "./schema.ts";

/** Both actions end in a full document load, which discards the page's state. */

export const sessionChannelName = "evidence-desk-session";
export type SessionMessage = "signed_out" | "signed_in";

let leaving = false;

/** True once this page signs out and redirects itself; the watcher then only clears. */
export function isLeaving(): boolean {
  return leaving;
}

async function post(path: string, fields: Record<string, string>): Promise<string> {
  const { csrfToken } = await fetchJson(apiPaths.csrf(), csrfSchema);
  const body = new URLSearchParams({ ...fields, csrfToken, json: "true" });
  return (await fetchJson(path, redirectSchema, { method: "POST", body })).url;
}

function tell(news: SessionMessage): void {
  const channel = new BroadcastChannel(sessionChannelName);
  channel.postMessage(news);
  channel.close();
}

/** @throws ApiError if the account is rejected (401) or rate limited (429) */
export async function signInWithDemo(email: string, password: string, returnTo: string): Promise<void> {
  const url = await post(apiPaths.signInCallback("demo"), { email, password, callbackUrl: returnTo });
  tell("signed_in");
  location.assign(url);
}

/** @throws ApiError if the sign-in page is unreachable */
export async function signInWithCompany(returnTo: string): Promise<void> {
  location.assign(await post(apiPaths.signInWith("oidc"), { callbackUrl: returnTo }));
}

/** @throws ApiError if the server is unreachable; the session then continues */
export async function signOut(): Promise<void> {
  const url = new URL(await post(apiPaths.signOut(), {}));
  leaving = true;
  tell("signed_out");
  location.replace(url.origin === location.origin ? paths.signIn() : url);
}
