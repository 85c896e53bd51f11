import type { PdfField, PdfInside } from "./model.ts";
import type { PdfFile } from "./pdf-file.ts";
import { decodeText, isName, type PdfDict, PdfName, PdfRef, PdfStream, PdfText, type PdfValue } from "./values.ts";

const maxListed = 500;
const shownLength = 500;

/** Names of layers that are hidden when the file opens (ISO 32000-1, 8.11.4.3). */
export function hiddenLayers(file: PdfFile, root: PdfDict): string[] {
  const properties = file.dict(root.entries.get("OCProperties"));
  const usual = properties === null ? null : file.dict(properties.entries.get("D"));
  if (properties === null || usual === null) return [];
  const areOff = isName(file.get(usual, "BaseState"), "OFF");
  const all = arrayOf(file.get(properties, "OCGs"));
  const on = new Set(arrayOf(file.get(usual, "ON")).map(keyOf));
  const off = areOff ? all.filter((ref) => !on.has(keyOf(ref))) : arrayOf(file.get(usual, "OFF"));
  return off.slice(0, maxListed).flatMap((ref) => {
    const layer = file.dict(ref);
    return layer === null ? [] : [textOf(file.get(layer, "Name"))];
  });
}

const arrayOf = (value: PdfValue): PdfValue[] => (Array.isArray(value) ? value : []);
const keyOf = (value: PdfValue) => (value instanceof PdfRef ? value.key : "");

const textOf = (value: PdfValue): string => {
  if (value instanceof PdfText) return decodeText(value).slice(0, shownLength);
  if (value instanceof PdfName) return value.name.slice(0, shownLength);
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
};

/** Packets of an XFA form (12.7.8): a whole stream, or names and streams in turn. */
export function xfaPackets(file: PdfFile, root: PdfDict): PdfInside[] {
  const form = file.dict(root.entries.get("AcroForm"));
  const raw = form?.entries.get("XFA");
  const packets = file.resolve(raw);
  if (packets instanceof PdfStream && raw instanceof PdfRef) return [inside("xfa", "xfa.xml", raw, packets)];
  const list = arrayOf(packets);
  const found: PdfInside[] = [];
  for (let at = 0; at + 1 < list.length && found.length < maxListed; at += 2) {
    const ref = list[at + 1];
    const stream = file.resolve(ref);
    if (ref instanceof PdfRef && stream instanceof PdfStream) {
      const name = textOf(file.resolve(list[at])).replace(/[^\w.-]/g, "");
      found.push(inside("xfa", `${name || "packet"}.xml`, ref, stream));
    }
  }
  return found;
}

const inside = (kind: PdfInside["kind"], name: string, { number }: PdfRef, stream: PdfStream): PdfInside => ({
  kind,
  name,
  object: number,
  sizeBytes: stream.dict.entries.has("Filter") ? null : stream.data.length,
});

export function metadata(file: PdfFile, root: PdfDict): PdfInside[] {
  const ref = root.entries.get("Metadata");
  const stream = file.resolve(ref);
  return ref instanceof PdfRef && stream instanceof PdfStream ? [inside("metadata", "metadata.xmp", ref, stream)] : [];
}

/** The document information dictionary (14.3.3), as the file says. */
export function documentInfo(file: PdfFile, trailer: PdfDict): PdfField[] {
  const info = file.dict(trailer.entries.get("Info"));
  return [...(info?.entries ?? [])].slice(0, maxListed).flatMap(([name, raw]) => {
    const value = textOf(file.resolve(raw));
    return value === "" ? [] : [{ name, value }];
  });
}

/** Fields of a form with values, by their full names (12.7.3). */
export function formFields(file: PdfFile, root: PdfDict): PdfField[] {
  const form = file.dict(root.entries.get("AcroForm"));
  const found: PdfField[] = [];
  const seen = new Set<string>();
  const walk = (value: PdfValue, prefix: string, depth: number) => {
    const field = file.dict(value);
    if (field === null || depth > 20 || found.length >= maxListed) return;
    if (value instanceof PdfRef) {
      if (seen.has(value.key)) return;
      seen.add(value.key);
    }
    const own = textOf(file.get(field, "T"));
    const name = [prefix, own].filter((part) => part !== "").join(".");
    const raw = file.get(field, "V");
    const text = Array.isArray(raw) ? raw.map((each) => textOf(file.resolve(each))).join(", ") : textOf(raw);
    if (text !== "" && text !== "Off") found.push({ name, value: text });
    for (const kid of arrayOf(file.get(field, "Kids"))) walk(kid, name, depth + 1);
  };
  for (const field of form === null ? [] : arrayOf(file.get(form, "Fields"))) walk(field, "", 0);
  return found;
}
