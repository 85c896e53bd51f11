import { createHash } from "node:crypto";
import { cpus } from "node:os";
import { performance } from "node:perf_hooks";

const mebibyte = 1024 * 1024;

function bestOf(times: number, work: () => void): number {
  const durations = Array.from({ length: times }, () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
  return Math.min(...durations);
}

/** Measures fixed work, so that figures of different machines can be compared. */
export function calibrate(): string {
  const bytes = Buffer.alloc(64 * mebibyte, 7);
  const hashMs = bestOf(3, () => createHash("sha256").update(bytes).digest());
  const text = JSON.stringify(Array.from({ length: 100_000 }, (_, index) => ({ index, name: `name ${index}` })));
  const parseMs = bestOf(3, () => JSON.parse(text));
  const hashRate = (64 / (hashMs / 1000)).toFixed(0);
  const parseRate = (text.length / mebibyte / (parseMs / 1000)).toFixed(0);
  return `Calibration: ${cpus().length} cores, SHA-256 ${hashRate} MiB/s, JSON.parse ${parseRate} MiB/s, Node ${process.versions.node}`;
}
