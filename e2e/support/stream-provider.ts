import { createServer, type ServerResponse } from "node:http";
import { close, listen } from "./loopback.ts";

const mebibyte = 1024 * 1024;
const block = Buffer.alloc(64 * 1024, "evidence ");

export type Transfer = { sentBytes: number; closedAt: number | null };

/**
 * Provider of large archives, controlled by the ID: `whole-8` sends 8 MiB with `Content-Length`, `cut-8` aborts
 * halfway, `endless-…` never ends and has no `Content-Length`, `silent-…` never responds.
 */
export async function startStreamProvider() {
  const transfers = new Map<string, Transfer>();

  function sendArchive(response: ServerResponse, srId: string): void {
    const [kind = "", size = "1"] = srId.split("-");
    const transfer: Transfer = { sentBytes: 0, closedAt: null };
    transfers.set(srId, transfer);
    response.on("close", () => {
      transfer.closedAt = performance.now();
    });
    if (kind === "silent") return;
    const totalBytes = kind === "endless" ? Number.POSITIVE_INFINITY : Number(size) * mebibyte;
    const stopAt = kind === "cut" ? totalBytes / 2 : totalBytes;
    response.writeHead(200, {
      "content-type": "application/zip",
      ...(kind === "endless" ? {} : { "content-length": totalBytes }),
    });
    const more = () => {
      while (transfer.sentBytes < stopAt && !response.destroyed) {
        transfer.sentBytes += block.length;
        if (!response.write(block)) return void response.once("drain", more);
      }
      if (kind === "cut") response.socket?.end();
      else response.end();
    };
    more();
  }

  const server = createServer((request, response) => {
    const path = request.url ?? "";
    const srId = /signature-requests\/([^/?]+)/.exec(path)?.[1] ?? "";
    const signature = { sid: "1", signer_identity_data: { evidence_id: `e-${srId}` } };
    if (path.endsWith("/access/login"))
      response.writeHead(200, { "content-type": "text/plain" }).end("stream-token-0123456789");
    else if (path.endsWith("/files")) sendArchive(response, srId);
    else
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ id: srId, signatures: [signature] }));
  });
  const port = await listen(server);
  return {
    apiUrl: `http://127.0.0.1:${port}/v3`,
    transfers,
    end: () => close(server),
  };
}
