import { CompactSign, compactVerify, exportJWK, generateKeyPair, importJWK } from "jose";
import { verifyToken } from "../lib/token/verify-token.ts";
import { makeTrustedKey } from "../lib/trusted-keys/trusted-key.ts";
import type { Row, Rows } from "./rows.ts";

export const name = "token";

const limit = 1.5;

/** Claims of about this size, mostly an embedded picture as providers send it. */
function makeClaims(sizeBytes: number): string {
  const claims = { iss: "bench", sub: "evidence-12345", files: [] as unknown[], portrait: "" };
  for (let number = 0; number < 5; number++)
    claims.files.push({ path: `file-${number}.png`, sha256: "ab".repeat(32), size: number });
  claims.portrait = "A".repeat(Math.max(0, sizeBytes - JSON.stringify(claims).length));
  return JSON.stringify(claims);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Alternates both, so that load on the machine slows both. */
async function compare(ours: () => Promise<unknown>, peer: () => Promise<unknown>, times: number) {
  const measured = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round < times + 5; round++) {
    const pair = { ours: await timeOf(ours), peer: await timeOf(peer) };
    if (round < 5) continue;
    measured.ours.push(pair.ours);
    measured.peer.push(pair.peer);
  }
  return { ours: median(measured.ours), peer: median(measured.peer) };
}

/** Measures the whole verdict against jose's `compactVerify`: same token, same key, same process. */
export async function run(): Promise<Rows> {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: "bench" };
  const trusted = await makeTrustedKey(jwk, { source: "TRUST_JWKS_FILE", fetchedAt: new Date().toISOString() });
  const key = await importJWK(jwk, "RS256");
  const circumstances = {
    keys: { configured: true, complete: true, keys: [trusted], chain: null },
    policy: { algorithms: ["RS256"], issuer: undefined, audience: undefined },
    evidence: { evidenceId: "evidence-12345", status: null },
    now: new Date(),
  };
  const rows: Row[] = [];
  for (const [label, sizeBytes, times] of [
    ["1 KB", 1024, 2000],
    ["10 MB", 10 * 1024 * 1024, 25],
  ] as const) {
    const token = await new CompactSign(Buffer.from(makeClaims(sizeBytes)))
      .setProtectedHeader({ alg: "RS256", kid: "bench" })
      .sign(privateKey);
    const bytes = Buffer.from(token);
    const { verdict } = await verifyToken(bytes, circumstances);
    if (verdict !== "valid") throw new Error(`The verdict of the ${label} token is ${verdict}`);
    const figures = await compare(
      () => verifyToken(bytes, circumstances),
      () => compactVerify(token, key),
      times,
    );
    const ratio = figures.ours / figures.peer;
    rows.push({
      measure: `verdict of a token of ${label}`,
      ours: `${figures.ours.toFixed(3)} ms`,
      peer: `${figures.peer.toFixed(3)} ms, jose compactVerify`,
      ratio,
      target: `at most ${limit} ×`,
      met: ratio <= limit,
    });
  }
  return { rows };
}
