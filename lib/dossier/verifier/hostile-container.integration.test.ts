import { execFileSync } from "node:child_process";
import { mkdtempSync, openAsBlob, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toFolder, toZip, verifyZip } from "../../../e2e/support/dossier/containers.ts";
import { createWorld, type World } from "../../../e2e/support/dossier/world.ts";
import { openZip } from "./container.ts";

/** The code of verify.html on a dossier that attacks it by size and nesting: it gives a result, in bounded time. */

let world: World;
let folder: string;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "evidence-desk-dossier-"));
  return () => rmSync(folder, { recursive: true, force: true });
});
afterAll(() => world.end());

const keys = () => ({ logKey: world.whole.verifierKey, tokenKey: world.key.thumbprint });

/** Compresses the dossier again with Python's zipfile; `more` are statements with the archive `z`. */
async function compress(more: string): Promise<Blob> {
  toFolder(world.whole, folder);
  const lines = [
    "import os, sys, zipfile",
    'z = zipfile.ZipFile("out.zip", "w", zipfile.ZIP_DEFLATED)',
    "base = sys.argv[1]",
    "names = [os.path.join(d, f) for d, _, fs in os.walk(base) for f in fs if f != 'record.json']",
    "[z.write(n) for n in names]",
    more,
    "z.close()",
  ];
  execFileSync("python3", ["-c", lines.join("; "), world.whole.base], { cwd: folder, stdio: "pipe" });
  return openAsBlob(join(folder, "out.zip"));
}

describe("a hostile archive", () => {
  it("that expands a thousandfold is read to the size that it states, and is changed", {
    timeout: 120_000,
  }, async () => {
    const bomb = await compress("z.writestr(base + '/data/evidence/record.json', bytes(300_000_000))");
    expect(bomb.size).toBeLessThan(2_000_000);
    const { outcome, checks } = await verifyZip(bomb, keys());
    expect(checks).toContainEqual(
      expect.objectContaining({ check: "pieces", code: "piece_changed", path: "data/evidence/record.json" }),
    );
    expect(outcome).toBe("changed");
    // The same bytes under a header that states ten.
    const bytes = Buffer.from(await bomb.arrayBuffer());
    const stated = Buffer.alloc(4);
    stated.writeUInt32LE(300_000_000);
    for (let at = bytes.indexOf(stated); at >= 0; at = bytes.indexOf(stated, at)) bytes.writeUInt32LE(10, at);
    const began = Date.now();
    expect((await verifyZip(new Blob([bytes]), keys())).outcome).toBe("changed");
    expect(Date.now() - began).toBeLessThan(20_000);
  });

  it("of a hundred thousand files is named as not readable; fewer are judged and counted", {
    timeout: 120_000,
  }, async () => {
    const fill = (count: number) => compress(`[z.writestr(base + '/data/many/%d' % i, b'') for i in range(${count})]`);
    await expect(openZip(await fill(100_000))).rejects.toMatchObject({ code: "zip_unreadable" });
    const zip = await fill(9_000);
    const { outcome, checks } = await verifyZip(zip, keys());
    expect(outcome).toBe("incomplete");
    const extras = checks.filter(({ check }) => check === "extras");
    expect(extras).toHaveLength(101);
    expect(extras.at(-1)).toMatchObject({ outcome: "warn", code: "extra_file", detail: "8900 more" });
  });
});

const deep = "[".repeat(1_000_000);
const long = "x".repeat(1_000_000);
const contents: [string, string][] = [
  ...[
    "data/dossier.json",
    "data/request.json",
    "data/verdict.json",
    "data/decisions.json",
    "data/keys.json",
    "log/keys.json",
    "log/entry.json",
    "log/entries.jsonl",
  ].flatMap((path): [string, string][] => [
    [path, deep],
    [path, '{"a":'.repeat(200_000)],
    [path, `{"format":"${long}","srId":"${long}","decisions":[],"keys":[]}`],
  ]),
  ["manifest-sha256.txt", `${"ab".repeat(32)}  data/x\n`.repeat(40_000)],
  ["manifest-sha256.txt", `${"ab".repeat(32)}  ${long}\n`],
  ["tagmanifest-sha256.txt", `${"ab".repeat(32)}  ${long}\n`],
  ["log/checkpoint", `${long}\n`.repeat(3)],
  ["log/checkpoint", `desk.test/log/1\n1\n${"A".repeat(43)}=\n\n${"\u2014 a AAAA\n".repeat(100_000)}`],
  ["log/entry.tlog-proof", `c2sp.org/tlog-proof@v1\nindex 3\n${`${"A".repeat(43)}=\n`.repeat(20_000)}\n`],
  ["log/entry.leaf.json", long],
  ["log/entries.jsonl", "{}\n".repeat(100_000)],
  [
    "data/evidence/token.jwt",
    `${Buffer.from(deep).toString("base64url")}.${Buffer.from(deep).toString("base64url")}.AA`,
  ],
  ["data/evidence/status.json", deep],
  ["data/keys/token-key.pem", `-----BEGIN PUBLIC KEY-----\n${long}\n-----END PUBLIC KEY-----\n`],
  ["timestamp/manifest.tsr", `0\u0000`.repeat(500_000)],
  ["timestamp/tsa-chain.pem", `-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n`.repeat(20_000)],
];

it.each(contents.map(([path, content], at) => [path, at, content] as const))(
  "hostile content of %s (%i) gives a result, never green",
  async (path, _, content) => {
    const files = new Map(world.whole.files).set(path, Buffer.from(content));
    const began = Date.now();
    const { outcome, checks } = await verifyZip(await toZip({ ...world.whole, files }), keys());
    expect(checks.some((check) => check.outcome === "fail" || check.outcome === "warn")).toBe(true);
    expect(["changed", "incomplete", "intact_with_remarks"]).toContain(outcome);
    expect(JSON.stringify(checks).length).toBeLessThan(20_000_000);
    expect(Date.now() - began).toBeLessThan(20_000);
  },
);
