import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { root, toolEnvironment } from "../install.mjs";
import { findSystemChromium } from "./chromium.mjs";

function runQuietly(name, rest) {
  return new Promise((resolve) => {
    const environment = { ...toolEnvironment(), DEBIAN_FRONTEND: "noninteractive" };
    const child = spawn(name, rest, { cwd: root, env: environment, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
    child.on("error", (error) => resolve({ passed: false, said: error.message }));
    child.on("exit", (code) => resolve({ passed: code === 0, said }));
  });
}

/** Debian only: Ubuntu's package of the same name installs a snap. */
function isDebianRoot() {
  if (process.getuid?.() !== 0 || !existsSync("/etc/os-release") || !existsSync("/usr/bin/apt-get")) return false;
  return /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
}

export function hasPostgres() {
  const folder = "/usr/lib/postgresql";
  return existsSync(folder) && readdirSync(folder).some((version) => existsSync(`${folder}/${version}/bin/initdb`));
}

export function hasPlaywrightChromium() {
  const { chromium } = createRequire(import.meta.url)("playwright");
  return existsSync(chromium.executablePath());
}

async function installPackages(names) {
  const wait = ["-o", "DPkg::Lock::Timeout=300"];
  await runQuietly("apt-get", [...wait, "update"]);
  return runQuietly("apt-get", [...wait, "install", "-y", "--no-install-recommends", ...names]);
}

/** Programs of other projects that make or read files for the tests, and the Debian package of each. */
const fileTools = {
  convert: "imagemagick",
  ffmpeg: "ffmpeg",
  qpdf: "qpdf",
  busybox: "busybox",
  dash: "dash",
  unzip: "unzip",
  zip: "zip",
  "7zz": "7zip",
  bsdtar: "libarchive-tools",
  zstd: "zstd",
  openssl: "openssl",
  python3: "python3",
  pdfinfo: "poppler-utils",
  pdftotext: "poppler-utils",
  "firefox-esr": "firefox-esr",
};

function findMissingTools() {
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  return Object.keys(fileTools).filter((name) => !folders.some((folder) => existsSync(join(folder, name))));
}

/** Resolves to one sentence per missing part. */
export async function ensureSystemParts() {
  if (isDebianRoot()) {
    const names = [
      ...(findSystemChromium() ? [] : ["chromium-headless-shell"]),
      ...(hasPostgres() ? [] : ["postgresql"]),
      ...new Set(findMissingTools().map((name) => fileTools[name])),
    ];
    if (names.length > 0) {
      console.log(`Installing ${names.join(" and ")} (Debian packages) during the first checks …`);
      const { passed, said } = await installPackages(names);
      if (!passed) console.log(`apt-get could not install ${names.join(" and ")}:\n${said.slice(-2000)}`);
    }
  }
  if (!findSystemChromium() && !hasPlaywrightChromium()) {
    console.log("Installing Playwright's Chromium during the first checks …");
    const { passed, said } = await runQuietly("playwright", ["install", "chromium"]);
    if (!passed) console.log(`playwright install chromium failed:\n${said.slice(-2000)}`);
  }
  const missing = [];
  if (!findSystemChromium() && !hasPlaywrightChromium())
    missing.push("Chromium is missing: install one, or set CHROMIUM_PATH.");
  if (!hasPostgres())
    missing.push(
      "PostgreSQL is missing: the tests that need it fail. Install it (Debian: apt-get install postgresql).",
    );
  const tools = findMissingTools();
  if (tools.length > 0)
    missing.push(
      `${tools.join(", ")} missing: the tests that use them fail. Install them (Debian: apt-get install ${[...new Set(tools.map((name) => fileTools[name]))].join(" ")}).`,
    );
  return missing;
}
