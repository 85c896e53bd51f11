import type { Page } from "playwright/test";

export type DemoAccount = "reviewer" | "reviewer2" | "lead" | "auditor" | "admin" | "everything";

/** Signs a demo account in through the next-auth endpoints and stores the session cookie in the page's context. */
export async function signIn(page: Page, account: DemoAccount = "reviewer"): Promise<void> {
  const { csrfToken } = (await (await page.request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const response = await page.request.post("/api/auth/callback/demo", {
    form: { csrfToken, email: `${account}@demo.test`, password: "demo", json: "true" },
  });
  if (!response.ok()) throw new Error(`Sign-in of ${account} responded with status ${response.status()}`);
}
