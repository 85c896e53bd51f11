import { openHttpBrowser } from "./http-browser.ts";

/**
 * Signs in on the pages of `oidc-provider` (any password, then consent), without a browser engine.
 * @param address authorization request of the product
 * @returns the address of the product's callback
 */
export async function signInAtProvider(address: string, account: string): Promise<string> {
  const provider = openHttpBrowser(new URL(address).origin);
  let response = await provider.get(address);
  for (let step = 0; step < 12; step++) {
    const location = response.headers.get("location");
    if (location !== null) {
      const next = new URL(location, new URL(address).origin);
      if (next.pathname.startsWith("/api/auth/callback/")) return next.href;
      response = await provider.get(next.href);
      continue;
    }
    const html = await response.text();
    const [, action = ""] = /action="([^"]+)"/.exec(html) ?? [];
    const [, prompt = ""] = /name="prompt" value="([^"]+)"/.exec(html) ?? [];
    if (action === "") throw new Error(`The provider shows no form: ${html.slice(0, 500)}`);
    response = await provider.post(action, prompt === "login" ? { prompt, login: account, password: "x" } : { prompt });
  }
  throw new Error("The provider's pages do not end.");
}
