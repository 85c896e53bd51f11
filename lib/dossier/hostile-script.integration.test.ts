import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toFolder } from "../../e2e/support/dossier/containers.ts";
import { runVerifyScript, type Shell, shells } from "../../e2e/support/dossier/run-shell.ts";
import { createWorld, type World } from "../../e2e/support/dossier/world.ts";

/** verify.sh on a dossier that attacks it: no name or value becomes a program, an option or a pattern. */

let world: World;
let folder: string;
let base: string;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "evidence-desk-dossier-"));
  base = toFolder(world.whole, folder);
  return () => rmSync(folder, { recursive: true, force: true });
});
afterAll(() => world.end());

const attack = "$(touch PWNED)`touch PWNED`;touch PWNED|touch PWNED&touch PWNED";

/** Hostile content of one file each. Both shells read all of it in the full test, because a run takes a second. */
const contents = [
  ["manifest-sha256.txt", `${"ab".repeat(32)}  data/${attack.replaceAll(" ", "")}\n`],
  ["tagmanifest-sha256.txt", `${"ab".repeat(32)}  ${attack.replaceAll(" ", "")}\n`],
  ["log/keys.json", `{"origin":"${attack}","keys":[{"vkey":"${attack}","from":0}]}`],
  ["log/checkpoint", `${attack}\n${attack}\n${attack}\n\n\u2014 ${attack} ${attack}\n`],
  ["log/entry.json", `{"sha256":"${attack}","srId":"${attack}"}`],
  ["log/entry.leaf.json", attack],
  ["log/entry.tlog-proof", `c2sp.org/tlog-proof@v1\nindex ${attack}\n${attack}\n\n${attack}\n`],
  ["log/entries.jsonl", `{"index":1,"at":"${attack}","event":"decision","commitment":"${attack}"}\n`],
  ["data/decisions.json", `      "canonical": "${attack}",\n`],
  ["data/verdict.json", `{"verdict":"${attack}","judgedAt":"${attack}","thumbprint":"${attack}"}`],
  ["data/dossier.json", `{"name":"token","state":"${attack}","path":"${attack}","evidenceId":"${attack}"}`],
  ["data/evidence/token.jwt", attack],
  ["data/keys/token-key.pem", attack],
  ["timestamp/manifest.tsr", attack],
  // What a terminal would take as a command.
  ["log/entry.leaf.json", '{"at":"\u001b[2J\u001b]0;owned\u0007","event":"\u009b2J"}'],
  ["log/checkpoint", "\u001b[2Jdesk\n-5\n--help\n\n\u2014 \u001b[2J AAAA\n"],
  ["data/dossier.json", '{"name":"token","state":"\u001b[31mpresent\n","srId":"-n\\n","evidenceId":"--"}'],
  // Options, patterns and line feeds as values.
  ["data/verdict.json", '{"verdict":"-f","judgedAt":"2026-11-23T13:04:27.123Z\n-o","thumbprint":"*","sha256":"--"}'],
  ["manifest-sha256.txt", `${"ab".repeat(32)}  -rf\n${"ab".repeat(32)}  --help\n${"ab".repeat(32)}  *\n`],
  // Sizes: many lines, one line of a megabyte, nesting.
  ["manifest-sha256.txt", `${"ab".repeat(32)}  data/x\n`.repeat(40_000)],
  ["tagmanifest-sha256.txt", `${"ab".repeat(32)}  ${"x".repeat(1_000_000)}\n`],
  ["log/checkpoint", "x".repeat(1_000_000)],
  ["log/entry.tlog-proof", `c2sp.org/tlog-proof@v1\nindex ${"9".repeat(1_000_000)}\n`],
  ["log/entries.jsonl", `{"index":1,"at":"${"x".repeat(1_000_000)}"}\n`],
  ["log/keys.json", `${"[".repeat(1_000_000)}`],
  ["log/entry.json", `${'{"a":'.repeat(200_000)}`],
  ["data/decisions.json", `${"[".repeat(1_000_000)}\n      "canonical": "${"x".repeat(1_000_000)}",\n`],
  ["data/dossier.json", `${"{".repeat(100_000)}`],
  ["data/request.json", `{"id":"${"x".repeat(1_000_000)}"}`],
  ["data/evidence/token.jwt", `${"A".repeat(500_000)}.${"A".repeat(500_000)}.AAAA`],
] as const;
const isFull = process.env.FULL === "1";
const names = Object.keys(shells) as Shell[];

describe.each(names)("in %s", (shell) => {
  it("hostile file names are named, and expand to nothing", async () => {
    const names = [attack, "-rf", "--help", "*", "a\nb", "a b", "'\"", "\u001b[2J"];
    for (const name of names) writeFileSync(join(base, name), "x");
    const { stdout, stderr, status } = await runVerifyScript(shell, base, [
      world.whole.verifierKey,
      world.key.thumbprint,
    ]);
    expect(stderr).toBe("");
    expect(stdout).toContain("Dossier: Unchanged, with remarks");
    expect(stdout).toContain("$(touch PWNED)");
    expect(stdout).not.toContain("\u001b");
    expect(status).toBe(0);
    expect(readdirSync(base)).not.toContain("PWNED");
  });

  it.each(contents.filter((_, at) => isFull || at % 2 === names.indexOf(shell)))(
    "hostile content of %s runs nothing, and is not unchanged",
    async (path, content) => {
      writeFileSync(join(base, path), content);
      const { stdout, status } = await runVerifyScript(shell, base, [world.whole.verifierKey, world.key.thumbprint]);
      expect(stdout).toMatch(/\nDossier: (?:Changed|Unchanged, with remarks)\n/);
      expect(status === 0).toBe(stdout.includes("Dossier: Unchanged, with remarks"));
      expect(stdout).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/);
      expect(stdout.length).toBeLessThan(100_000);
      expect(existsSync(join(base, "PWNED"))).toBe(false);
      expect(existsSync(join(base, "data", "PWNED"))).toBe(false);
    },
  );

  it("a link and a pipe in the place of a file are not read", async () => {
    for (const path of ["data/evidence/record.json", "log/entry.json"]) rmSync(join(base, path));
    symlinkSync("/etc/passwd", join(base, "data/evidence/record.json"));
    execFileSync("mkfifo", [join(base, "log/entry.json")]);
    const { stdout, status } = await runVerifyScript(shell, base, [world.whole.verifierKey]);
    expect(stdout).toContain("piece_missing data/evidence/record.json");
    expect(stdout).toContain("piece_missing log/entry.json");
    expect(status).toBe(1);
  });

  it("a link to another folder is named, and thousands of files are counted", { timeout: 180_000 }, async () => {
    const count = isFull && shell === "dash" ? 100_000 : 2_000;
    const many = join(base, "data", "many");
    mkdirSync(many);
    symlinkSync("/etc", join(base, "data", "link"));
    for (let at = 0; at < count; at += 1) writeFileSync(join(many, `${at}`), "");
    const { stdout, status } = await runVerifyScript(shell, base, [world.whole.verifierKey, world.key.thumbprint]);
    expect(stdout).toContain(`extra_file ${count + 1 - 100} more`);
    expect(stdout).not.toContain("passwd");
    expect(stdout).toContain("\nDossier: Unchanged, with remarks\n");
    expect(status).toBe(0);
  });

  it("hostile keys of the caller are not patterns", async () => {
    for (const key of [".*", "-e", attack, ""]) {
      const { stdout } = await runVerifyScript(shell, base, [key, key]);
      expect(stdout).toContain("Dossier: Unchanged, keys not compared");
    }
    expect(readdirSync(base)).not.toContain("PWNED");
  });

  it("a folder without a dossier is not readable", async () => {
    rmSync(base, { recursive: true });
    expect((await runVerifyScript(shell, folder)).status).toBe(2);
  });
});
