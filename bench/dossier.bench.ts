import { randomBytes } from "node:crypto";
import { startFilesServer } from "../e2e/support/files-provider.ts";
import { readRendererBytes, watchRendererBytes } from "../e2e/support/renderer-memory.ts";
import { type RunningServer, startServer } from "../e2e/support/server.ts";
import { makeArchive } from "../lib/formats/zip/test-archive.fixture.ts";
import { checkEverything, fillDialog, type Saved, saveDossier, timeSaving } from "./dossier/save-dossier.ts";
import { type Verified, verifyWithPage } from "./dossier/verify-page.ts";
import { withPage } from "./files/measure-product.ts";
import { mebibytes, median, ms } from "./files/words.ts";
import type { Row, Rows } from "./rows.ts";

export const name = "dossier";

const times = Number(process.env.BENCH_TIMES ?? 3);
const mebibyte = 1024 * 1024;
/** 20 recordings of 25 MB, which do not compress. */
const recordings = 20;
const recordingBytes = 25_000_000;

type Large = { saved: Saved; peer: Saved; growth: number; verified: Verified };

function makeLargeArchive(): Uint8Array {
  const entries = Array.from({ length: recordings }, (_, at) => ({
    name: `recordings/session-${at + 1}.bin`,
    data: randomBytes(recordingBytes),
    method: 0,
  }));
  return makeArchive({ entries: [{ name: "note.txt", data: "note" }, ...entries] });
}

/** One dossier of 500 MB from a checked case; the peer is the browser saving the archive alone. */
async function measureLarge(url: string): Promise<Large> {
  let measured: Large | null = null;
  await withPage(url, async (page, browser) => {
    await checkEverything(page);
    const tabs = page.getByRole("navigation", { name: "Evidence" });
    await tabs.getByRole("link", { name: "Files" }).click();
    const peer = await timeSaving(page, () =>
      page
        .getByRole("button", { name: /^Download archive/ })
        .first()
        .click(),
    );
    await tabs.getByRole("link", { name: "Overview" }).click();
    await fillDialog(page);
    const before = await readRendererBytes(browser);
    let saved: Saved | null = null;
    const most = await watchRendererBytes(browser, async () => {
      saved = await saveDossier(page);
    });
    if (saved === null) throw new Error("Nothing was saved.");
    const verified = await verifyWithPage((saved as Saved).path);
    measured = { saved, peer, growth: most - before, verified };
  });
  if (measured === null) throw new Error("Nothing was measured.");
  return measured;
}

/** A dossier of the sandbox's ordinary case. @param isChecked everything was fetched before the dialog was opened */
async function measureOrdinary(server: RunningServer, isChecked: boolean): Promise<number> {
  let tookMs = Number.NaN;
  await withPage(server.url, async (page) => {
    if (isChecked) await checkEverything(page);
    await fillDialog(page);
    tookMs = (await saveDossier(page)).tookMs;
  });
  return tookMs;
}

async function measureLargeRows(): Promise<Row[]> {
  const product = await startFilesServer();
  try {
    product.serve(makeLargeArchive());
    const rounds: Large[] = [];
    for (let round = 0; round < times; round += 1) rounds.push(await measureLarge(product.url));
    const of = (pick: (one: Large) => number) => median(rounds.map(pick));
    const [saved, peer, growth] = [
      of((one) => one.saved.tookMs),
      of((one) => one.peer.tookMs),
      of((one) => one.growth),
    ];
    const [verified, digested] = [of((one) => one.verified.tookMs), of((one) => one.verified.peerMs)];
    const verifyGrowth = of((one) => one.verified.growth);
    const size = mebibytes(of((one) => one.saved.sizeBytes));
    const outcomes = new Set(rounds.map((one) => one.verified.outcome));
    return [
      {
        measure: `dossier of ${size}: click to saved file`,
        ours: ms(saved),
        peer: `${ms(peer)} saving the archive alone`,
        ratio: saved / peer,
        target: "at most 10 s",
        met: saved <= 10_000,
      },
      {
        measure: `dossier of ${size}: growth of the tab`,
        ours: mebibytes(growth),
        peer: "",
        ratio: null,
        target: "at most 250 MiB",
        met: growth <= 250 * mebibyte,
      },
      {
        measure: `verify.html on it (${[...outcomes].join(", ")})`,
        ours: ms(verified),
        peer: `${ms(digested)} sha256sum of the ZIP`,
        ratio: verified / digested,
        target: "at most 12 s",
        met: verified <= 12_000 && [...outcomes].every((outcome) => outcome === "intact_keys_not_compared"),
      },
      {
        measure: "verify.html: growth of the tab",
        ours: mebibytes(verifyGrowth),
        peer: "",
        ratio: null,
        target: "at most 250 MiB",
        met: verifyGrowth <= 250 * mebibyte,
      },
    ];
  } finally {
    await product.end();
  }
}

async function measureOrdinaryRows(): Promise<Row[]> {
  const server = await startServer({ DOSSIERS_PER_DAY: "0" });
  try {
    const rows: Row[] = [];
    for (const { isChecked, limitS } of [
      { isChecked: true, limitS: 1 },
      // Fetches and checks everything first.
      { isChecked: false, limitS: 3 },
    ]) {
      const took: number[] = [];
      for (let round = 0; round < times; round += 1) took.push(await measureOrdinary(server, isChecked));
      rows.push({
        measure: `dossier of an ordinary case, ${isChecked ? "checked before" : "nothing opened before"}: click to saved file`,
        ours: ms(median(took)),
        peer: "",
        ratio: null,
        target: `at most ${limitS} s`,
        met: median(took) <= limitS * 1_000,
      });
    }
    return rows;
  } finally {
    await server.end();
  }
}

/** Measures a dossier of 500 MB, its verification, and a dossier of an ordinary case. */
export async function run(): Promise<Rows> {
  return { rows: [...(await measureLargeRows()), ...(await measureOrdinaryRows())] };
}
