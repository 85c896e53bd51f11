const markers = { start: 0xff4f, size: 0xff51, tilePart: 0xff90, end: 0xffd9 } as const;

/** True if the codestream's lengths reach its end marker (ITU T.800 §A.2–A.4), because decoders also draw incomplete images. */
export function isCompleteJpeg2000(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = (at: number) => (at + 2 <= bytes.length ? view.getUint16(at) : 0);
  let at = 0;
  while (at < bytes.length && !(mark(at) === markers.start && mark(at + 2) === markers.size)) at += 1;
  at += 2;
  let tileParts = 0;
  while (at + 2 <= bytes.length) {
    const marker = mark(at);
    if (marker === markers.end) return tileParts > 0;
    if (marker < 0xff00 || at + 4 > bytes.length) return false;
    if (marker !== markers.tilePart) {
      at += 2 + mark(at + 2);
      continue;
    }
    tileParts += 1;
    const length = at + 12 <= bytes.length ? view.getUint32(at + 6) : 0;
    // The last tile-part may omit its length and then ends with the image.
    if (length === 0) return mark(bytes.length - 2) === markers.end;
    if (length < 14) return false;
    at += length;
  }
  return false;
}
