import { readdir, readFile } from "node:fs/promises";

export type ProcessHealth = { descriptors: number; residentMb: number };

async function readOnce(pid: number): Promise<ProcessHealth> {
  const descriptors = (await readdir(`/proc/${pid}/fd`)).length;
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return { descriptors, residentMb: Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024) };
}

/**
 * Open descriptors and resident memory of a process, or null where there is no /proc. Given an earlier reading, it
 * waits up to 15 s for idle connections to be closed again.
 */
export async function readProcessHealth(pid: number, earlier?: ProcessHealth | null): Promise<ProcessHealth | null> {
  try {
    let health = await readOnce(pid);
    for (let wait = 0; earlier && wait < 30 && health.descriptors > earlier.descriptors; wait += 1) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      health = await readOnce(pid);
    }
    return health;
  } catch {
    return null;
  }
}
