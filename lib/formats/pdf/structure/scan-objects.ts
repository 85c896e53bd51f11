import type { PdfFeature, PdfInside, PdfSignature } from "./model.ts";
import type { PdfFile } from "./pdf-file.ts";
import { decodeText, isName, PdfDict, PdfName, PdfRef, PdfStream, PdfText, type PdfValue } from "./values.ts";

export type ObjectFindings = {
  features: Map<PdfFeature, number>;
  attachments: PdfInside[];
  signatures: PdfSignature[];
  isComplete: boolean;
};

const maxListed = 1000;

/**
 * Reads every object of the file, however the pages and trees refer to it: an attachment counts also if no name tree
 * lists it (ISO 32000-2, 7.11.4 and 14.13).
 */
export function scanObjects(file: PdfFile, deadline: number): ObjectFindings {
  const findings: ObjectFindings = { features: new Map(), attachments: [], signatures: [], isComplete: true };
  const known = new Set<number>();
  for (const number of file.numbers()) {
    if (Date.now() > deadline) return { ...findings, isComplete: false };
    visit(file, file.load(new PdfRef(number, 0)), findings, known, 0);
  }
  return findings;
}

const maxDepth = 12;

function visit(file: PdfFile, value: PdfValue, findings: ObjectFindings, known: Set<number>, depth: number): void {
  if (depth > maxDepth) return;
  if (Array.isArray(value)) for (const each of value) visit(file, each, findings, known, depth + 1);
  const dict = value instanceof PdfStream ? value.dict : value;
  if (!(dict instanceof PdfDict)) return;
  const feature = featureOf(file, dict);
  if (feature !== null) findings.features.set(feature, (findings.features.get(feature) ?? 0) + 1);
  if (dict.entries.has("Thumb")) findings.features.set("thumbnails", (findings.features.get("thumbnails") ?? 0) + 1);
  addAttachment(file, dict, findings, known);
  if (isName(file.get(dict, "FT"), "Sig") && findings.signatures.length < maxListed) {
    const signature = file.get(dict, "V");
    if (signature instanceof PdfDict) findings.signatures.push(describeSignature(file, dict, signature));
  }
  for (const each of dict.entries.values()) visit(file, each, findings, known, depth + 1);
}

function featureOf(file: PdfFile, dict: PdfDict): PdfFeature | null {
  const action = file.get(dict, "S");
  if (action instanceof PdfName) {
    if (action.name === "JavaScript" && dict.entries.has("JS")) return "javascript";
    if (action.name === "Launch") return "launch";
    if (action.name === "URI" && dict.entries.has("URI")) return "links";
    if (action.name === "SubmitForm" || action.name === "ImportData") return "submit";
  }
  const subtype = file.get(dict, "Subtype");
  if (!(subtype instanceof PdfName) || !dict.entries.has("Rect")) return null;
  if (["RichMedia", "Screen", "Sound", "Movie", "3D"].includes(subtype.name)) return "multimedia";
  return subtype.name === "Redact" ? "redactions" : null;
}

/** A file specification with the file in it (7.11.3). */
function addAttachment(file: PdfFile, dict: PdfDict, findings: ObjectFindings, known: Set<number>): void {
  const files = file.dict(dict.entries.get("EF"));
  if (files === null || findings.attachments.length >= maxListed) return;
  for (const each of ["UF", "F", "Unix", "Mac", "DOS"]) {
    const ref = files.entries.get(each);
    if (!(ref instanceof PdfRef) || known.has(ref.number)) continue;
    known.add(ref.number);
    const name = file.get(dict, "UF") ?? file.get(dict, "F");
    const stream = file.resolve(ref);
    const params = stream instanceof PdfStream ? file.dict(stream.dict.entries.get("Params")) : null;
    const size = params === null ? null : file.get(params, "Size");
    findings.attachments.push({
      kind: "attachment",
      name: name instanceof PdfText ? decodeText(name) : "",
      object: ref.number,
      sizeBytes: typeof size === "number" ? size : null,
    });
  }
}

function describeSignature(file: PdfFile, field: PdfDict, signature: PdfDict): PdfSignature {
  const text = (dict: PdfDict, name: string) => {
    const value = file.get(dict, name);
    return value instanceof PdfText ? decodeText(value).slice(0, 500) : "";
  };
  const range = file.get(signature, "ByteRange");
  const [start, length, next, rest] = Array.isArray(range) ? range : [];
  const isNumber = (value: PdfValue | undefined): value is number => typeof value === "number" && value >= 0;
  const isRange = start === 0 && isNumber(length) && isNumber(next) && isNumber(rest) && length <= next;
  const bytesAfter = isRange ? file.bytes.length - next - rest : -1;
  const format = file.get(signature, "SubFilter");
  return {
    field: text(field, "T"),
    name: text(signature, "Name"),
    reason: text(signature, "Reason"),
    location: text(signature, "Location"),
    date: text(signature, "M"),
    format: format instanceof PdfName ? format.name : "",
    bytesAfter: bytesAfter < 0 ? null : bytesAfter,
  };
}
