import { readFile, stat } from "node:fs/promises";
import { type KeySet, KeySetRejectedError } from "./parse-jwks.ts";

/** Size limit in bytes; keys need a few kilobytes. */
const maxBytes = 4 * 1024 * 1024;

export type FileReading<T extends KeySet> = { set: T | null; readAt: string | null; problem: string | null };

/** Reads a file of trusted keys again whenever it changes. An unreadable or rejected file yields no keys. */
export class FileSource<T extends KeySet> {
  readonly #path: string;
  readonly #parse: (text: string, readAt: string) => Promise<T>;
  readonly #clock: () => number;
  #mark = "";
  #reading: FileReading<T> = { set: null, readAt: null, problem: null };

  constructor(path: string, parse: (text: string, readAt: string) => Promise<T>, clock: () => number) {
    this.#path = path;
    this.#parse = parse;
    this.#clock = clock;
  }

  async read(): Promise<FileReading<T>> {
    try {
      const { mtimeMs, ctimeMs, size, ino } = await stat(this.#path);
      const mark = [mtimeMs, ctimeMs, size, ino].join(" ");
      if (mark === this.#mark) return this.#reading;
      if (size > maxBytes) throw new KeySetRejectedError("is larger than 4 MiB");
      const readAt = new Date(this.#clock()).toISOString();
      const set = await this.#parse(await readFile(this.#path, "utf8"), readAt);
      this.#reading = { set, readAt, problem: null };
      this.#mark = mark;
    } catch (error) {
      this.#mark = "";
      const problem = error instanceof KeySetRejectedError ? error.message : "cannot be read";
      this.#reading = { set: null, readAt: null, problem };
    }
    return this.#reading;
  }
}
