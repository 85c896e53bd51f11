import type { Tone } from "#components/ui/badge";

/** Result of one part of the page, in two short lines for the statement strip. Null until something was checked. */
export type Finding = { tone: Tone; label: string; detail: string };
