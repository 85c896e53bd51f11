import "server-only";

/**
 * Looks for byte sequences in a stream, also where one is split between two chunks.
 * @returns a function that is given each chunk in turn and is true once any of `needles` has been completed
 */
export function createEchoFinder(needles: readonly Buffer[]): (chunk: Buffer) => boolean {
  const longest = Math.max(0, ...needles.map((needle) => needle.length));
  if (longest === 0) return () => false;
  let tail: Buffer = Buffer.alloc(0);
  return (chunk) => {
    const seam = Buffer.concat([tail, chunk.subarray(0, longest - 1)]);
    const found = needles.some((needle) => chunk.includes(needle) || seam.includes(needle));
    tail = Buffer.concat([tail, chunk.subarray(Math.max(0, chunk.length - (longest - 1)))]).subarray(-(longest - 1));
    return found;
  };
}
