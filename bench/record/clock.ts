const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

export const frame = nextFrame;

export const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve));

declare const scheduler: { postTask(task: () => void, options: { priority: "user-blocking" }): Promise<void> };

/** Time after the current content was painted: in the first task after the next frame. */
export async function painted(): Promise<number> {
  await nextFrame();
  await scheduler.postTask(() => {}, { priority: "user-blocking" });
  return performance.now();
}

/** Waits with a MutationObserver, so that no polling is measured. @returns false after `limitMs` */
export function untilShown(condition: () => boolean, limitMs = 60_000): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (shown: boolean) => {
      observer.disconnect();
      clearTimeout(timer);
      resolve(shown);
    };
    const observer = new MutationObserver(() => condition() && end(true));
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    const timer = setTimeout(() => end(condition()), limitMs);
    if (condition()) end(true);
  });
}

/** Waits for a condition that no element shows. */
export async function untilTrue(condition: () => boolean, limitMs = 60_000): Promise<boolean> {
  const end = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > end) return false;
    await nextTask();
  }
  return true;
}

/** Longest task as reported by the browser, else the longest interval between two messages that the page posts to itself. */
export function watchBlocking(): () => Promise<number> {
  let longestTask = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  });
  observer.observe({ type: "longtask" });
  const { port1, port2 } = new MessageChannel();
  let longestGap = 0;
  let last = performance.now();
  const visit = () => {
    const now = performance.now();
    longestGap = Math.max(longestGap, now - last);
    last = now;
  };
  port1.onmessage = () => {
    visit();
    setTimeout(() => port2.postMessage(null), 1);
  };
  port2.postMessage(null);
  return async () => {
    visit();
    port1.close();
    // The browser reports long tasks with a delay.
    await new Promise((resolve) => setTimeout(resolve, 60));
    observer.disconnect();
    return longestTask > 0 ? longestTask : Math.min(longestGap, 50);
  };
}
