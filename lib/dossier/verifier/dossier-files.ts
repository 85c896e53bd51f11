import type { FoundDossier } from "./find-dossiers.ts";
import { hashFile } from "./sha256.ts";

/** Files that are read as a whole; more is not needed of any of them but the custody. */
const maxReadBytes = 64 * 1024 * 1024;

/** Reads the files of one dossier; each digest is computed once. */
export class DossierFiles {
  readonly found: FoundDossier;
  readonly #blobs = new Map<string, Promise<Blob | null>>();
  readonly #digests = new Map<string, Promise<string | null>>();

  constructor(found: FoundDossier) {
    this.found = found;
  }

  has(path: string): boolean {
    return this.found.files.has(path);
  }

  get paths(): string[] {
    return [...this.found.files.keys()];
  }

  /** @returns null for a file that is missing, or whose data cannot be decompressed */
  blob(path: string): Promise<Blob | null> {
    const known = this.#blobs.get(path);
    if (known) return known;
    const opened =
      this.found.files
        .get(path)
        ?.open()
        .catch(() => null) ?? Promise.resolve(null);
    this.#blobs.set(path, opened);
    return opened;
  }

  async bytes(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const blob = await this.blob(path);
    if (blob === null || blob.size > maxReadBytes) return null;
    return new Uint8Array(await blob.arrayBuffer());
  }

  /** @returns null for a file that is missing or not UTF-8 */
  async text(path: string): Promise<string | null> {
    const bytes = await this.bytes(path);
    try {
      return bytes && new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return null;
    }
  }

  /** @returns undefined for a file that is missing or not JSON */
  async json(path: string): Promise<unknown> {
    try {
      return JSON.parse((await this.text(path)) ?? "");
    } catch {
      return undefined;
    }
  }

  /** @returns lower-case hex; null for a file that is missing or cannot be read */
  digest(path: string): Promise<string | null> {
    const known = this.#digests.get(path);
    if (known) return known;
    const computed = this.blob(path).then((blob) => blob && hashFile(blob));
    this.#digests.set(path, computed);
    return computed;
  }
}
