/** What a part of the page found, in two short lines for the strip of four statements. */
export type Finding = { tone: "proven" | "contradicted" | "unsure" | "silent"; label: string; detail: string };

export const findingNames = ["identification", "token", "files", "agreement", "record"] as const;
export type FindingName = (typeof findingNames)[number];
