import { decodeEscapes } from "#lib/formats/json/string-text";
import { noContainer } from "#lib/formats/json/structural-index";
import type { JsonDocument } from "./document.ts";
import { Masker } from "./masker.ts";
import type { OutlineNode } from "./protocol.ts";

const maxChildren = 200;
const maxBytes = 300;

export type OutlineOptions = { maxDepth: number; maxNodes: number; masked: boolean };

/** Reads up to 200 elements per list and `maxNodes` nodes; masked values come without text. */
export function readOutline(
  document: JsonDocument,
  { maxDepth, maxNodes, masked: covered }: OutlineOptions,
): OutlineNode[] {
  const { index, reader } = document;
  if (index.nodeCount === 0) return [];
  const masker = new Masker(reader, covered);
  const outline: OutlineNode[] = [];
  const add = (node: number, parent: number, position: number, around: number) => {
    const span = reader.span(node);
    const inner = span.kind === "object" || span.kind === "array";
    const string = span.kind === "string" ? 1 : 0;
    const end = Math.min(span.valueTo - string, span.valueFrom + maxBytes);
    const masked = !inner && masker.covers(span, around);
    const text = inner || masked ? "" : decodeEscapes(reader.text(span.valueFrom + string, end));
    outline.push({ node, parent, name: reader.name(node), position, kind: span.kind, text, masked });
  };
  add(0, -1, 0, noContainer);
  let level = [0];
  for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
    const next: number[] = [];
    for (const at of level) {
      const container = index.containerAt((outline[at] as OutlineNode).node);
      if (container === noContainer) continue;
      let position = 0;
      for (const child of reader.children(container)) {
        if (position >= maxChildren || outline.length >= maxNodes) break;
        next.push(outline.length);
        add(child, at, position++, container);
      }
    }
    level = next;
  }
  return outline;
}
