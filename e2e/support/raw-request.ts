import { type Agent, request } from "node:http";

export type RawResponse = { status: number; headers: NodeJS.Dict<string | string[]>; body: string };

/** Sends the path without normalization by an HTTP client. */
export function rawRequest(
  origin: string,
  target: string,
  options: { method: string; headers: Record<string, string>; agent: Agent },
): Promise<RawResponse> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const requested = request({ hostname, port, path: target, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const body = Buffer.concat(chunks).toString("latin1");
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    requested.on("error", reject);
    requested.end();
  });
}
