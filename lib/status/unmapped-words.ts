import "server-only";
import { settings } from "#lib/env";
import { log } from "#lib/observability/log";
import type { SeenWords, StatusResponse } from "./schema.ts";
import { noteWord, readSeenWords } from "./store.ts";
import { readState } from "./words.ts";

/** Records an unmapped word. Never throws or waits, so that evidence is shown regardless. */
export function noteUnmapped({ status, stateSource, repeated }: StatusResponse): void {
  const isOneWord = !repeated.some(({ name }) => name === "status");
  if (stateSource !== "unmapped" || !isOneWord || (status ?? "").trim() === "") return;
  noteWord(status ?? "", Date.now()).catch((error) =>
    log().warn({ msg: "a status word was not counted", fault: error instanceof Error ? error.name : "unknown" }),
  );
}

/** Excludes words that the current settings map. */
export async function listUnmappedWords(): Promise<SeenWords> {
  const { words, other } = await readSeenWords();
  const { statusWords } = settings().provider;
  return { words: words.filter(({ word }) => readState(word, statusWords).stateSource === "unmapped"), other };
}
