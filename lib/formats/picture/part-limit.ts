/** More parts (segments, chunks, fields) than any writer makes: their list alone would fill the memory. */
const mostParts = 500_000;

/** @throws RangeError above the limit; the picture is then said to be unchecked */
export function limitParts(count: number): void {
  if (count > mostParts) throw new RangeError("The file has too many parts");
}
