/** Heavy work on the archive's bytes, off the main thread: directory, inflating, digests. See protocol.ts. */

import { type ArchiveEntry, defaultLimits } from "#lib/formats/zip/model";
import { readDirectory } from "#lib/formats/zip/read-archive";
import { packEntries } from "./entry-columns.ts";
import { compareWith } from "./entry-updates.ts";
import { continuedLimits } from "./model.ts";
import type { Answer, Ask } from "./protocol.ts";

/** Inflating and hashing bring large libraries: a list is there sooner when it does not wait for them. */
const loadReading = () => import("./lazy-reader.ts");

let opened: { blob: Blob; entries: ArchiveEntry[] } | null = null;
const running = new Map<number, AbortController>();
const scope = globalThis as unknown as {
  postMessage(message: Answer): void;
  onmessage: ((event: MessageEvent<Ask>) => void) | null;
};

scope.onmessage = ({ data }) => {
  if (data.ask === "cancel") running.get(data.target)?.abort();
  else void perform(data);
};

async function perform(ask: Exclude<Ask, { ask: "cancel" }>): Promise<void> {
  const { id } = ask;
  const flight = new AbortController();
  running.set(id, flight);
  const send = (answer: DistributiveOmit<Answer, "id">) => scope.postMessage({ id, ...answer } as Answer);
  try {
    if (ask.ask === "open") await open(ask.blob, send);
    else if (ask.ask === "check") await check(new Set(ask.except), flight.signal, send);
    else if (ask.ask === "read") await read(ask, flight.signal, send);
    else if (ask.ask === "hash") {
      const { hashBlob } = await loadReading();
      send({ answer: "digest", sha256: await hashBlob(ask.blob, flight.signal) });
    } else await loadReading();
    send({ answer: "done" });
  } catch (error) {
    const { name, message } =
      error instanceof Error || error instanceof DOMException ? error : new Error(String(error));
    send({ answer: "failed", name, message });
  } finally {
    running.delete(id);
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Send = (answer: DistributiveOmit<Answer, "id">) => void;

async function open(blob: Blob, send: Send): Promise<void> {
  const told: number[] = [];
  const { entries, ...head } = await readDirectory(blob, defaultLimits, ({ entries: piece, ...early }, isLast) => {
    send({ answer: "listed", head: early, entries: packEntries(piece), isLast });
    for (const { oddities } of piece) told.push(oddities.length);
  });
  opened = { blob, entries };
  const isTold = told.length === entries.length && entries.length > 0;
  send({ answer: "directory", head, entries: isTold ? compareWith(told, entries) : packEntries(entries) });
}

async function check(except: ReadonlySet<number>, signal: AbortSignal, send: Send): Promise<void> {
  if (opened === null) return;
  const entries = opened.entries.filter((entry) => !except.has(entry.number));
  const { checkAll } = await loadReading();
  for await (const checks of checkAll(opened.blob, entries, defaultLimits, signal)) send({ answer: "checks", checks });
}

async function read(ask: Ask & { ask: "read" }, signal: AbortSignal, send: Send): Promise<void> {
  const { checkEntry, identifyContent } = await loadReading();
  const limits = ask.continued ? continuedLimits : defaultLimits;
  const { check, blob } = await checkEntry(ask.blob, ask.entry, limits, { signal, keep: true });
  const seen = await check;
  const content = seen.content && (await identifyContent(seen.content, blob));
  send({ answer: "content", check: { ...seen, content }, blob });
}
