import { readdir, readFile } from "node:fs/promises";

export type ProcessHealth = { descriptors: number; residentMb: number };

async function readOnce(pid: number): Promise<ProcessHealth> {
  const descriptors = (await readdir(`/proc/${pid}/fd`)).length;
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return { descriptors, residentMb: Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024) };
}

export const tolerableGrowth: ProcessHealth = { descriptors: 0, residentMb: 64 };

/**
 * Reads open descriptors and resident memory of a process. With an earlier reading, waits up to 30 s for idle
 * connections to close and for garbage collection. Returns null without /proc.
 */
export async function readProcessHealth(pid: number, earlier?: ProcessHealth | null): Promise<ProcessHealth | null> {
  try {
    let health = await readOnce(pid);
    const isAtRest = () =>
      !earlier ||
      (health.descriptors <= earlier.descriptors &&
        health.residentMb - earlier.residentMb <= tolerableGrowth.residentMb);
    for (let turn = 0; turn < 60 && !isAtRest(); turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      health = await readOnce(pid);
    }
    return health;
  } catch {
    return null;
  }
}
