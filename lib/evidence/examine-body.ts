/** Everything that recognises and opens a body, in one part that pages load with the first body. */

import type { BodyArtefact } from "./body/nature.ts";
import { asAscii, readSample, type Sample } from "./body/sample.ts";
import { unwrapBody } from "./body/unwrap-body.ts";
import { readWords } from "./body/words.ts";
import { asExpected, type BodyForm, type ReadBody } from "./body-model.ts";
import { recogniseBody } from "./recognise-body.ts";

/** Detects type and form of a body, and opens encodings around it. Rejects if the Blob is unreadable. */
export async function examineBody(artefact: BodyArtefact, blob: Blob): Promise<ReadBody> {
  const nature = await recogniseBody(artefact, blob);
  if (nature.kind === "expected") return asExpected(artefact, blob);
  const { content, sample, wraps, isPartial } = await unwrapBody(blob);
  const isPeeled = wraps.some((wrap) => wrap !== "bom") && !isPartial;
  const shown = isPeeled ? content : blob;
  return { nature, shown, wraps: isPeeled ? wraps : [], form: findForm(isPeeled ? sample : await readSample(blob)) };
}

function findForm({ head }: Sample): BodyForm {
  const words = readWords(head);
  if (words !== null) return /^[[{]/.test(words.replace(/^\ufeff/, "")) ? "json" : words === "" ? "bytes" : "text";
  return asAscii(head.subarray(0, 2)) === "PK" ? "archive" : "bytes";
}
