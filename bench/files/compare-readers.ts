import type { Page } from "playwright";
import type { Row } from "../rows.ts";
import type { Sample } from "./make-samples.ts";
import { median, ms } from "./words.ts";

type Readers = {
  measurePeer(job: string, blob: Blob): Promise<number | null>;
  measureOurs(blob: Blob): Promise<{ list: number; digests: number }>;
};

/** A peer slower than this runs once. Milliseconds. */
const slowMs = 10_000;

/** Runs our reader and its peers on the same archive in turn, in one page, `times` times. */
export async function compareReaders(page: Page, sample: Sample, times: number, zipJs: boolean): Promise<Row[]> {
  const jobs = [
    "jszip list",
    "jszip digests",
    ...(zipJs ? ["zip.js list", "zip.js digests"] : []),
    ...(sample.digestPeer === "fflate" ? ["fflate digests"] : []),
  ];
  const runs: Record<string, number[]> = {};
  const isSlow = (job: string) => (runs[job]?.[0] ?? 0) > slowMs;
  for (let round = 0; round < times; round += 1) {
    const measured = await page.evaluate(
      async (wanted) => {
        const readers = window as unknown as Readers;
        const blob = await (await fetch("/archive")).blob();
        const ours = await readers.measureOurs(blob);
        const all: Record<string, number | null> = { "our list": ours.list, "our digests": ours.digests };
        for (const job of wanted) all[job] = await readers.measurePeer(job, blob);
        return all;
      },
      jobs.filter((job) => !isSlow(job)),
    );
    for (const [job, value] of Object.entries(measured)) if (value !== null) runs[job] = [...(runs[job] ?? []), value];
  }
  const of = (job: string) => (runs[job] ? median(runs[job]) : null);
  const compare = (measure: "list" | "digests", peer: string, target: string, isMet?: (ratio: number) => boolean) => {
    const [ours, theirs] = [of(`our ${measure}`), of(`${peer} ${measure}`)];
    const ratio = ours === null || theirs === null ? null : ours / theirs;
    return {
      measure: `${sample.name}: ${measure === "list" ? "list read and compared, in the worker" : "every digest and CRC"}`,
      ours: ms(ours),
      peer: `${peer} ${ms(theirs)}`,
      ratio,
      target,
      met: isMet === undefined || (ratio !== null && isMet(ratio)),
    };
  };
  const limit = sample.digestRatio;
  const rows = [compare("list", "jszip", "for comparison")];
  if (zipJs) rows.push(compare("list", "zip.js", "for comparison"));
  rows.push(
    limit === null
      ? compare("digests", sample.digestPeer, "for comparison")
      : compare("digests", sample.digestPeer, `at most ${limit} × ${sample.digestPeer}`, (ratio) => ratio <= limit),
  );
  if (sample.digestPeer !== "jszip") rows.push(compare("digests", "jszip", "for comparison"));
  if (zipJs) rows.push(compare("digests", "zip.js", "for comparison"));
  return rows;
}
