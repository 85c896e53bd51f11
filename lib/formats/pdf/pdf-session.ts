import { type OpenedPdf, type OpenOptions, openPdf } from "./open-pdf.ts";

/** A page that kept the workers busy for longer. Hostile files do; a scan of 60 megapixels takes about a second. */
const pageTimeoutMs = 7_000;
const openTimeoutMs = 7_000;

/** The workers were ended at a time limit. */
export class PdfTimeoutError extends Error {
  constructor() {
    super("The PDF took too long");
    this.name = "PdfTimeoutError";
  }
}

type Job = { run: () => Promise<void>; isBackground: boolean };

/**
 * One PDF on the screen. Its pages take turns, because the reports of pdf.js name no page. Work on screen goes before
 * checks in the background. After a time limit the workers end, and the next page starts new ones.
 */
export class PdfSession {
  readonly #blob: Blob;
  readonly #options: Pick<OpenOptions, "password">;
  readonly #jobs: Job[] = [];
  #opened: Promise<OpenedPdf> | null = null;
  #workers = new AbortController();
  #isRunning = false;
  #isClosed = false;

  constructor(blob: Blob, options: Pick<OpenOptions, "password"> = {}) {
    this.#blob = blob;
    this.#options = options;
  }

  /** Runs after the jobs before it. @throws what the job throws; PdfTimeoutError; AbortError after `close` or `signal` */
  run<Value>(
    job: (pdf: OpenedPdf) => Promise<Value>,
    { isBackground = false, signal }: { isBackground?: boolean; signal?: AbortSignal } = {},
  ): Promise<Value> {
    return new Promise((resolve, reject) => {
      const run = async () => {
        if (this.#isClosed || signal?.aborted) return reject(new DOMException("Not needed any more", "AbortError"));
        try {
          resolve(await this.#limit(job));
        } catch (error) {
          reject(error);
        }
      };
      this.#jobs.push({ run, isBackground });
      void this.#work();
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#end();
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (;;) {
      const next = this.#jobs.findIndex(({ isBackground }) => !isBackground);
      const [job] = this.#jobs.splice(Math.max(next, 0), 1);
      if (job === undefined) break;
      await job.run();
    }
    this.#isRunning = false;
  }

  async #limit<Value>(job: (pdf: OpenedPdf) => Promise<Value>): Promise<Value> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limited = <Result>(work: Promise<Result>, timeoutMs: number) => {
      clearTimeout(timer);
      return Promise.race([
        work,
        new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(new PdfTimeoutError()), timeoutMs);
        }),
      ]);
    };
    try {
      const pdf = await limited(this.#open(), openTimeoutMs);
      return await limited(job(pdf), pageTimeoutMs);
    } catch (error) {
      if (error instanceof PdfTimeoutError) this.#end();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  #open(): Promise<OpenedPdf> {
    this.#opened ??= openPdf(this.#blob, { ...this.#options, signal: this.#workers.signal });
    return this.#opened;
  }

  #end(): void {
    this.#workers.abort();
    this.#workers = new AbortController();
    this.#opened = null;
  }
}
