import { openHttpBrowser } from "./http-browser.ts";

/** A browser without pages: signs a person in at the identity provider, and out there, by its forms. */
export type CompanyBrowser = {
  /** `Cookie` header for the product. */
  cookie(): string;
  /** Refused sign-ins do not throw. */
  signIn(account: string): Promise<void>;
  /** Ends the session at the identity provider, not at the product. */
  leaveProvider(): Promise<void>;
};

const maxSteps = 15;

export function openCompanyBrowser(product: string, issuer: string): CompanyBrowser {
  const browsers = new Map([product, issuer].map((origin) => [origin, openHttpBrowser(origin)]));
  const browserOf = (url: string) => {
    const browser = browsers.get(new URL(url).origin);
    if (!browser) throw new Error(`Unexpected origin of ${url}`);
    return browser;
  };

  /** Follows redirects, and submits each form with its hidden fields and `fields`. */
  async function follow(start: string, fields: Record<string, string>): Promise<void> {
    let response = await browserOf(start).get(start);
    let url = start;
    for (let step = 0; step < maxSteps; step++) {
      const location = response.headers.get("location");
      if (location !== null) {
        url = new URL(location, url).href;
        response = await browserOf(url).get(url);
        continue;
      }
      const html = await response.text();
      const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1];
      if (url.startsWith(product) || action === undefined) return;
      const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
      url = new URL(action.replaceAll("&amp;", "&"), url).href;
      const filled = { ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])), ...fields };
      response = await browserOf(url).post(url, filled);
    }
    throw new Error(`No end after ${maxSteps} steps, at ${url}`);
  }

  return {
    cookie: () => [...(browsers.get(product)?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join("; "),
    async signIn(account) {
      const browser = browserOf(product);
      const started = await browser.post("/api/auth/signin/oidc", { csrfToken: await browser.csrf(), json: "true" });
      const { url } = (await started.json()) as { url: string };
      await follow(url, { login: account, password: "anything" });
    },
    leaveProvider: () => follow(`${issuer}/session/end?client_id=evidence-desk`, { logout: "yes" }),
  };
}
