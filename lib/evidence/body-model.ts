import { type BodyArtefact, type BodyNature, type BodyWrap, expected } from "./body/nature.ts";

export type BodyForm = "json" | "text" | "archive" | "bytes";

/** `shown` is the content inside `wraps`, or the Blob as sent if they are absent or not removable. */
export type ReadBody = { nature: BodyNature; shown: Blob; wraps: BodyWrap[]; form: BodyForm };

/** An expected body, which is shown as it was sent. */
export function asExpected(artefact: BodyArtefact, blob: Blob): ReadBody {
  return { nature: expected, shown: blob, wraps: [], form: artefact === "files" ? "archive" : "json" };
}
