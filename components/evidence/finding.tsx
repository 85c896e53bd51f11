import type { Tone } from "#components/ui/badge";

/** What a part of the page found, in two short lines for the strip of four statements. Null where nothing was checked yet. */
export type Finding = { tone: Tone; label: string; detail: string };
