import { rmSync } from "node:fs";
import { Agent } from "node:http";
import { expect, test } from "playwright/test";
import { marker, startCountingProvider } from "./support/counting-provider.ts";
import { bypassHeaders, pathForms, readEndpoints } from "./support/endpoints.ts";
import { type HttpBrowser, openHttpBrowser, signInByHttp } from "./support/http-browser.ts";
import { providerSettings } from "./support/product.ts";
import { copyWithoutProxy } from "./support/product-without-proxy.ts";
import { rawRequest } from "./support/raw-request.ts";
import { type RunningServer, startServer } from "./support/server.ts";

const otherMethods = ["HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"];
const isFull = process.env.FULL === "1";

type ApiCall = { caller: string; method: string; target: string; headers: Record<string, string> };

/** Cookies of callers without a reviewer session, by name. */
async function openCallers(url: string): Promise<Record<string, string>> {
  const cookieOf = ({ cookies }: HttpBrowser) => [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const [auditor, admin, ended] = [openHttpBrowser(url), openHttpBrowser(url), openHttpBrowser(url)];
  await signInByHttp(auditor, "auditor");
  await signInByHttp(admin, "admin");
  await signInByHttp(ended, "reviewer");
  const endedCookie = cookieOf(ended);
  await ended.post("/api/auth/signout", { csrfToken: await ended.csrf(), json: "true" });
  const tampered = endedCookie.replace(/(session-token=.{60})../, "$1xx");
  return {
    unauthenticated: "",
    garbage: "next-auth.session-token=garbage",
    unsigned: `next-auth.session-token=${Buffer.from('{"alg":"none"}').toString("base64url")}.e30.`,
    ended: endedCookie,
    tampered,
    auditor: cookieOf(auditor),
    admin: cookieOf(admin),
  };
}

/** Selects every third request variant in short runs, with a different offset per route. */
const some = <Variant>(variants: readonly Variant[], endpoint: number) =>
  variants.filter((_, at) => isFull || (at + endpoint) % 3 === 0);

/** Routes × callers × methods, and routes × callers × bypass headers and path forms. */
function listCalls(callers: Record<string, string>, withAllCallers: boolean): ApiCall[] {
  const all: ApiCall[] = [];
  const bypassing = isFull ? Object.keys(callers) : ["unauthenticated", "auditor"];
  const calling = Object.entries(callers).filter(([caller]) => withAllCallers || bypassing.includes(caller));
  for (const [caller, cookie] of calling)
    for (const [endpoint, path] of readEndpoints().entries()) {
      const headers: Record<string, string> = cookie ? { cookie } : {};
      const triesBypasses = bypassing.includes(caller);
      for (const method of ["GET", ...(triesBypasses ? otherMethods : some(otherMethods, endpoint))])
        all.push({ caller, method, target: path, headers });
      if (!triesBypasses) continue;
      for (const bypass of some(bypassHeaders, endpoint))
        all.push({ caller, method: "GET", target: path, headers: { ...headers, ...bypass } });
      for (const form of some(pathForms, endpoint)) all.push({ caller, method: "GET", target: form(path), headers });
    }
  return all;
}

async function sendAll(server: RunningServer, requested: () => number, withAllCallers: boolean): Promise<void> {
  const all = listCalls(await openCallers(server.url), withAllCallers);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const statuses = new Map<number, number>();
  const before = requested();
  const faults: string[] = [];
  let next = 0;
  const work = async () => {
    for (let call = all[next++]; call; call = all[next++]) {
      const { caller, method, target, headers } = call;
      const response = await rawRequest(server.url, target, { method, headers, agent });
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      const at = `${caller} ${method} ${target} ${JSON.stringify({ ...headers, cookie: undefined })} → ${response.status}`;
      if (response.body.includes(marker)) faults.push(`evidence: ${at}`);
      if (response.status >= 500) faults.push(`broken: ${at}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  agent.destroy();
  const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
  console.log(
    `${readEndpoints().length} routes, ${all.length} requests; ${counts.join(", ")}; upstream ${requested() - before}`,
  );
  expect(faults).toEqual([]);
  expect(requested() - before).toBe(0);
}

test.describe.configure({ mode: "parallel" });
for (const withProxy of [true, false])
  test(`requests without a reviewer session receive no evidence from any route, ${withProxy ? "with" : "without"} proxy.ts`, async () => {
    test.setTimeout(isFull ? 1_200_000 : 240_000);
    const provider = await startCountingProvider();
    const root = withProxy ? process.cwd() : copyWithoutProxy();
    const server = await startServer(providerSettings(provider.url), root);
    try {
      const page = await fetch(`${server.url}/sign-in`);
      expect(page.headers.get("content-security-policy")?.includes("'nonce-")).toBe(withProxy);
      await sendAll(server, provider.requested, withProxy);
      const reviewer = openHttpBrowser(server.url);
      await signInByHttp(reviewer, "reviewer");
      const opened = await reviewer.get("/api/signature-requests/sr-1/evidence/ev-1/record");
      expect([opened.status, (await opened.text()).includes(marker)]).toEqual([200, true]);
      expect(provider.requested()).toBeGreaterThan(0);
    } finally {
      await server.end();
      await provider.end();
      if (!withProxy) rmSync(root, { recursive: true, force: true });
    }
  });
