import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import type { AddressInfo } from "node:net";

const plain: Record<string, string> = {
  "/": "bench/files/page.html",
  "/peer-worker.js": "bench/files/peer-worker.js",
  "/jszip.js": "node_modules/jszip/dist/jszip.min.js",
  "/fflate.js": "node_modules/fflate/umd/index.js",
  "/fflate-module.js": "node_modules/fflate/esm/browser.js",
  "/hash-wasm.js": "node_modules/hash-wasm/dist/index.esm.js",
};

/** Stubs file-type, which only runs when a file is opened; these measurements open none. */
const noFileType = "export const fileTypeFromBuffer = async () => undefined;";

function findResponse(path: string, zipJs: string | null): { type: string; text: string } | null {
  if (path === "/file-type.js") return { type: "text/javascript", text: noFileType };
  const file = path === "/zip.js" ? (zipJs ?? undefined) : plain[path];
  if (file !== undefined && existsSync(file)) {
    return { type: path === "/" ? "text/html" : "text/javascript", text: readFileSync(file, "utf8") };
  }
  if (!/^\/lib\/(?:[a-z0-9-]+\/)*[a-z0-9-]+\.ts$/u.test(path)) return null;
  const text = stripTypeScriptTypes(readFileSync(path.slice(1), "utf8"));
  return {
    type: "text/javascript",
    text: text
      .replace(/(from |import\()"(hash-wasm|file-type)"/gu, '$1"/$2.js"')
      .replace(/from "#(lib\/[a-z0-9/-]+)"/gu, 'from "/$1.ts"')
      .replace('from "fflate"', 'from "/fflate-module.js"'),
  };
}

export type Readers = { url: string; server: Server; serve(archive: Uint8Array): void };

/** Serves our reader from its sources, its peers and the current archive, from one origin. */
export function serveReaders(zipJs: string | null): Promise<Readers> {
  let archive: Uint8Array = new Uint8Array();
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    if (path === "/archive") {
      response.writeHead(200, { "Content-Type": "application/zip", "Content-Length": archive.length });
      response.end(archive);
      return;
    }
    const found = findResponse(path, zipJs);
    response.writeHead(found ? 200 : 404, { "Content-Type": found?.type ?? "text/plain" });
    response.end(found?.text ?? "");
  });
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () =>
      resolve({
        url: `http://localhost:${(server.address() as AddressInfo).port}`,
        server,
        serve(bytes) {
          archive = bytes;
        },
      }),
    ),
  );
}
