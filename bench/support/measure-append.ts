import { toNewEntry } from "#lib/audit/canonical-content";
import { ensureLog } from "#lib/audit/ensure-log";
import type { UnsignedEntry } from "#lib/audit/model";
import { appendLeaves } from "#lib/transparency-log/append-leaves";
import type { LogContext } from "#lib/transparency-log/log-context";
import { appendLegacyGroup } from "../../e2e/support/legacy-log-writer.ts";
import { describeEntry } from "./fill-log.ts";

/** Appends groups of one size one after another. @returns entries per second */
export type AppendGroups = (groups: number) => Promise<number>;

async function time(entries: number, work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return entries / ((performance.now() - startedAt) / 1000);
}

function contentsOf(size: number, from: number): UnsignedEntry[] {
  return Array.from({ length: size }, (_, index) => describeEntry(from + index, 1_700_000_000_000));
}

/** Prepares both formats on one database, so that they are measured in turns. */
export async function prepareAppends(
  context: LogContext,
  size: number,
): Promise<{ ours: AppendGroups; peer: AppendGroups }> {
  let state = await ensureLog(context);
  let head: Awaited<ReturnType<typeof appendLegacyGroup>>["head"] | undefined;
  let next = 0;
  return {
    ours: (groups) =>
      time(groups * size, async () => {
        for (let group = 0; group < groups; group++, next += size)
          state = (await appendLeaves(context, contentsOf(size, next).map(toNewEntry), state)).state;
      }),
    peer: (groups) =>
      time(groups * size, async () => {
        for (let group = 0; group < groups; group++, next += size)
          head = (await appendLegacyGroup(context, contentsOf(size, next), head)).head;
      }),
  };
}
