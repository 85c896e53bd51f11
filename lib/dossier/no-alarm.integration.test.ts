import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, openAsBlob, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toFolder, toZip, verifyZip } from "../../e2e/support/dossier/containers.ts";
import { type MadeDossier, makeDossier } from "../../e2e/support/dossier/make-dossier.ts";
import { runVerifyScript } from "../../e2e/support/dossier/run-shell.ts";
import { goodClaims, goodVerdict, makeEvidence, makeTokenKey, signToken } from "../../e2e/support/dossier/test-case.ts";
import { caseEntry, type DossierLog, openDossierLog } from "../../e2e/support/dossier/test-log.ts";
import { createTimeStampAuthority } from "../../e2e/support/dossier/time-stamp-authority.ts";
import { createWorld, type World, withoutToken } from "../../e2e/support/dossier/world.ts";

/** DOSSIER.md section 10, "No alarm": the outcome is that of an untouched dossier. */

let world: World;
let log: DossierLog;
let folder: string;
beforeAll(async () => {
  world = await createWorld();
  log = await openDossierLog();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "evidence-desk-dossier-"));
  return () => rmSync(folder, { recursive: true, force: true });
});
afterAll(async () => {
  await world.end();
  await log.end();
});

const run = (program: string, args: readonly string[], cwd: string) =>
  execFileSync(program, args, { cwd, stdio: "pipe" });
const keys = () => ({ logKey: world.whole.verifierKey, tokenKey: world.key.thumbprint });

async function expectIntact(zip: Blob, given = keys(), now?: Date): Promise<void> {
  const { outcome, checks } = await verifyZip(zip, given, now);
  expect(checks.filter(({ outcome }) => outcome === "fail" || outcome === "warn")).toEqual([]);
  expect(outcome).toBe("intact");
}

/** Python's zipfile, from a folder: one line, so that the shell has nothing to quote. */
const python = (method: string, isReversed: boolean) =>
  [
    "import os, sys, zipfile",
    `z = zipfile.ZipFile("out.zip", "w", zipfile.${method})`,
    "names = sorted(os.path.join(d, f) for d, _, fs in os.walk(sys.argv[1]) for f in fs)",
    ...(isReversed ? ["names.reverse()"] : []),
    "[z.write(n) for n in names]",
    "z.close()",
  ].join("; ");

const tools: Record<string, (base: string, cwd: string) => void> = {
  "Info-ZIP, deflated": (base, cwd) => run("zip", ["-q", "-r", "out.zip", base], cwd),
  "Info-ZIP, stored, without directory entries": (base, cwd) =>
    run("zip", ["-q", "-0", "-D", "-r", "out.zip", base], cwd),
  "Info-ZIP, to a pipe": (base, cwd) => run("sh", ["-c", `zip -q -r - '${base}' | cat > out.zip`], cwd),
  "Info-ZIP, without the folder": (base, cwd) => run("zip", ["-q", "-r", "../out.zip", "."], join(cwd, base)),
  "7-Zip": (base, cwd) => run("7zz", ["a", "-tzip", "-bd", "out.zip", base], cwd),
  "7-Zip, stored": (base, cwd) => run("7zz", ["a", "-tzip", "-bd", "-mx=0", "out.zip", base], cwd),
  "Python, deflated": (base, cwd) => run("python3", ["-c", python("ZIP_DEFLATED", false), base], cwd),
  "Python, stored, in another order": (base, cwd) => run("python3", ["-c", python("ZIP_STORED", true), base], cwd),
};

describe("a dossier compressed again", () => {
  it.each(Object.entries(tools))("by %s is unchanged", async (_, compress) => {
    toFolder(world.whole, folder);
    compress(world.whole.base, folder);
    await expectIntact(await openAsBlob(join(folder, "out.zip")));
  });

  it.each(["unzip", "7zz", "python3"])("is unchanged for verify.sh after %s unpacked the ZIP", async (tool) => {
    writeFileSync(join(folder, "in.zip"), Buffer.from(await (await toZip(world.whole)).arrayBuffer()));
    const args = {
      unzip: ["-q", "in.zip"],
      "7zz": ["x", "-bd", "in.zip"],
      python3: ["-m", "zipfile", "-e", "in.zip", "."],
    };
    run(tool, args[tool as keyof typeof args], folder);
    rmSync(join(folder, "in.zip"));
    const [base = ""] = readdirSync(folder);
    const { logKey, tokenKey } = keys();
    const { stdout, status } = await runVerifyScript("dash", join(folder, base), [logKey, tokenKey]);
    expect(stdout).toContain("\nDossier: Unchanged\n");
    expect(status).toBe(0);
    expect(run("sha256sum", ["--status", "-c", "manifest-sha256.txt"], join(folder, base)).length).toBe(0);
    expect(run("sha256sum", ["--status", "-c", "tagmanifest-sha256.txt"], join(folder, base)).length).toBe(0);
  });
});

it("files that systems add are a note, in both verifiers", async () => {
  const base = toFolder(world.whole, folder);
  mkdirSync(join(folder, "__MACOSX"));
  for (const name of [
    "../__MACOSX/._data",
    ".DS_Store",
    "data/.DS_Store",
    "data/._report.html",
    "Thumbs.db",
    "desktop.ini",
  ])
    writeFileSync(join(base, name), "x");
  run("zip", ["-q", "-r", "out.zip", "."], folder);
  const zip = await openAsBlob(join(folder, "out.zip"));
  await expectIntact(zip);
  const { checks } = await verifyZip(zip, keys());
  expect(checks).toContainEqual(expect.objectContaining({ check: "extras", outcome: "info", code: "system_file" }));
  const { logKey, tokenKey } = keys();
  expect((await runVerifyScript("busybox", base, [logKey, tokenKey])).stdout).toContain("\nDossier: Unchanged\n");
});

it("ten years later the dossier is unchanged, and names what expired since", async () => {
  const zip = await toZip(world.whole);
  const later = new Date("2036-11-23T12:00:00Z");
  await expectIntact(zip, keys(), later);
  const { token, checks } = await verifyZip(zip, keys(), later);
  expect(token).toBe("valid");
  expect(checks).toContainEqual(expect.objectContaining({ check: "token", outcome: "info", code: "expired_since" }));
});

it("in 2036 a token whose key is gone was verified here in 2026, in both verifiers", async () => {
  const token = signToken(world.key, goodClaims);
  const verdict = goodVerdict(token, world.key);
  const checks = verdict.checks.map((check) =>
    check.name === "key" ? { ...check, outcome: "info", reason: "key_no_longer_published" } : check,
  );
  const key = { ...verdict.key, published: false, verifiedAt: verdict.judgedAt };
  const judged = { ...verdict, verdict: "untrusted", reason: "key_no_longer_published", checks, key };
  const dossier = await makeDossier(log, { payload: makeEvidence(token, world.key, judged) });
  const given = { ...keys(), logKey: dossier.verifierKey };
  const later = new Date("2036-11-23T12:00:00Z");
  await expectIntact(await toZip(dossier), given, later);
  expect((await verifyZip(await toZip(dossier), given, later)).token).toBe("key_no_longer_published");
  const { stdout, status } = await runVerifyScript("dash", toFolder(dossier, folder), [given.logKey, given.tokenKey]);
  expect(stdout).toContain("\nDossier: Unchanged\nToken:   Key no longer published\n");
  expect(status).toBe(0);
});

it("a time stamp stays good after the authority's certificate has expired, in both verifiers", async () => {
  const endsAt = new Date(Date.now() + 4_000);
  const authority = createTimeStampAuthority({ key: "ec", endsAt });
  const payload = makeEvidence(signToken(world.key, goodClaims), world.key);
  const dossier = await makeDossier(log, { payload, authority });
  authority.end();
  await new Promise((resolve) => setTimeout(resolve, endsAt.getTime() - Date.now() + 1_500));
  const given = { ...keys(), logKey: dossier.verifierKey };
  const base = toFolder(dossier, folder);
  const verify = (...more: string[]) => {
    const files = ["-data", "manifest-sha256.txt", "-in", "timestamp/manifest.tsr", "-CAfile", "timestamp/tsa-ca.pem"];
    return run("openssl", ["ts", "-verify", ...more, ...files, "-untrusted", "timestamp/tsa-chain.pem"], base);
  };
  // Without the option OpenSSL finds that it has expired.
  expect(() => verify()).toThrow();
  expect(String(verify("-no_check_time"))).toContain("Verification: OK");
  for (const now of [new Date(), new Date("2036-11-23T12:00:00Z")]) {
    await expectIntact(await toZip(dossier), given, now);
    const { checks } = await verifyZip(await toZip(dossier), given, now);
    expect(checks).toContainEqual(
      expect.objectContaining({ check: "timestamp", outcome: "info", code: "certificate_expired_since" }),
    );
  }
  const shells = ["dash", "busybox"] as const;
  const runs = shells.map((shell) => runVerifyScript(shell, base, [given.logKey, given.tokenKey]));
  for (const { stdout, status } of await Promise.all(runs)) {
    expect(stdout).toMatch(/^timestamp +pass /m);
    expect(stdout).toContain("\nDossier: Unchanged\n");
    expect(status).toBe(0);
  }
});

const edited = ({ files, ...rest }: MadeDossier, change: (files: Map<string, Buffer>) => void): MadeDossier => {
  const own = new Map(files);
  change(own);
  return { ...rest, files: own };
};

it("signature lines of witnesses may be added to the checkpoint, in both verifiers", async () => {
  const line = `\u2014 witness.example.com ${Buffer.alloc(68, 9).toString("base64")}\n`;
  const added = edited(world.whole, (files) => {
    for (const path of ["log/checkpoint", "log/entry.tlog-proof"])
      files.set(path, Buffer.from(`${files.get(path)}${line}`));
  });
  await expectIntact(await toZip(added));
  const { logKey, tokenKey } = keys();
  expect((await runVerifyScript("dash", toFolder(added, folder), [logKey, tokenKey])).stdout).toContain(
    "\nDossier: Unchanged\n",
  );
});

it("a given key that was rotated before is compared by the walk", async () => {
  const file = JSON.parse(String(world.whole.files.get("log/keys.json"))) as { keys: { vkey: string }[] };
  expect(file.keys).toHaveLength(2);
  await expectIntact(await toZip(world.whole), { ...keys(), logKey: file.keys[0]?.vkey ?? "" });
});

it("names that a reader does not know are skipped", async () => {
  const payload = makeEvidence(signToken(world.key, goodClaims), world.key);
  const dossier = await makeDossier(log, {
    payload,
    lie: (files) => {
      const value = JSON.parse(String(files.get("data/dossier.json")));
      files.set("data/dossier.json", Buffer.from(`${JSON.stringify({ ...value, later: { format: "x" } }, null, 2)}\n`));
    },
  });
  await expectIntact(await toZip(dossier), { ...keys(), logKey: dossier.verifierKey });
});

it.each(["RS256", "PS256", "ES256", "EdDSA"] as const)(
  "a token signed with %s is judged by both verifiers",
  async (alg) => {
    const key = await makeTokenKey(alg);
    const dossier = await makeDossier(log, { payload: makeEvidence(signToken(key, goodClaims), key) });
    const given = { logKey: dossier.verifierKey, tokenKey: key.thumbprint };
    await expectIntact(await toZip(dossier), given);
    expect((await verifyZip(await toZip(dossier), given)).token).toBe("valid");
    for (const shell of ["dash", "busybox"] as const) {
      const { stdout } = await runVerifyScript(shell, toFolder(dossier, join(folder, shell)), [
        given.logKey,
        given.tokenKey,
      ]);
      expect(stdout).toContain("\nDossier: Unchanged\nToken:   Token signature valid\n");
    }
  },
);

it("a bad token that is recorded as bad raises no alarm about the dossier", async () => {
  const good = signToken(world.key, goodClaims);
  const bad = good.replace(/.(.{20})$/, (text) => (text[0] === "A" ? "B" : "A") + text.slice(1));
  const verdict = goodVerdict(bad, world.key);
  const checks = verdict.checks.map((check) =>
    check.name === "signature" ? { ...check, outcome: "fail", reason: "signature_differs" } : check,
  );
  const payload = makeEvidence(bad, world.key, { ...verdict, verdict: "invalid", reason: "signature_differs", checks });
  const dossier = await makeDossier(log, { payload });
  const given = { ...keys(), logKey: dossier.verifierKey };
  await expectIntact(await toZip(dossier), given);
  expect((await verifyZip(await toZip(dossier), given)).token).toBe("invalid");
  const { stdout, status } = await runVerifyScript("dash", toFolder(dossier, folder), [given.logKey, given.tokenKey]);
  expect(stdout).toContain("\nDossier: Unchanged\nToken:   Invalid\n");
  expect(status).toBe(0);
});

it.each(["failed", "not_opened"] as const)(
  "a token that is %s makes the dossier incomplete, in both verifiers",
  async (state) => {
    const payload = makeEvidence(signToken(world.key, goodClaims), world.key);
    for (const path of ["data/evidence/token.jwt", "data/keys/token-key.pem", "data/verdict.json"])
      payload.delete(path);
    const dossier = await makeDossier(log, { payload, states: { token: state } });
    const given = { logKey: dossier.verifierKey };
    expect((await verifyZip(await toZip(dossier), given)).outcome).toBe("incomplete");
    const { stdout, status } = await runVerifyScript("busybox", toFolder(dossier, folder), [given.logKey]);
    expect(stdout).toContain("\nDossier: Incomplete\n");
    expect(status).toBe(1);
  },
);

it("a token that the desk asked for and did not get raises no alarm", async () => {
  const refused = caseEntry("release_outcome", {
    artefact: "verdict",
    outcome: "refused",
    detail: { code: "not_found" },
  });
  const payload = withoutToken(makeEvidence(signToken(world.key, goodClaims), world.key));
  for (const custody of ["without_names", "full"] as const) {
    const dossier = await makeDossier(log, { payload, custody, events: [refused] });
    await expectIntact(await toZip(dossier), { ...keys(), logKey: dossier.verifierKey });
    const { stdout } = await runVerifyScript("dash", toFolder(dossier, join(folder, custody)), [dossier.verifierKey]);
    expect(stdout).toContain("\nDossier: Unchanged\nToken:   The dossier has no token\n");
  }
});

it("absent artefacts raise no alarm", async () => {
  const payload = makeEvidence(signToken(world.key, goodClaims), world.key);
  for (const path of [
    "data/evidence/token.jwt",
    "data/keys/token-key.pem",
    "data/verdict.json",
    "data/evidence/files.zip",
  ])
    payload.delete(path);
  const dossier = await makeDossier(log, { payload });
  await expectIntact(await toZip(dossier), { ...keys(), logKey: dossier.verifierKey });
});
