import { lowerBound } from "#lib/runtime/lower-bound";

/**
 * Index of all values of a JSON text in typed arrays: about 2 bytes per value and 16 more per object or array.
 *
 * Nodes are values numbered in text order (0 is the root); containers are objects and arrays, numbered separately.
 * A node's offset is that of its name, or else of its value. Depth, sibling index and child count are computed on demand.
 * Pages avoid copies on growth. Offsets take 16 bits relative to the first of 64 nodes; larger distances are stored separately.
 */
const pageNodes = 65_536;
const blockNodes = 64;
const pageContainers = 16_384;
/** Words per container: node, node after the last descendant (0 while open), parent container, index in the parent. */
export const containerWords = 4;
export const noContainer = 0xffffffff;

export class StructuralIndex {
  nodeCount = 0;
  containerCount = 0;
  readonly nearPages: Uint16Array[] = [];
  readonly basePages: Uint32Array[] = [];
  readonly farBlocks = new Map<number, Uint32Array>();
  readonly containerPages: Uint32Array[] = [];

  addNodePage(node: number): Uint16Array {
    const page = new Uint16Array(pageNodes);
    this.nearPages[node >>> 16] = page;
    this.basePages[node >>> 16] = new Uint32Array(pageNodes / blockNodes);
    return page;
  }

  setFarOffset(node: number, offset: number): void {
    const block = Math.floor(node / blockNodes);
    let far = this.farBlocks.get(block);
    if (far === undefined) {
      far = new Uint32Array(blockNodes);
      this.farBlocks.set(block, far);
    }
    far[node % blockNodes] = offset;
  }

  addContainerPage(container: number): Uint32Array {
    const page = new Uint32Array(pageContainers * containerWords);
    this.containerPages[container >>> 14] = page;
    return page;
  }

  offsetOf(node: number): number {
    const far = this.farBlocks.size === 0 ? undefined : this.farBlocks.get(node >>> 6)?.[node & 63];
    if (far) return far;
    const page = node >>> 16;
    const base = this.basePages[page]?.[(node & 65_535) >>> 6] as number;
    return base + (this.nearPages[page]?.[node & 65_535] as number);
  }

  #word(container: number, word: number): number {
    return this.containerPages[container >>> 14]?.[(container & 16_383) * containerWords + word] as number;
  }

  nodeOf(container: number): number {
    return this.#word(container, 0);
  }

  /** Returns the node after the last descendant, or after the last known node while the container is open. */
  endOf(container: number): number {
    return this.#word(container, 1) || this.nodeCount;
  }

  isClosed(container: number): boolean {
    return this.#word(container, 1) !== 0;
  }

  parentOf(container: number): number {
    return this.#word(container, 2);
  }

  positionOfContainer(container: number): number {
    return this.#word(container, 3);
  }

  /** Counts containers before `node`, which is also the number of the first container at or after it. */
  containersBefore(node: number): number {
    return lowerBound(0, this.containerCount, (container) => this.nodeOf(container) < node);
  }

  containerAt(node: number): number {
    const container = this.containersBefore(node);
    return container < this.containerCount && this.nodeOf(container) === node ? container : noContainer;
  }

  /** Returns the parent container and the index in it. `node` may be one past the last. */
  offset(node: number): { parent: number; position: number } {
    let container = this.containersBefore(node) - 1;
    let sibling = noContainer;
    while (container >= 0 && container !== noContainer && this.isClosed(container) && this.endOf(container) <= node) {
      sibling = container;
      container = this.parentOf(container);
    }
    if (container < 0 || container === noContainer) return { parent: noContainer, position: 0 };
    const position =
      sibling === noContainer
        ? node - this.nodeOf(container) - 1
        : this.positionOfContainer(sibling) + 1 + node - this.endOf(sibling);
    return { parent: container, position };
  }

  childCount(container: number): number {
    const end = this.endOf(container);
    let inner = this.containersBefore(end) - 1;
    if (inner === container) return end - this.nodeOf(container) - 1;
    while (this.parentOf(inner) !== container) inner = this.parentOf(inner);
    return this.positionOfContainer(inner) + 1 + end - this.endOf(inner);
  }

  depthOf(container: number): number {
    let depth = 0;
    for (let at = this.parentOf(container); at !== noContainer; at = this.parentOf(at)) depth++;
    return depth;
  }

  /** Returns the last node that starts at or before the byte `offset`, or -1. */
  nodeAtOffset(offset: number): number {
    return lowerBound(0, this.nodeCount, (node) => this.offsetOf(node) <= offset) - 1;
  }

  sizeBytes(): number {
    let size = this.farBlocks.size * (blockNodes * 4 + 64);
    for (const page of this.nearPages) size += page.byteLength + pageNodes / 16;
    for (const page of this.containerPages) size += page.byteLength;
    return size;
  }
}
