import { execFileSync } from "node:child_process";
import { hash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve, serveTimeStamps, type TimeStampServer } from "../../e2e/support/dossier/serve-time-stamps.ts";
import { createTimeStampAuthority, type TimeStampAuthority } from "../../e2e/support/dossier/time-stamp-authority.ts";
import { requestTimeStamp } from "./request-time-stamp.ts";

/** A real authority of OpenSSL on loopback. */
let authority: TimeStampAuthority;
let other: TimeStampAuthority;
const servers: TimeStampServer[] = [];
beforeAll(() => {
  authority = createTimeStampAuthority();
  other = createTimeStampAuthority({ key: "ec" });
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.end()));
  authority.end();
  other.end();
});

const manifest = Buffer.from(`${"ab".repeat(32)}  data/dossier.json\n`);
const digest = hash("sha256", manifest, "hex");
const start = async (server: Promise<TimeStampServer>) => {
  servers.push(await server);
  return (await server).url;
};
const ask = (url: string, ca = authority.ca) => requestTimeStamp({ url, ca }, digest, randomBytes);

describe("a time stamp", () => {
  it.each(["RSA", "EC"])("is granted by an authority with an %s key, and OpenSSL verifies it", async (kind) => {
    const own = kind === "RSA" ? authority : other;
    const result = await ask(await start(serveTimeStamps(own)), own.ca);
    if (result.state !== "granted") throw new Error(result.reason);
    expect(result.sha256).toBe(hash("sha256", result.response, "hex"));
    const folder = mkdtempSync(join(tmpdir(), "evidence-desk-tsa-"));
    const files = { "m.txt": manifest, "m.tsr": result.response, "ca.pem": result.ca, "chain.pem": result.chain };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const args = "ts -verify -no_check_time -data m.txt -in m.tsr -CAfile ca.pem -untrusted chain.pem".split(" ");
    expect(String(execFileSync("openssl", args, { cwd: folder, stdio: "pipe" }))).toContain("Verification: OK");
    rmSync(folder, { recursive: true });
  });

  it.each<[string, () => Promise<TimeStampServer>, string]>([
    ["of a root that is not configured", () => serveTimeStamps(other), "certificate"],
    ["with a changed signature", () => serveTimeStamps(authority, "changed"), "TimeStampError"],
    ["of an earlier request", () => serveTimeStamps(authority, "old"), "nonce"],
    ["with another nonce", () => serveTimeStamps(authority, "other_nonce"), "nonce"],
    ["over another digest", () => serveTimeStamps(authority, "other_imprint"), "imprint"],
    ["that OpenSSL rejects", () => serveTimeStamps(authority, "rejected"), "TimeStampError"],
    ["that is not granted", () => respondWith(Buffer.from("30053003020102", "hex")), "TimeStampError"],
    ["that is not DER", () => respondWith(Buffer.from("<html>")), "TimeStampError"],
    ["that is too long", () => respondWith(Buffer.alloc(65 * 1024, 0x30)), "UpstreamError"],
    ["that never ends", () => serveEndless(0), "UpstreamError"],
    ["that breaks off", () => serveCut(), "UpstreamError"],
    ["that redirects to a good authority", () => serveRedirect(), "status 307"],
    ["as HTML", () => respondWith(Buffer.from("<html>"), "text/html"), "media type"],
    ["with status 404", () => respondWith(Buffer.alloc(0), "text/plain", 404), "status 404"],
    ["with status 503", () => respondWith(Buffer.alloc(0), "text/plain", 503), "UpstreamError"],
  ])("%s fails", async (_, open, reason) => {
    expect(await ask(await start(open()))).toEqual({ state: "failed", reason });
  });

  it("fails when nothing listens", async () => {
    const server = await serve(() => {});
    await server.end();
    expect(await ask(server.url)).toMatchObject({ state: "failed" });
  });

  it("fails after 10 seconds of silence, and of a body that comes too slowly", { timeout: 30_000 }, async () => {
    const began = Date.now();
    const slow = [serve(() => {}), serveEndless(500)];
    const results = await Promise.all(slow.map(async (server) => ask(await start(server))));
    for (const result of results) expect(result).toMatchObject({ state: "failed" });
    expect(Date.now() - began).toBeGreaterThan(9_000);
    expect(Date.now() - began).toBeLessThan(15_000);
  });
});

const head = { "content-type": "application/timestamp-reply" };
/** A body without an end; `everyMs` apart its bytes are few. */
const serveEndless = (everyMs: number) =>
  serve((request, response) => {
    request.resume();
    response.writeHead(200, head);
    const chunk = Buffer.alloc(everyMs === 0 ? 16_384 : 16, 0x30);
    const timer = setInterval(() => response.write(chunk), everyMs);
    response.on("close", () => clearInterval(timer));
  });
const serveCut = () =>
  serve((request, response) => {
    request.resume();
    response.writeHead(200, { ...head, "content-length": "4000" });
    response.write(Buffer.alloc(100, 0x30), () => response.destroy());
  });
async function serveRedirect(): Promise<TimeStampServer> {
  const location = await start(serveTimeStamps(authority));
  return serve((request, response) => {
    request.resume();
    response.writeHead(307, { location }).end();
  });
}
const respondWith = (body: Buffer, type = "application/timestamp-reply", status = 200) =>
  serve((request, response) => {
    request.resume();
    response.writeHead(status, { "content-type": type }).end(body);
  });
