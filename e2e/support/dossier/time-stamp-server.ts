import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

/**
 * OpenSSL's time-stamping authority as a process of its own: `node time-stamp-server.ts FOLDER MODE`. Writes its port to standard output,
 * and ends with its standard input.
 */
const [, , folder = "", mode = "good"] = process.argv;

const run = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });

/** Answers as `openssl ts -reply` does. */
function reply(query: Buffer): Buffer {
  writeFileSync(join(folder, "served-query"), query);
  run(..."ts -reply -config config -section authority -queryfile served-query -out served-response".split(" "));
  return readFileSync(join(folder, "served-response"));
}

/** Overwrites bytes before an offset from the end, or after one from the start. */
function alter(query: Buffer, at: number): Buffer {
  const changed = Buffer.from(query);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

/** The imprint of SHA-256 is the octet string of 32 bytes. */
const imprintAt = (query: Buffer) => query.indexOf(Buffer.from([0x04, 0x20])) + 2;
/** The nonce is the integer of 16 bytes behind the imprint. */
const nonceAt = (query: Buffer) => query.indexOf(Buffer.from([0x02, 0x10]), imprintAt(query)) + 2;

const answers: Record<string, (query: Buffer) => Buffer> = {
  good: reply,
  /** The last bytes are of the signature. */
  changed: (query) => {
    const response = reply(query);
    return alter(response, response.length - 1);
  },
  other_imprint: (query) => reply(alter(query, imprintAt(query))),
  other_nonce: (query) => reply(alter(query, nonceAt(query) + 5)),
  old: () => {
    writeFileSync(join(folder, "old-data"), "of an earlier day");
    run(..."ts -query -data old-data -sha256 -cert -out old-query".split(" "));
    return reply(readFileSync(join(folder, "old-query")));
  },
  /** OpenSSL rejects a digest that its configuration does not list. */
  rejected: () => {
    writeFileSync(join(folder, "old-data"), "of an earlier day");
    run(..."ts -query -data old-data -sha1 -cert -out sha1-query".split(" "));
    return reply(readFileSync(join(folder, "sha1-query")));
  },
};

const answer = answers[mode];
if (answer === undefined) throw new Error(`There is not a mode ${mode}.`);

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  response.writeHead(200, { "content-type": "application/timestamp-reply" }).end(answer(Buffer.concat(chunks)));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`);
});
process.stdin.on("end", () => process.exit(0)).resume();
