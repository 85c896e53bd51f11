/** Scripts that run in the page. Times are milliseconds since the navigation began, or since the call. */

export type Watched = { shift: number; seenAt: Record<string, number> };

/** Notes when each selector is first on screen, and sums the layout shift. Installed before the page loads. */
export function watchPage(selectors: Record<string, string>): void {
  const watched: Watched = { shift: 0, seenAt: {} };
  Object.assign(window, { watched });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) watched.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  const look = () => {
    for (const [name, selector] of Object.entries(selectors))
      if (watched.seenAt[name] === undefined && document.querySelector(selector))
        watched.seenAt[name] = performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** What an empty page does that makes the same calls: as soon as its document is parsed, and then one frame. */
export function callLikeOurs(calls: string[]): void {
  addEventListener("DOMContentLoaded", async () => {
    await Promise.all(calls.map(async (call) => (await fetch(call)).text()));
    requestAnimationFrame(() => Object.assign(window, { calledAt: performance.now() }));
  });
}

/** Presses an element and waits until a text matches. @returns milliseconds */
export async function timeUntil(order: { press: string; watch: string; pattern: string }): Promise<number> {
  const startedAt = performance.now();
  document.querySelector<HTMLElement>(order.press)?.click();
  const pattern = new RegExp(order.pattern, "u");
  while (!pattern.test(document.querySelector<HTMLElement>(order.watch)?.innerText ?? "")) {
    if (performance.now() - startedAt > 30_000) throw new Error(`${order.watch} never showed ${order.pattern}`);
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - startedAt;
}

/** Presses a key that leads to another page, and waits until a text of that page matches. @returns milliseconds */
export async function timeKey(order: { key: string; watch: string; pattern: string }): Promise<number> {
  const before = location.pathname;
  const pattern = new RegExp(order.pattern, "u");
  const startedAt = performance.now();
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: order.key, bubbles: true, cancelable: true }));
  while (
    location.pathname === before ||
    !pattern.test(document.querySelector<HTMLElement>(order.watch)?.innerText ?? "")
  ) {
    if (performance.now() - startedAt > 30_000) throw new Error(`${order.watch} never showed ${order.pattern}`);
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - startedAt;
}
