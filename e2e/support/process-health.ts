import { readdir, readFile } from "node:fs/promises";

export type ProcessHealth = { descriptors: number; residentMb: number };

async function readOnce(pid: number): Promise<ProcessHealth> {
  const descriptors = (await readdir(`/proc/${pid}/fd`)).length;
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return { descriptors, residentMb: Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024) };
}

/** What a process may have grown by, once it has had time to put away what it needs no more. */
export const tolerableGrowth: ProcessHealth = { descriptors: 0, residentMb: 64 };

/**
 * Open descriptors and resident memory of a process, or null where there is no /proc. Given an earlier reading, it
 * waits up to 30 s for idle connections to be closed and garbage to be collected, as they are in a process at rest.
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
