import { type BrowserContext, chromium, type Page } from "playwright";
import { startServer } from "../e2e/support/server.ts";
import { signIn } from "../e2e/support/sign-in.ts";
import { findCase } from "../sandbox/cases.ts";
import { chromiumLaunchOptions } from "../scripts/test/chromium.mjs";
import { callLikeOurs, timeKey, timeUntil, type Watched, watchPage } from "./desk/watch-page.ts";
import type { Row, Rows } from "./rows.ts";

export const name = "desk";

const times = Number(process.env.BENCH_TIMES ?? 7);
const { srId, evidenceIds } = findCase("nfc-completed");
const next = findCase("manual-review-completed");
const request = `/api/signature-requests/${srId}`;
const overview = `/signature-requests/${srId}/evidence/${evidenceIds[0]}`;
const conclusion = '[role=status][aria-label="Conclusion"] h2';
const timeline = 'main [aria-label="Identification timeline"] li';
/** How long pointer or focus are on a link before it is pressed: less than a person takes. */
const approachMs = 200;
/** How long a person reads a conclusion, at least, before the next step. */
const readMs = 1_500;
const verdict = "^(?:Consistent|Contradiction found|Cannot tell)";

const ms = (value: number) => (Number.isFinite(value) ? `${value.toFixed(0)} ms` : "not reached");
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function repeat(measure: () => Promise<number>): Promise<number> {
  // The first fills the caches of browser and server.
  if (!Number.isFinite(await measure())) return Number.POSITIVE_INFINITY;
  const values: number[] = [];
  for (let round = 0; round < times; round += 1) values.push(await measure());
  return median(values);
}

async function withPage<T>(context: BrowserContext, work: (page: Page) => Promise<T>): Promise<T> {
  const page = await context.newPage();
  try {
    return await work(page);
  } finally {
    await page.close();
  }
}

/** Opens the link, and waits until header and timeline are on screen. */
async function openLink(page: Page): Promise<number> {
  await page.addInitScript(watchPage, { timeline, header: "main h1" });
  await page.goto(overview);
  const seen = await page.waitForFunction(() => {
    const { seenAt } = (window as unknown as { watched: Watched }).watched;
    return seenAt.timeline && seenAt.header ? Math.max(seenAt.timeline, seenAt.header) : null;
  });
  return Number(await seen.jsonValue());
}

/** Opens a page of the product without content of its own, and lets it make the calls of the overview. */
async function openEmpty(page: Page): Promise<number> {
  await page.addInitScript(callLikeOurs, [request, `${request}/evidence/${evidenceIds[0]}/status`]);
  await page.goto("/queue");
  const called = await page.waitForFunction(() => (window as unknown as { calledAt?: number }).calledAt ?? null);
  return Number(await called.jsonValue());
}

const pressCheck = { press: "[data-command][aria-busy]", watch: conclusion, pattern: verdict };

async function checkEverything(page: Page): Promise<{ time: number; shift: number }> {
  await openLink(page);
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => {
    (window as unknown as { watched: Watched }).watched.shift = 0;
  });
  const time = await page.evaluate(timeUntil, pressCheck);
  await page.waitForLoadState("networkidle");
  return { time, shift: await page.evaluate(() => (window as unknown as { watched: Watched }).watched.shift) };
}

/** From the link on the page of the signature request, with "check when opened", to the conclusion. */
async function openChecked(page: Page): Promise<number> {
  await page.goto(`/signature-requests/${srId}`);
  await page.waitForLoadState("networkidle");
  const link = `main a[href="${overview}"]`;
  // Pointer or focus reach a link before it is pressed.
  await page.focus(link);
  await page.waitForTimeout(approachMs);
  const order = { press: link, watch: conclusion, pattern: verdict };
  return page.evaluate(timeUntil, order);
}

/** A setting of the person, which must be off for the other measures. */
async function setCheckWhenOpened(page: Page, checkWhenOpened: boolean): Promise<number> {
  await page.goto("/queue");
  return page.evaluate(async (isOn) => {
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify({ checkWhenOpened: isOn });
    return (await fetch("/api/preferences", { method: "PUT", headers, body })).status;
  }, checkWhenOpened);
}

/** The next case of a queue of two, whose page is loaded once before. */
async function goOn(page: Page): Promise<number> {
  await page.goto("/");
  await page.getByRole("searchbox").first().fill(`${srId} ${next.srId}`);
  await page.keyboard.press("Enter");
  // The queue has their evidence once both are looked up.
  await page.getByText("2 known").waitFor();
  await page.getByRole("button", { name: "Review one by one" }).click();
  await page.waitForURL(/evidence/);
  await page
    .locator(conclusion)
    .filter({ hasText: new RegExp(verdict, "u") })
    .waitFor();
  await page.waitForTimeout(readMs);
  return page.evaluate(timeKey, { key: "j", watch: conclusion, pattern: verdict });
}

/** From tab to tab after everything was checked: the slowest of record, files and token. */
async function changeTabs(page: Page): Promise<number> {
  await checkEverything(page);
  await page.waitForTimeout(readMs);
  const tab = (path: string) => `nav a[data-shortcut=tab][href$="/${path}"]`;
  const shown = [
    { press: tab("record"), watch: '[role=tree][aria-label="Evidence record"]', pattern: "\\w" },
    { press: tab("token"), watch: '[role=status][aria-label="Verdict"]', pattern: "valid" },
    { press: tab("files"), watch: '[aria-label="Evidence files"] [aria-rowindex="3"]', pattern: "\\w" },
  ];
  const measured: number[] = [];
  for (const order of shown) measured.push(await page.evaluate(timeUntil, order));
  return Math.max(...measured);
}

/** Measures what an officer waits for. Chromium's scripts are cached, as they are for a person at work. */
export async function run(): Promise<Rows> {
  // The measures repeat what takes a person an hour.
  const server = await startServer({ RATE_LIMIT_PER_MINUTE: "100000" });
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 } });
    await withPage(context, (page) => signIn(page, "reviewer"));
    const link = await repeat(() => withPage(context, openLink));
    const empty = await repeat(() => withPage(context, openEmpty));
    const shifts: number[] = [];
    const check = await repeat(() =>
      withPage(context, async (page) => {
        const { time, shift } = await checkEverything(page);
        shifts.push(shift);
        return time;
      }),
    );
    const tabs = await repeat(() => withPage(context, changeTabs));
    const queue = await repeat(() => withPage(context, goOn));
    if ((await withPage(context, (page) => setCheckWhenOpened(page, true))) !== 200)
      throw new Error("The setting could not be changed.");
    const opened = await repeat(() => withPage(context, openChecked));
    await withPage(context, (page) => setCheckWhenOpened(page, false));
    const row = (measure: string, value: number, limit: number): Row => ({
      measure,
      ours: ms(value),
      peer: "",
      ratio: null,
      target: `at most ${limit} ms`,
      met: value <= limit,
    });
    const shift = Math.max(...shifts);
    return {
      rows: [
        {
          measure: "link opened: header and timeline on screen",
          ours: ms(link),
          peer: `${ms(empty)} empty page with the same calls`,
          ratio: link / empty,
          target: "at most 1.5 × the empty page",
          met: link <= 1.5 * empty,
        },
        row("Check everything: conclusion on screen", check, 300),
        row("link with “check when opened”: conclusion on screen", opened, 800),
        row("next case in the queue: its conclusion on screen", queue, 700),
        row("tab to tab, bytes already here: slowest of record, token and files", tabs, 100),
        {
          measure: "layout shift while everything is checked",
          ours: shift.toFixed(3),
          peer: "",
          ratio: null,
          target: "at most 0.02",
          met: shift <= 0.02,
        },
      ],
    };
  } finally {
    await browser.close();
    await server.end();
  }
}
