import type { AddressInfo } from "node:net";
import { type CaseName, findCase, sandboxCredentials } from "../cases.ts";
import { createSandbox } from "../provider.ts";

/** A sandbox in this process, on a free loopback port, with a fixed now. */
export async function runSandbox(now = new Date("2026-11-23T09:00:00Z")) {
  const server = createSandbox({ now });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const logIn = async () => {
    const { username, apiKey } = sandboxCredentials;
    const response = await fetch(`${url}/v3/access/login`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ username, "api-key": apiKey }),
    });
    return response.text();
  };
  const token = await logIn();
  return {
    url,
    token,
    get: (path: string) => fetch(`${url}${path}`, { headers: { Authorization: `Bearer ${token}` } }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type RunningSandbox = Awaited<ReturnType<typeof runSandbox>>;

export function evidencePath(name: CaseName, artefact: string, signer = 0): string {
  const { srId, evidenceIds } = findCase(name);
  return `/v3/signature-requests/${srId}/identification/${evidenceIds[signer]}/${artefact}`;
}

/** @throws Error if the status is not 200 */
export async function fetchBytes(sandbox: RunningSandbox, name: CaseName, artefact: string): Promise<Buffer> {
  const response = await sandbox.get(evidencePath(name, artefact));
  if (response.status !== 200) throw new Error(`${artefact} of ${name} returned status ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

export async function fetchText(sandbox: RunningSandbox, name: CaseName, artefact: string): Promise<string> {
  return (await fetchBytes(sandbox, name, artefact)).toString("utf8");
}

export async function fetchJson<T>(sandbox: RunningSandbox, name: CaseName, artefact: string): Promise<T> {
  return JSON.parse(await fetchText(sandbox, name, artefact)) as T;
}
