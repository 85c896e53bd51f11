/** UTF-8 byte order mark. */
export const utf8Mark = [0xef, 0xbb, 0xbf] as const;

/** Tests whether `wanted` is at the offset `at`. */
export function hasBytesAt(data: Uint8Array, at: number, wanted: ArrayLike<number>): boolean {
  for (let index = 0; index < wanted.length; index += 1) if (data[at + index] !== wanted[index]) return false;
  return true;
}

/** Yields each offset of `wanted`, in ascending order; a match may begin within another. */
export function* findBytes(data: Uint8Array, wanted: ArrayLike<number>): Generator<number> {
  const [first = 0] = Array.from(wanted);
  for (let at = data.indexOf(first); at >= 0; at = data.indexOf(first, at + 1))
    if (hasBytesAt(data, at, wanted)) yield at;
}
