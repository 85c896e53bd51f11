import { createHash, randomBytes } from "node:crypto";
import { compileCredentials } from "../lib/provider/credential-patterns.ts";
import { createCredentialScanner } from "../lib/provider/credential-scanner.ts";
import type { Row, Rows } from "./rows.ts";

export const name = "credential-scan";

const sizeBytes = 32 * 1024 * 1024;
const chunkBytes = 64 * 1024;
const rounds = 5;

const credentials = [
  "5f2b7c9e-1d3a-4860-9b57-2d6f01c5ef70",
  `eyJhbGciOiJSUzI1NiJ9.${randomBytes(500).toString("base64url")}`,
];

function repeat(text: string): Buffer {
  return Buffer.alloc(sizeBytes, text);
}

/** CPU time of this process in seconds; the best of several rounds. */
function measure(begin: () => (chunk: Buffer) => unknown, data: Buffer): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const read = begin();
    const startedAt = process.cpuUsage().user;
    for (let at = 0; at < data.length; at += chunkBytes) read(data.subarray(at, at + chunkBytes));
    best = Math.min(best, process.cpuUsage().user - startedAt);
  }
  return Math.max(1, best) / 1e6;
}

/** Measures the search for echoed credentials, as a ratio to SHA-256 of the same bytes. */
export async function run(): Promise<Rows> {
  const random = randomBytes(sizeBytes);
  const json = JSON.stringify({
    names: ["Zoë", "Jürg"],
    at: "2026-01-22T07:40:00Z",
    link: "https://a.test/?b=%20c",
    n: 12.5,
    note: 'a\n"b"',
  });
  const inputs: [string, Buffer, number][] = [
    ["random bytes, as in archives", random, 2],
    ["base64 images, as in records", Buffer.from(random.toString("base64")).subarray(0, sizeBytes), 0.1],
    ["JSON text", repeat(json), 0.05],
    [
      "base64 of base64 of JSON text",
      repeat(Buffer.from(Buffer.from(json).toString("base64")).toString("base64")),
      0.01,
    ],
    ["digests in hexadecimal digits", Buffer.from(random.toString("hex")).subarray(0, sizeBytes), 0.01],
  ];
  const patterns = compileCredentials(credentials);
  const rate = (seconds: number) => `${(sizeBytes / 1024 / 1024 / seconds).toFixed(0)} MiB/s`;
  const rows = inputs.map(([what, data, least]): Row => {
    const ours = measure(() => createCredentialScanner(patterns), data);
    const peer = measure(() => {
      const hash = createHash("sha256");
      return (chunk) => hash.update(chunk);
    }, data);
    const ratio = peer / ours;
    return {
      measure: `Search for echoed credentials: ${what}`,
      ours: rate(ours),
      peer: `${rate(peer)} SHA-256`,
      ratio,
      target: `at least ${least}`,
      met: ratio >= least,
    };
  });
  return { rows };
}
