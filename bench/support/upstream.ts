/** Upstream with login, a 2 KB status and archives of the size in the ID (`mb-512`). Prints its URL as one JSON line. */
import { randomBytes } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Random like the compressed entries of an archive; the search for credentials reads text more slowly. */
const block = randomBytes(256 * 1024);
const mebibyte = 1024 * 1024;

/** Has the length of a real token, as the API key does, because scanning the stream for it depends on that. */
const loginToken = ["header", "claims of a reviewer's desk, ".repeat(8), "signature ".repeat(25)]
  .map((part) => Buffer.from(part).toString("base64url"))
  .join(".");

const status = JSON.stringify({
  id: "e-mb-1",
  status: "COMPLETED",
  createdAt: "2026-11-23T10:00:00Z",
  completedAt: "2026-11-23T10:11:00Z",
  filler: "x".repeat(1_880),
});

function sendArchive(response: ServerResponse, sizeBytes: number): void {
  response.writeHead(200, { "content-type": "application/zip", "content-length": sizeBytes });
  // The first bytes carry their send time, on the machine's shared clock.
  const stamp = Buffer.from(String(performance.timeOrigin + performance.now()).padEnd(32));
  response.write(stamp);
  let left = sizeBytes - stamp.length;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      const chunk = left >= block.length ? block : block.subarray(0, left);
      left -= chunk.length;
      if (!response.write(chunk)) return void response.once("drain", more);
    }
    response.end();
  };
  response.on("close", () => {
    if (response.writableFinished) return;
    leftAt = performance.timeOrigin + performance.now();
  });
  more();
}

/** When a client last aborted an archive, on the machine's shared clock. */
let leftAt = 0;

function sendText(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { "content-type": type, "content-length": Buffer.byteLength(text) }).end(text);
}

const server = createServer({ highWaterMark: mebibyte }, (request, response) => {
  const path = request.url ?? "";
  const srId = /signature-requests\/([^/?]+)/.exec(path)?.[1] ?? "";
  if (path === "/left") return sendText(response, "text/plain", String(leftAt));
  if (path.endsWith("/access/login")) return sendText(response, "text/plain", loginToken);
  if (path.endsWith("/files")) return sendArchive(response, Number(/^mb-(\d+)/.exec(srId)?.[1] ?? 1) * mebibyte);
  if (path.endsWith("/status")) return sendText(response, "application/json", status);
  const signature = { sid: "s", status_code: "SIGNED", signer_identity_data: { evidence_id: `e-${srId}` } };
  return sendText(response, "application/json", JSON.stringify({ id: srId, signatures: [signature] }));
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }));
});
process.on("disconnect", () => process.exit(0));
