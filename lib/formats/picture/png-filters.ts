/** Undoes the filter of a scan line in place (W3C PNG §9). @param before the line above, unfiltered. @param pixelBytes at least 1 */
export function unfilterRow(filter: number, line: Uint8Array, before: Uint8Array, pixelBytes: number): void {
  const length = line.length;
  if (filter === 1) {
    for (let at = pixelBytes; at < length; at += 1) line[at] = (line[at] as number) + (line[at - pixelBytes] as number);
  } else if (filter === 2) {
    for (let at = 0; at < length; at += 1) line[at] = (line[at] as number) + (before[at] as number);
  } else if (filter === 3) {
    for (let at = 0; at < length; at += 1) {
      const left = at < pixelBytes ? 0 : (line[at - pixelBytes] as number);
      line[at] = (line[at] as number) + ((left + (before[at] as number)) >> 1);
    }
  } else if (filter === 4) {
    for (let at = 0; at < length; at += 1) {
      const isFirst = at < pixelBytes;
      const left = isFirst ? 0 : (line[at - pixelBytes] as number);
      const corner = isFirst ? 0 : (before[at - pixelBytes] as number);
      line[at] = (line[at] as number) + predict(left, before[at] as number, corner);
    }
  }
}

/** Paeth's predictor (W3C PNG §9.4). */
function predict(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
