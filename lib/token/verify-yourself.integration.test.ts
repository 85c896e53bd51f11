import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CompactSign, exportSPKI, generateKeyPair } from "jose";
import { afterAll, describe, expect, test } from "vitest";
import { makeCommands, verifyScript } from "./verify-yourself.ts";

const folder = mkdtempSync(join(tmpdir(), "verify-yourself-"));
afterAll(() => rmSync(folder, { recursive: true }));

const algorithms = "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519".split(" ");

describe("commands of the token page", () => {
  test.each(algorithms)("verify a genuine %s token and reject a changed one", async (alg) => {
    const { privateKey, publicKey } = await generateKeyPair(alg);
    writeFileSync(join(folder, "key.pem"), await exportSPKI(publicKey));
    const token = await new CompactSign(Buffer.from('{"sub":"evidence-1"}'))
      .setProtectedHeader({ alg })
      .sign(privateKey);
    const [header, , signature] = token.split(".");
    const changed = `${header}.${Buffer.from('{"sub":"evidence-2"}').toString("base64url")}.${signature}`;
    writeFileSync(join(folder, "verify.mjs"), verifyScript);
    for (const [text, good] of [
      [token, true],
      [`"${token}"`, true],
      [`${token}~WyJzYWx0IiwgIkRFIl0~`, true],
      [`{\n  "type": "evidence",\n  "jwt": "${token}"\n}`, true],
      [changed, false],
      [`${changed}~WyJzYWx0IiwgIkRFIl0~`, false],
    ] as const) {
      writeFileSync(join(folder, "token.jwt"), text);
      const shell = spawnSync("sh", ["-c", makeCommands(alg, "token.jwt", "key.pem")], {
        cwd: folder,
        encoding: "utf8",
      });
      expect(/Verified OK|Signature Verified Successfully/.test(shell.stdout)).toBe(good);
      expect(shell.status === 0).toBe(good);
      const node = execFileSync(process.execPath, ["verify.mjs", "token.jwt", "key.pem"], {
        cwd: folder,
        encoding: "utf8",
      });
      expect(node).toBe(good ? "signature good\n" : "signature NOT good\n");
    }
  });
});
