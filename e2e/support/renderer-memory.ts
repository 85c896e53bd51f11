import { readFileSync } from "node:fs";
import type { Browser } from "playwright";

/** Private memory of all renderer processes, in bytes (Linux). */
export async function readRendererBytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  let sum = 0;
  for (const { type, id } of processInfo) {
    if (type !== "renderer") continue;
    const text = readFileSync(`/proc/${id}/smaps_rollup`, "utf8");
    for (const kind of ["Private_Clean", "Private_Dirty"])
      sum += Number(new RegExp(`${kind}:\\s+(\\d+)`).exec(text)?.[1] ?? 0) * 1024;
  }
  return sum;
}

export async function watchRendererBytes(browser: Browser, work: () => Promise<void>): Promise<number> {
  let most = await readRendererBytes(browser);
  const sampler = setInterval(
    () =>
      void readRendererBytes(browser).then(
        (bytes) => {
          most = Math.max(most, bytes);
        },
        () => undefined,
      ),
    100,
  );
  try {
    await work();
  } finally {
    clearInterval(sampler);
  }
  return most;
}
