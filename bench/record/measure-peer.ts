import type { Page } from "playwright";
import type { Row } from "../rows.ts";
import { ms } from "./figures.ts";
import type { Measured } from "./measure-text.ts";
import type { Bench } from "./page.tsx";

declare const bench: Bench;
const peerLimitMs = 60_000;
export const peers = ["react-json-tree", "vanilla-jsoneditor"] as const;

/** Gives each viewer its own page, closed after a minute, because a viewer that blocks its page cannot be stopped from inside. */
export async function measurePeer(
  page: Page,
  text: string,
  other: string,
): Promise<{ shownMs: number; blockedMs: number }> {
  const never = { shownMs: Number.POSITIVE_INFINITY, blockedMs: Number.POSITIVE_INFINITY };
  const measured = (async () => {
    await page.addScriptTag({ url: "/peers/peers.js", type: "module" });
    await page.evaluate((wanted) => bench.prepare(wanted), text);
    return page.evaluate((peer) => bench.openPeer(peer), other);
  })().catch(() => never);
  return Promise.race([
    measured,
    new Promise<typeof never>((resolve) => setTimeout(() => resolve(never), peerLimitMs)),
  ]);
}

export function comparePeer(
  text: string,
  other: string,
  ours: Measured,
  theirs: { shownMs: number; blockedMs: number },
): Row[] {
  const { first, blocked } = ours;
  const row = (measure: string, ourMs: number, theirMs: number): Row => ({
    measure: `${text}: ${measure} beside ${other}`,
    ours: ms(ourMs),
    peer: ms(theirMs),
    ratio: ourMs / theirMs,
    target: "–",
    met: ourMs <= theirMs,
  });
  return [row("first rows", first, theirs.shownMs), row("blocked page", blocked, theirs.blockedMs)];
}
