/** Averages squares of `reduction` pixels of rows that arrive in any order; pixels never added stay transparent. */
export class ReducedCanvas {
  readonly width: number;
  readonly height: number;
  private readonly stored: number;
  private readonly reduction: number;
  private readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  private readonly sums: Uint32Array | null;
  private readonly counts: Uint16Array | null;

  constructor(width: number, height: number, reduction: number) {
    this.stored = width;
    this.reduction = reduction;
    this.width = Math.ceil(width / reduction);
    this.height = Math.ceil(height / reduction);
    this.rgba = new Uint8ClampedArray(this.width * this.height * 4);
    this.sums = reduction > 1 ? new Uint32Array(this.width * this.height * 4) : null;
    this.counts = reduction > 1 ? new Uint16Array(this.width * this.height) : null;
  }

  /** @param step columns from one pixel of the row to the next */
  add(row: Uint8ClampedArray, left: number, top: number, step = 1): void {
    const count = Math.min(row.length / 4, Math.ceil((this.stored - left) / step));
    const { sums, counts, reduction } = this;
    const start = Math.floor(top / reduction) * this.width;
    if (sums === null || counts === null) {
      if (step === 1) this.rgba.set(row.subarray(0, count * 4), (start + left) * 4);
      else
        for (let index = 0; index < count; index += 1)
          this.rgba.set(row.subarray(index * 4, index * 4 + 4), (start + left + index * step) * 4);
      return;
    }
    for (let index = 0; index < count; index += 1) {
      const at = start + Math.floor((left + index * step) / reduction);
      (counts[at] as number) += 1;
      (sums[at * 4] as number) += row[index * 4] as number;
      (sums[at * 4 + 1] as number) += row[index * 4 + 1] as number;
      (sums[at * 4 + 2] as number) += row[index * 4 + 2] as number;
      (sums[at * 4 + 3] as number) += row[index * 4 + 3] as number;
    }
  }

  finish(): Uint8ClampedArray<ArrayBuffer> {
    for (let at = 0; this.sums !== null && at < this.rgba.length; at += 1) {
      const count = this.counts?.[at >> 2] ?? 0;
      if (count > 0) this.rgba[at] = Math.round((this.sums[at] as number) / count);
    }
    return this.rgba;
  }
}
