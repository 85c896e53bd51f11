import type { Page } from "playwright";
import type { Row } from "../rows.ts";
import { median, ms } from "./figures.ts";
import type { Bench } from "./page.tsx";

declare const bench: Bench;
const rounds = 5;

export type Limits = { first: number; hit: number | null };
export const texts: Record<string, Limits> = {
  "1 MB": { first: 50, hit: 20 },
  "10 MB": { first: 60, hit: 60 },
  "100 MB": { first: 100, hit: 400 },
  "10,000 levels": { first: 50, hit: null },
  "flat array of 100,000": { first: 50, hit: null },
};

export type Measured = { rows: Row[]; first: number; blocked: number };

type Round = {
  parseMs: number;
  firstRowsMs: number;
  readMs: number;
  hitMs: number;
  /** The longest task while opening, searching and scrolling. */
  blockedMs: number;
  frameMs: number;
  elements: number;
};

async function measureRound(page: Page, searches: boolean, scrolls: boolean): Promise<Round> {
  const parseMs = await page.evaluate(() => bench.parse());
  const opened = await page.evaluate(() => bench.open());
  const searched = searches ? await page.evaluate(() => bench.search()) : { hitMs: 0, blockedMs: 0 };
  const scrolled = scrolls
    ? await page.evaluate(() => bench.scroll())
    : { longestFrameMs: 0, elements: await page.evaluate(() => bench.countElements()), blockedMs: 0 };
  return {
    parseMs,
    firstRowsMs: opened.firstRowsMs,
    readMs: opened.readMs,
    hitMs: searched.hitMs,
    blockedMs: Math.max(opened.blockedMs, searched.blockedMs, scrolled.blockedMs),
    frameMs: scrolled.longestFrameMs,
    elements: scrolled.elements,
  };
}

/** Median of five rounds in a fresh page, so that one text's garbage does not slow the next. */
export async function measureText(page: Page, text: string, limits: Limits): Promise<Measured> {
  const sizeBytes = await page.evaluate((wanted) => bench.prepare(wanted), text);
  const big = text === "100 MB";
  const scrolls = text !== "10,000 levels";
  const taken: Round[] = [];
  for (let round = 0; round < rounds; round++) taken.push(await measureRound(page, limits.hit !== null, scrolls));
  const of = (figure: keyof Round) => median(taken.map((round) => round[figure]));
  const parse = of("parseMs");
  const row = (what: string, value: number, target: string, limit: number, ofParse = true): Row => ({
    measure: `${text}: ${what}`,
    ours: ms(value),
    peer: ofParse ? `JSON.parse ${ms(parse)}` : "–",
    ratio: ofParse ? value / parse : null,
    target,
    met: value <= limit,
  });
  const atMost = (limit: number): [string, number] => [`at most ${ms(limit)}`, limit];
  const first = of("firstRowsMs");
  const blocked = of("blockedMs");
  const worst = Math.max(...taken.map((round) => round.blockedMs));
  const rows: Row[] = [
    row("first rows painted", first, ...atMost(big ? Math.min(limits.first, 0.2 * parse) : limits.first)),
    big
      ? row("every row reachable, validated", of("readMs"), "at most 1.0 × parse", parse)
      : row("every row reachable, validated", of("readMs"), "–", Number.POSITIVE_INFINITY),
  ];
  if (limits.hit !== null) rows.push(row("first hit at 90 %", of("hitMs"), ...atMost(limits.hit)));
  rows.push(row(`longest main-thread task (worst ${ms(worst)})`, blocked, ...atMost(50), false));
  if (scrolls) rows.push(row("scrolling 20 screens, longest frame", of("frameMs"), ...atMost(34), false));
  const elements = Math.max(...taken.map((round) => round.elements));
  rows.push({ ...row("elements in the tree", elements, "fewer than 300", 299, false), ours: String(elements) });
  if (big) rows.push(await measureMemory(page, sizeBytes));
  return { rows, first, blocked };
}

async function measureMemory(page: Page, sizeBytes: number): Promise<Row> {
  const row = {
    measure: "100 MB: memory above the bytes",
    peer: `${(sizeBytes / 1e6).toFixed(0)} MB of bytes`,
    target: "at most 0.6 × the bytes",
  };
  if (!(await page.evaluate(() => bench.measuresMemory())))
    return { ...row, ours: "this browser cannot measure it", ratio: null, met: false };
  await page.evaluate(() => bench.clear());
  await page.evaluate(() => bench.dropText());
  const before = await page.evaluate(() => bench.memory());
  await page.evaluate(() => bench.open());
  const after = await page.evaluate(() => bench.memory());
  const share = (after - before - sizeBytes) / sizeBytes;
  await page.evaluate(() => bench.prepare("100 MB"));
  return { ...row, ours: `${((share * sizeBytes) / 1e6).toFixed(0)} MB`, ratio: share, met: share <= 0.6 };
}
