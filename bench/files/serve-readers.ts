import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import type { AddressInfo } from "node:net";

/** zip.js is no dependency of the product: its file is looked for where a bench run may have put it, else it is left out. */
const zipJs = process.env.BENCH_ZIP_JS ?? "node_modules/@zip.js/zip.js/dist/zip.min.js";

const plain: Record<string, string> = {
  "/": "bench/files/page.html",
  "/peer-worker.js": "bench/files/peer-worker.js",
  "/jszip.js": "node_modules/jszip/dist/jszip.min.js",
  "/fflate.js": "node_modules/fflate/umd/index.js",
  "/zip.js": zipJs,
  "/hash-wasm.js": "node_modules/hash-wasm/dist/index.esm.js",
};

/** file-type only answers for files that are opened one by one; no measurement here opens one. */
const noFileType = "export const fileTypeFromBuffer = async () => undefined;";

function answer(path: string): { type: string; text: string } | null {
  if (path === "/file-type.js") return { type: "text/javascript", text: noFileType };
  const file = plain[path];
  if (file !== undefined && existsSync(file)) {
    return { type: path === "/" ? "text/html" : "text/javascript", text: readFileSync(file, "utf8") };
  }
  if (!/^\/lib\/files\/[a-z0-9-]+\.ts$/u.test(path)) return null;
  const text = stripTypeScriptTypes(readFileSync(path.slice(1), "utf8"));
  return { type: "text/javascript", text: text.replace(/from "(hash-wasm|file-type)"/gu, 'from "/$1.js"') };
}

export const hasZipJs = () => existsSync(zipJs);

/** The product's own reader, straight from its sources, beside its peers, on one page of one origin; and archives by number. */
export function serveReaders(archives: readonly Uint8Array[]): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const archive = archives[Number(/^\/archive\/(\d+)$/u.exec(path)?.[1] ?? -1)];
    if (archive) {
      response.writeHead(200, { "Content-Type": "application/zip", "Content-Length": archive.length });
      response.end(archive);
      return;
    }
    const found = answer(path);
    response.writeHead(found ? 200 : 404, { "Content-Type": found?.type ?? "text/plain" });
    response.end(found?.text ?? "");
  });
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () =>
      resolve({ url: `http://localhost:${(server.address() as AddressInfo).port}`, server }),
    ),
  );
}
