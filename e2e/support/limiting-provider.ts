import { createServer } from "node:http";
import { zipSync } from "fflate";
import { close, listen } from "./loopback.ts";

const srId = "sr-limited";
const evidenceId = "ev-limited";
const archive = zipSync({ "portrait.txt": new TextEncoder().encode("a portrait") });
const status = { id: "1", status: "COMPLETED", createdAt: "2026-11-01T08:00:00Z", completedAt: "2026-11-01T08:09:00Z" };
const request = {
  id: srId,
  title: "Limited",
  signatures: [{ sid: "s", signer_identity_data: { evidence_id: evidenceId, first_name: "A", last_name: "B" } }],
};

/** Provider that responds 429 with `Retry-After` to the first request of record and archive. */
export async function startLimitingProvider(waitS: { json: number; files: number }) {
  const requested = new Map<string, number>();
  const server = createServer((incoming, response) => {
    incoming.resume();
    const location = incoming.url?.split("?")[0]?.split("/").at(-1) ?? "";
    const earlier = requested.get(location) ?? 0;
    requested.set(location, earlier + 1);
    const send = (type: string, body: string | Uint8Array) =>
      response.writeHead(200, { "Content-Type": type }).end(body);
    if (location === "login") return void send("text/plain", "limiting-token-0123456789");
    if ((location === "files" || location === "json") && earlier === 0) {
      const body = JSON.stringify({
        type: "https://api.skribble.example/problem/limit-exceeded",
        message: "Slow down.",
      });
      response.writeHead(429, { "Content-Type": "application/json", "Retry-After": String(waitS[location]) }).end(body);
      return;
    }
    if (location === "files") return void send("application/zip", archive);
    send("application/json", JSON.stringify(location === srId ? request : status));
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/v3`,
    path: `/signature-requests/${srId}/evidence/${evidenceId}`,
    requested: () => Object.fromEntries(requested),
    end: () => close(server),
  };
}
