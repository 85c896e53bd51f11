/**
 * `npm run build:verifier`: bundles `lib/dossier/verifier/page` to the one file `lib/dossier/release/verify.html`, and writes its
 * SHA-256 and that of `verify.sh` into README.md. The result is committed, because every dossier of a release has the same bytes.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { root } from "./install.mjs";

const room = join(root, "lib", "dossier");
const page = join(room, "verifier", "page");
const buffer = join(page, "buffer.ts");

/** Paths of the release's files, and of the page that names their digests. */
export const released = ["verify.html", "verify.sh"].map((name) => join(room, "release", name));
const readme = join(root, "README.md");

const digest = (content, encoding) => createHash("sha256").update(content).digest(encoding);
const sourceOf = (content) => `'sha256-${digest(content, "base64")}'`;

/** Server modules whose browser parts the page uses: what they import of Node is not reached. */
const absent = ["node:crypto"];

async function bundle() {
  const build = await rolldown({
    input: join(page, "main.ts"),
    cwd: root,
    platform: "browser",
    resolve: {
      alias: { "node:buffer": buffer, ...Object.fromEntries(absent.map((name) => [name, join(page, "absent.ts")])) },
    },
    transform: { inject: { Buffer: [buffer, "Buffer"] }, target: "es2023" },
    treeshake: true,
    onLog: (level, log, report) => {
      if (level === "warn") throw new Error(log.message);
      report(level, log);
    },
  });
  const { output } = await build.generate({
    format: "iife",
    minify: false,
    comments: { legal: true, annotation: false, jsdoc: true },
  });
  await build.close();
  const [chunk, ...more] = output;
  if (more.length > 0 || chunk?.type !== "chunk") throw new Error("The verifier must be one script.");
  // An end tag would close the script; in a string or a regular expression the two forms are equal.
  return chunk.code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
}

/** Builds the page; the same sources give the same bytes. */
export async function buildVerifier() {
  const script = `\n${await bundle()}`;
  const style = `\n${readFileSync(join(page, "page.css"), "utf8")}`;
  const policy = [
    "default-src 'none'",
    `script-src ${sourceOf(script)} 'wasm-unsafe-eval'`,
    `style-src ${sourceOf(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return [
    "<!doctype html>",
    '<html lang="en">',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    "<title>Verify a dossier</title>",
    `<style>${style}</style>`,
    "<main></main>",
    '<script type="application/json" id="result"></script>',
    `<script>${script}</script>`,
    "</html>",
    "",
  ].join("\n");
}

/** Lines of the README that name the digests, as `sha256sum -c` takes them. */
export function formatDigests() {
  return released.map((path) => `${digest(readFileSync(path), "hex")}  ${path.split("/").at(-1)}`).join("\n");
}

const block = /(<!-- verifier digests -->\n```\n)[^`]*(```)/;

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(released[0], await buildVerifier());
  const text = readFileSync(readme, "utf8");
  if (!block.test(text)) throw new Error("README.md has no place for the digests of the verifier.");
  writeFileSync(
    readme,
    text.replace(block, (_, start, end) => `${start}${formatDigests()}\n${end}`),
  );
  console.log(formatDigests());
}
