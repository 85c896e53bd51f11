import { Scanner } from "#lib/json/scan";
import { allocateText } from "#lib/json/text-buffer";
import { LeafWalk } from "./leaf-walk.ts";
import type { LeafReading } from "./model.ts";

/** Which scalars matter beside digests and machine-readable zones: those under certain names, and those of certain texts. */
export type LeafInterest = {
  /** Asked once for each place; `names` from the top. */
  matters: (names: readonly string[]) => boolean;
  texts: ReadonlySet<string>;
};

/** Every scalar, for a text that is small: a token's claims. */
export const everyLeaf: LeafInterest = { matters: () => true, texts: new Set() };

/**
 * The scalars of a JSON text that matter, in the order sent, both of two equal names; of one place each text once. The text
 * is never parsed into objects: one pass for its structural index, one walk along that, and only what matters becomes text.
 * @param bytes UTF-8, a byte order mark is passed over
 */
export function readLeaves(bytes: Uint8Array, interest: LeafInterest): LeafReading {
  const text = allocateText(bytes.length);
  text.set(bytes);
  return readPaddedLeaves(text, bytes.length, interest);
}

/**
 * The same of bytes that were read with the padding that the scanner asks for, so that a long record is not copied.
 * @param text a buffer as `allocateText` makes it, that holds `sizeBytes` of text
 */
export function readPaddedLeaves(
  text: Uint8Array<ArrayBuffer>,
  sizeBytes: number,
  interest: LeafInterest,
): LeafReading {
  const [seed = 1] = crypto.getRandomValues(new Int32Array(1));
  const scanner = new Scanner(text, sizeBytes, seed);
  while (!scanner.done) scanner.run(sizeBytes + 1);
  const walk = new LeafWalk(text, scanner, interest);
  walk.run();
  return { leaves: walk.leaves, isCut: walk.isCut, fault: scanner.error !== null };
}
