import { inflate } from "./inflate.ts";
import { type ObjectSource, PdfDict, PdfName, type PdfStream } from "./values.ts";

/** Names of the filters of a stream, in the order of decoding (ISO 32000-1, 7.3.8.2). */
export function filtersOf(file: ObjectSource, { dict }: PdfStream): string[] {
  const filter = file.get(dict, "Filter") ?? file.get(dict, "F");
  const filters = Array.isArray(filter) ? filter.map((each) => file.resolve(each)) : [filter];
  return filters.flatMap((each) => (each instanceof PdfName ? [each.name] : []));
}

/** Decodes a stream without filter, or with Flate alone; null for others and for damaged ones. */
export async function decodeStream(
  file: ObjectSource,
  stream: PdfStream,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const filters = filtersOf(file, stream);
  if (filters.length === 0) return stream.data;
  if (filters.length > 1 || !/^(FlateDecode|Fl)$/.test(filters[0] ?? "")) return null;
  const { verdict, data } = await inflate(stream.data, maxBytes, true);
  if (verdict !== "whole" && verdict !== "checksum") return null;
  const params = file.get(stream.dict, "DecodeParms");
  const first = Array.isArray(params) ? file.resolve(params[0]) : params;
  return first instanceof PdfDict ? undoPredictor(file, data, first) : data;
}

/** PNG predictors (7.4.4.4); the TIFF predictor is not used for the tables that are read here. */
function undoPredictor(file: ObjectSource, data: Uint8Array, params: PdfDict): Uint8Array {
  const number = (name: string, usual: number) => {
    const value = file.get(params, name);
    return typeof value === "number" && value > 0 ? value : usual;
  };
  if (number("Predictor", 1) < 10) return data;
  const pixelBytes = Math.max(1, (number("Colors", 1) * number("BitsPerComponent", 8)) >> 3);
  const rowBytes = (number("Columns", 1) * number("Colors", 1) * number("BitsPerComponent", 8) + 7) >> 3;
  const rows = Math.ceil(data.length / (rowBytes + 1));
  const made = new Uint8Array(rows * rowBytes);
  for (let row = 0; row < rows; row += 1) {
    const kind = data[row * (rowBytes + 1)];
    for (let column = 0; column < rowBytes; column += 1) {
      const at = row * rowBytes + column;
      const raw = data[row * (rowBytes + 1) + 1 + column] ?? 0;
      const left = column >= pixelBytes ? (made[at - pixelBytes] ?? 0) : 0;
      const up = row > 0 ? (made[at - rowBytes] ?? 0) : 0;
      const corner = row > 0 && column >= pixelBytes ? (made[at - rowBytes - pixelBytes] ?? 0) : 0;
      made[at] = raw + predict(kind, left, up, corner);
    }
  }
  return made;
}

function predict(kind: number | undefined, left: number, up: number, corner: number): number {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind !== 4) return 0;
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
}
