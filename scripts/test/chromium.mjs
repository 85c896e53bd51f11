import { existsSync } from "node:fs";

/** Browser paths of Debian, Chrome's package and macOS. The headless shell saves a third of the specs' time. */
const locations = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Null means Playwright's own Chromium. `CHROMIUM_PATH` overrides; `whole` excludes the headless shell. */
export function findSystemChromium(whole = false) {
  const fitting = locations.filter((path) => !whole || !path.endsWith("headless-shell"));
  const candidates = process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : fitting;
  return candidates.find((path) => existsSync(path)) ?? null;
}

/** No background network traffic; works as root and in small containers. */
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

export function chromiumLaunchOptions(whole = false) {
  const executablePath = findSystemChromium(whole) ?? findSystemChromium();
  return { args: chromiumArguments, ...(executablePath ? { executablePath } : {}) };
}
