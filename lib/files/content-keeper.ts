/** Contents of files that were read for their check, up to a total of bytes, so that they need not be read again. */
export class ContentKeeper {
  #leftBytes: number;
  #kept: [number: number, content: Blob][] = [];

  constructor(maxBytes: number) {
    this.#leftBytes = maxBytes;
  }

  /** @param declaredBytes as the archive states it; `add` counts what was read */
  hasRoomFor(declaredBytes: number): boolean {
    return declaredBytes <= this.#leftBytes && this.#leftBytes > 0;
  }

  add(number: number, content: Blob): void {
    if (content.size > this.#leftBytes) return;
    this.#leftBytes -= content.size;
    this.#kept.push([number, content]);
  }

  /** Returns what was kept since the last call. */
  take(): [number: number, content: Blob][] {
    const kept = this.#kept;
    this.#kept = [];
    return kept;
  }
}
