import { askJson, fetchApi } from "#lib/api-client";
import { paths } from "#lib/paths";

/** Signing in and out from the browser, by next-auth's protocol. Both end in a whole document load: nothing of the page before survives. */

/** Tells the other tabs of this browser that somebody signed out or in. */
export const sessionChannelName = "evidence-desk-session";
export type SessionMessage = "signed_out" | "signed_in";

let leaving = false;

/** True once this page has begun to sign out: it finds its own way, the watcher only clears. */
export function isLeaving(): boolean {
  return leaving;
}

async function post(path: string, fields: Record<string, string>): Promise<string> {
  const { csrfToken } = await askJson<{ csrfToken: string }>("/api/auth/csrf");
  const body = new URLSearchParams({ ...fields, csrfToken, json: "true" });
  const { url } = (await (await fetchApi(path, { method: "POST", body })).json()) as { url: string };
  return url;
}

function tell(news: SessionMessage): void {
  const channel = new BroadcastChannel(sessionChannelName);
  channel.postMessage(news);
  channel.close();
}

/**
 * Signs in with a demo account, then loads `returnTo`.
 * @throws AskError when the account is refused (401), or tried too often (429)
 */
export async function signInWithDemo(email: string, password: string, returnTo: string): Promise<void> {
  const url = await post("/api/auth/callback/demo", { email, password, callbackUrl: returnTo });
  tell("signed_in");
  location.assign(url);
}

/** Goes to the company's sign-in page; it leads back to `returnTo`. @throws AskError when it cannot be reached */
export async function signInWithCompany(returnTo: string): Promise<void> {
  location.assign(await post("/api/auth/signin/oidc", { callbackUrl: returnTo }));
}

/** Ends the session on the server and in every tab. @throws AskError when the server cannot be reached: then one is still signed in */
export async function signOut(): Promise<void> {
  const url = new URL(await post("/api/auth/signout", {}));
  leaving = true;
  tell("signed_out");
  location.replace(url.origin === location.origin ? paths.signIn() : url);
}
