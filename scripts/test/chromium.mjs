import { existsSync } from "node:fs";

/**
 * Where a Debian package, Chrome's own package or a Mac keeps the browser. The headless shell is the same Chromium without
 * the windows around pages; with it the specs take two thirds of the time.
 */
const places = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The system's Chrome or Chromium, or null: then Playwright's own is used. `CHROMIUM_PATH` overrides. `whole`: not the shell. */
export function findSystemChromium(whole = false) {
  const fitting = places.filter((path) => !whole || !path.endsWith("headless-shell"));
  const candidates = process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : fitting;
  return candidates.find((path) => existsSync(path)) ?? null;
}

/** Quiet on the network, and able to run as root and in small containers. */
export const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** Playwright's launch options for whichever Chromium there is; `whole` prefers the browser that people use to its shell. */
export function chromiumLaunchOptions(whole = false) {
  const executablePath = findSystemChromium(whole) ?? findSystemChromium();
  return { args: chromiumArguments, ...(executablePath ? { executablePath } : {}) };
}
