import { decoders } from "./decoders.ts";
import type { BodyWrap } from "./nature.ts";
import { readSample, type Sample } from "./sample.ts";
import { detectWrap } from "./wraps.ts";

const maxLayers = 3;
/** Maximum layer to decode; a larger one is only named. */
export const maxLayerBytes = 64 * 1024 * 1024;
const peekedBytes = 64 * 1024;

/** `isPartial`: a layer exceeded 64 MiB or was truncated, so `content` and its `sample` are only the start. */
export type UnwrappedBody = { content: Blob; sample: Sample; wraps: BodyWrap[]; isPartial: boolean };

const peeledBodies = new WeakMap<Blob, Promise<UnwrappedBody>>();

/** Removes at most three encodings of 64 MiB each. Cached per Blob. Malformed bytes do not reject. */
export function unwrapBody(blob: Blob): Promise<UnwrappedBody> {
  const known = peeledBodies.get(blob);
  if (known) return known;
  const peeled = peelLayers(blob);
  peeledBodies.set(blob, peeled);
  return peeled;
}

async function peelLayers(blob: Blob): Promise<UnwrappedBody> {
  const peeled: UnwrappedBody = { content: blob, sample: await readSample(blob), wraps: [], isPartial: false };
  for (let layers = 0; layers < maxLayers; ) {
    const wrap = detectWrap(peeled.sample, peeled.isPartial);
    if (wrap === null) break;
    const from = wrap === "bom" || wrap === "gzip" ? 0 : peeled.sample.from;
    const inside = await peelLayer(wrap, peeled.content.slice(from), peeled.isPartial);
    if (inside === null) break;
    peeled.wraps.push(wrap);
    peeled.content = inside.content;
    peeled.isPartial ||= inside.isPartial;
    peeled.sample = await readSample(inside.content);
    if (wrap !== "bom") layers += 1;
  }
  return peeled;
}

async function peelLayer(
  wrap: BodyWrap,
  blob: Blob,
  isCut: boolean,
): Promise<{ content: Blob; isPartial: boolean } | null> {
  if (wrap === "bom") return { content: blob.slice(3), isPartial: false };
  const maxBytes = blob.size > maxLayerBytes ? peekedBytes : maxLayerBytes;
  const parts: Blob[] = [];
  let length = 0;
  try {
    for await (const part of decoders[wrap](blob)) {
      parts.push(new Blob([part]));
      length += part.length;
      if (length > maxBytes) return { content: new Blob(parts).slice(0, peekedBytes), isPartial: true };
    }
  } catch {
    // A cut sample may end inside a unit.
    if (length === 0) return null;
    return isCut || wrap === "gzip" || wrap === "base64"
      ? { content: new Blob(parts).slice(0, peekedBytes), isPartial: true }
      : null;
  }
  return { content: new Blob(parts), isPartial: false };
}
