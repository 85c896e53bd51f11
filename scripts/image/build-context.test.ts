import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDockerIgnore } from "./docker-ignore.fixture.ts";

const isIgnored = readDockerIgnore(readFileSync(".dockerignore", "utf8"));
const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" })
  .split("\n")
  .filter((path) => path !== "" && existsSync(path));

/** What a working folder collects beside its sources, in every folder that is copied. */
const planted = [
  "",
  "app/",
  "app/api/",
  "components/ui/",
  "lib/",
  "lib/http/",
  "lib/i18n/messages/",
  "public/",
  "server/",
]
  .concat([
    "scripts/",
    "scripts/image/",
    "sandbox/",
    "sandbox/test-keys/",
    ".next/",
    "node_modules/next/",
    "e2e/",
    "bench/out/",
  ])
  .flatMap((folder) =>
    [
      ...[
        ".env",
        ".env.local",
        ".env.production",
        ".env.ts",
        ".npmrc",
        ".git/config",
        ".git/objects/ab/cd",
        ".data/audit-key",
      ],
      ...[
        ".data/evidence-desk.sqlite",
        "evidence-desk.sqlite",
        "evidence-desk.sqlite-wal",
        "dump.sql",
        "server.log",
        "npm-debug.log",
      ],
      ...[
        "key.pem",
        "server.key",
        "id_ed25519",
        "skribble-key",
        "auth-secret",
        "credentials.json",
        "provider.private.jwk.json",
      ],
      ...[
        "test-results/trace.zip",
        "playwright-report/index.html",
        "coverage/lcov.info",
        "core.4711",
        "backup.tar.gz",
        "x.test.ts",
      ],
      ...["notes.txt", "evidence.zip", "record.json", ".secret.svg", "..ts", "Makefile"],
    ].map((name) => folder + name),
  );

const forbidden =
  /(^|\/)(\.[^/]*|node_modules|test-results|playwright-report|coverage|core[.\d]*|id_\w+)(\/|$)|\.(log|pem|key|p12|sqlite[\w-]*|sql|zip|gz|bin|jsonl)$|private|secret|credential|\.(test|spec|fixture)\.tsx?$/i;
const allowedNames =
  /^(package(-lock)?|tsconfig)\.json$|^lib\/provider\/credential-|^server\/demo-secrets\.ts$|^lib\/env\/(read-secret-files|check-secrets|secret-strength)\.ts$/;
const suspicious = (path: string) => forbidden.test(path) && !allowedNames.test(path);

/** A PEM private key with content, and a private JWK. */
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}|"d"\s*:\s*"[\w-]{20,}"/;

describe("the reader of .dockerignore", () => {
  it.each([
    ["*\n!a", "a/b", false],
    ["*\n!a", "b/a", true],
    ["*\n!a/**/*.ts", "a/b.ts", false],
    ["*\n!a/**/*.ts", "a/[...b]/c/d.ts", false],
    ["*\n!a/**/*.ts", "a/b.tsx", true],
    ["*\n!a/*.ts", "a/b/c.ts", true],
    ["*\n!a\na/b", "a/b/c", true],
    ["**/.*", "a/b/.env", true],
    ["**/.*", ".env/a", true],
    ["*.md", "a/b.md", false],
    ["**/*.md", "a/b.md", true],
    ["# a\n\n /b/ \n", "b/c", true],
    ["*\n!a\n*.key\n", "a/x.key", false],
    ["a?c", "abc", true],
    ["a\n!a/b", "a/b", false],
  ])("reads %j as Docker does: %s", (text, path, expected) => {
    expect(readDockerIgnore(text)(path)).toBe(expected);
  });
});

describe("the build context", () => {
  it("contains every source that the build needs", () => {
    const needed = tracked.filter(
      (path) =>
        /^(app|components|lib|server)\/.*\.(tsx?|mjs|css)$|^scripts\/[^/]*\.(ts|mjs)$|^lib\/i18n\/messages\/..\.json$/.test(
          path,
        ) && !/\.(test|fixture)\.ts$|fuzz-json/.test(path),
    );
    expect(needed.length).toBeGreaterThan(500);
    expect(needed.filter(isIgnored)).toEqual([]);
    const single = [
      "package.json",
      "package-lock.json",
      "tsconfig.json",
      "next.config.mjs",
      "proxy.ts",
      "public/logo.svg",
    ];
    expect([...single, "app/icon.svg", "sandbox/cases.ts"].filter(isIgnored)).toEqual([]);
  });

  it("contains no secret, log, database, test or other file of a working folder", () => {
    expect(planted.filter((path) => !isIgnored(path))).toEqual([]);
    const context = tracked.filter((path) => !isIgnored(path));
    expect(context.filter(suspicious)).toEqual([]);
    expect(context.filter((path) => privateKey.test(readFileSync(path, "utf8")))).toEqual([]);
  });

  it("is copied by name into the image", () => {
    const lines = readFileSync("scripts/image/Dockerfile", "utf8").split("\n");
    const copies = lines.filter((line) => /^(COPY|ADD) /.test(line)).map((line) => line.split(" ").slice(1));
    const sources = copies.flatMap((words) => words.filter((word) => !word.startsWith("--")).slice(0, -1));
    expect(sources.filter((source) => /^\.?\/?$|\*|^\.\.|^\/app\/?$/.test(source))).toEqual([]);
    const top = new Set(tracked.filter((path) => !isIgnored(path)).map((path) => path.split("/")[0]));
    expect(
      new Set(sources.filter((source) => !source.startsWith("/app/")).map((source) => source.split("/")[0])),
    ).toEqual(top);
  });
});

describe("npm pack", () => {
  it("packs the sources of the build context and nothing else", () => {
    const folder = mkdtempSync(join(tmpdir(), "evidence-desk-pack-"));
    try {
      const context = tracked.filter((path) => !isIgnored(path));
      for (const path of [...context, ...planted.filter((path) => !path.startsWith("node_modules/"))]) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), path === "package.json" ? readFileSync(path) : "");
      }
      const { stdout } = spawnSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
        cwd: folder,
        encoding: "utf8",
      });
      const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
      const packed = files.map(({ path }) => path).sort();
      // npm never packs its lock file.
      expect(packed).toEqual(context.filter((path) => path !== "package-lock.json").sort());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("git archive", () => {
  it("contains no secret, log or database, and private keys of the sandbox only", () => {
    const names = execFileSync("git", ["ls-tree", "-r", "--name-only", "HEAD"], { encoding: "utf8" }).split("\n");
    const ofWork =
      /(^|\/)(\.env|\.data|\.git|\.next|node_modules|test-results|playwright-report|coverage)(\/|$)|\.(log|sqlite[\w-]*|sql|key|p12)$/;
    expect(names.filter((path) => ofWork.test(path))).toEqual([]);
    const withKey = names.filter(
      (path) =>
        path !== "" &&
        existsSync(path) &&
        /\.(json|pem|ts|mjs|md)$/.test(path) &&
        privateKey.test(readFileSync(path, "utf8")),
    );
    expect(withKey.filter((path) => !path.startsWith("sandbox/test-keys/"))).toEqual([]);
  });
});
