/** HTTP client that keeps cookies and does not follow redirects, for malicious requests. */
export type HttpBrowser = {
  cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, fields: Record<string, string>): Promise<Response>;
  csrf(): Promise<string>;
};

export function openHttpBrowser(origin: string): HttpBrowser {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(cookie ? { cookie } : {}), ...init.headers };
    const response = await fetch(new URL(path, origin), { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const csrf = async () => ((await (await send("/api/auth/csrf")).json()) as { csrfToken: string }).csrfToken;
  return {
    cookies,
    csrf,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields) => send(path, { method: "POST", body: new URLSearchParams(fields) }),
  };
}

/** Signs a demo account in. Returns the callback response. */
export async function signInByHttp(browser: HttpBrowser, account: string, password = "demo"): Promise<Response> {
  const fields = { csrfToken: await browser.csrf(), email: `${account}@demo.test`, password, json: "true" };
  return browser.post("/api/auth/callback/demo", fields);
}
