import type { NodeReader } from "./node-reader.ts";
import type { PathStep } from "./path.ts";
import { noContainer } from "./structural-index.ts";

export function indexPathOf({ index }: NodeReader, node: number): number[] {
  const positions: number[] = [];
  let { parent, position } = index.offset(node);
  while (parent !== noContainer) {
    positions.push(position);
    position = index.positionOfContainer(parent);
    parent = index.parentOf(parent);
  }
  return positions.reverse();
}

/** Returns the node at an index path from the root, or -1. */
export function nodeAtPositions(reader: NodeReader, positions: readonly number[]): number {
  const { index } = reader;
  let node = index.nodeCount > 0 ? 0 : -1;
  for (const position of positions) {
    const container = node < 0 ? noContainer : index.containerAt(node);
    if (container === noContainer) return -1;
    node = reader.child(container, position);
  }
  return node;
}

/** Returns the path from the root to a node, or its last `limit` steps. */
export function stepsTo(reader: NodeReader, node: number, limit = Number.POSITIVE_INFINITY): PathStep[] {
  const { index } = reader;
  const steps: PathStep[] = [];
  let { parent, position } = index.offset(node);
  let at = node;
  while (parent !== noContainer && steps.length < limit) {
    steps.push(reader.name(at) ?? position);
    at = index.nodeOf(parent);
    position = index.positionOfContainer(parent);
    parent = index.parentOf(parent);
  }
  return steps.reverse();
}
