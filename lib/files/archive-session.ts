import { rememberDigests } from "#lib/bytes/blob-digests";
import type { UnreadableReason } from "#lib/formats/zip/entry-data";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { createExternalStore } from "#lib/runtime/external-store";
import { type ArchiveState, type FileContent, initialArchiveState, isAbort } from "./archive-state.ts";
import { count, countAll, type EntryCounts } from "./entry-counts.ts";
import { Listing } from "./listing.ts";
import type { EntryCheck } from "./model.ts";
import { createArchiveClient } from "./worker-client.ts";

const reportIntervalMs = 200;
/** The contents of short archives are kept from their check. Bytes, compressed and inflated. */
const maxKeptArchiveBytes = 32 * 1024 * 1024;
const maxKeptBytes = 64 * 1024 * 1024;
const maxKeptEntries = 1000;
const maxPasswords = 8;
const passwordReasons: readonly UnreadableReason[] = ["password", "password_wrong", "password_unproven"];
const opened = new WeakMap<Blob, Archive>();

/** Returns one session per Blob, so that tabs and comparisons share its digests. The session is released with the Blob. */
export function openArchiveSession(blob: Blob): Archive {
  const known = opened.get(blob);
  if (known) return known;
  const archive = new Archive(blob);
  opened.set(blob, archive);
  return archive;
}

/** Listing, checks and files of one archive. One worker checks all entries, another serves user requests. */
export class Archive {
  readonly blob: Blob;
  private readonly checks = new Map<number, EntryCheck>();
  /** What the check of a short archive read, by number of the entry. */
  private readonly contents = new Map<number, Blob>();
  readonly store = createExternalStore<ArchiveState>({ ...initialArchiveState, checks: this.checks });
  private readonly listing: Listing;
  private tally: EntryCounts;
  private readonly background = createArchiveClient();
  private readonly reader = createArchiveClient();
  /** Passwords that opened an entry, the newest first. Only here: never stored, sent or logged. */
  private passwords: readonly string[] = [];
  private users = 0;
  private opening: Promise<void> | null = null;
  private pending: AbortController | null = null;
  private reportTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(blob: Blob) {
    this.blob = blob;
    this.tally = { ...this.state.tally };
    this.listing = new Listing(blob, (news) => {
      this.tally = countAll(news.entries, this.checks);
      this.set({ ...news, tally: { ...this.tally } });
    });
  }

  private get state(): ArchiveState {
    return this.store.get();
  }

  /** Lists a short archive before any component uses it. `tail` has its last bytes. Never rejects. */
  listAtOnce = (tail: Uint8Array): Promise<void> => this.listing.listAtOnce(tail);

  /** Starts or resumes the work while a component uses the archive. The last call of a returned function stops the workers. */
  hold(): () => void {
    this.users += 1;
    void this.work();
    return () => {
      this.users -= 1;
      // Keeps the workers of a tab that is closed and reopened at once.
      setTimeout(() => this.users === 0 && this.stop(), 0);
    };
  }

  /** Content of a file that its check has read and kept; null without it. */
  keptContent(number: number): Blob | null {
    return this.checks.get(number)?.reason === null ? (this.contents.get(number) ?? null) : null;
  }

  /** Reads one full file once the offset of its data is known. Rejects with AbortError if cancelled. */
  async readFile(
    { number }: ArchiveEntry,
    options: { continued?: boolean; signal?: AbortSignal } = {},
  ): Promise<FileContent> {
    // A file selected by the URL can be requested before a component uses the archive.
    if (this.state.phase === "listed") await this.open();
    if (this.state.phase === "listed") throw new DOMException("Stopped", "AbortError");
    const entry = this.state.entries[number - 1];
    if (entry === undefined) throw new Error("The archive has no such entry");
    const { continued = false, signal } = options;
    signal?.throwIfAborted();
    const kept = this.keptContent(number);
    const known = this.checks.get(number);
    if (kept && known && !continued) return { check: known, blob: kept };
    const content = await this.readWith(entry, continued, this.passwords, signal);
    this.learn(content.check);
    this.report(true);
    return content;
  }

  /**
   * Tries a password on one encrypted entry. If it fits, it is kept until `forgetPasswords`, and all other encrypted
   * entries are checked with it.
   */
  async unlock(entry: ArchiveEntry, password: string, signal?: AbortSignal): Promise<"opened" | "wrong" | "unproven"> {
    const { check } = await this.readWith(entry, false, [password], signal);
    if (check.reason === "password_unproven") return "unproven";
    if (check.reason !== null) return "wrong";
    this.passwords = [password, ...this.passwords.filter((one) => one !== password)].slice(0, maxPasswords);
    this.learn(check);
    this.contents.delete(entry.number);
    this.recheck((one) => one.reason !== null && passwordReasons.includes(one.reason));
    this.set({ isUnlocked: true, ...this.progress() });
    return "opened";
  }

  /** Forgets passwords, and what was read with them; the workers that had them end. */
  forgetPasswords(): void {
    this.passwords = [];
    this.pauseChecks();
    this.stop();
    const { entries } = this.state;
    this.recheck(({ number }) => entries[number - 1]?.encryption != null);
    this.set({ isUnlocked: false, ...this.progress() });
  }

  private readWith(entry: ArchiveEntry, continued: boolean, passwords: readonly string[], signal?: AbortSignal) {
    const params = { blob: this.blob, entry, continued, passwords };
    return this.reader.call("read", params, signal ? { signal } : {});
  }

  /** Drops some results and checks their entries again. */
  private recheck(isStale: (check: EntryCheck) => boolean): void {
    for (const check of [...this.checks.values()].filter(isStale)) {
      const entry = this.state.entries[check.number - 1];
      if (!entry) continue;
      count(this.tally, entry, check, -1);
      count(this.tally, entry, undefined, 1);
      this.checks.delete(check.number);
      this.contents.delete(check.number);
    }
    this.pending?.abort();
    this.pending = null;
    this.set({ checking: "waiting" });
    if (this.users > 0) void this.checkRest();
  }

  pauseChecks(): void {
    // The session may have resumed before the worker confirmed the cancellation.
    this.pending?.abort();
    this.pending = null;
    if (this.state.checking === "running") this.set({ checking: "paused" });
  }

  resumeChecks(): void {
    if (this.state.checking === "paused") void this.checkRest();
  }

  private async work(): Promise<void> {
    if (this.state.phase !== "open") await this.open();
    if (this.state.phase === "open" && this.state.checking !== "paused") await this.checkRest();
  }

  private async open(): Promise<void> {
    if (this.state.phase === "failed") return;
    this.opening ??= this.openInWorker();
    await this.opening;
  }

  private async openInWorker(): Promise<void> {
    const isKnown = this.state.phase === "open";
    if (!isKnown) {
      this.listing.restart();
      void this.listing.listAtOnce();
    }
    try {
      const directory = await this.background.call(
        "open",
        { blob: this.blob },
        { onEvent: (part) => !isKnown && this.listing.receive(part) },
      );
      if (!isKnown) this.listing.complete(directory);
    } catch (error) {
      this.opening = null;
      if (isAbort(error)) return;
      this.set({ phase: "failed", error: error instanceof Error ? error.message : String(error) });
    }
  }

  private async checkRest(): Promise<void> {
    if (this.pending) return;
    const pending = new AbortController();
    this.pending = pending;
    try {
      if (this.state.checking !== "done") {
        await this.open();
        await this.checkEntries(pending.signal);
      }
      if (this.state.sha256 === null) await this.hash(pending.signal);
      this.background.stop();
      this.opening = null;
    } catch (error) {
      if (!isAbort(error))
        this.set({ checking: "paused", error: error instanceof Error ? error.message : String(error) });
    } finally {
      if (this.pending === pending) this.pending = null;
    }
  }

  private async checkEntries(signal: AbortSignal): Promise<void> {
    this.set({ checking: "running" });
    await this.background.call(
      "check",
      { except: [...this.checks.keys()], passwords: this.passwords, keepBytes: this.keepBytes() },
      {
        onEvent: ({ checks, contents }) => {
          for (const [number, content] of contents) this.contents.set(number, content);
          for (const check of checks) this.learn(check);
          this.report(false);
        },
        signal,
      },
    );
    this.set({ checking: "done", ...this.progress() });
  }

  private keepBytes(): number {
    const isShort = this.blob.size <= maxKeptArchiveBytes && this.state.entries.length <= maxKeptEntries;
    return isShort ? maxKeptBytes : 0;
  }

  /** Runs last, so that it does not delay the files. A dossier with this archive needs both digests. */
  private async hash(signal: AbortSignal): Promise<void> {
    const digests = await this.background.call("hash", { blob: this.blob }, { signal });
    rememberDigests(this.blob, digests);
    this.set({ sha256: digests.sha256 });
  }

  private stop(): void {
    this.pending?.abort();
    this.pending = null;
    this.opening = null;
    this.background.stop();
    this.reader.stop();
    if (this.state.checking === "running") this.set({ checking: "waiting" });
  }

  /** Notifies the page a few times a second, because results arrive by the thousand. */
  private report(now: boolean): void {
    if (now) {
      this.set(this.progress());
      return;
    }
    this.reportTimer ??= setTimeout(() => {
      this.reportTimer = null;
      this.set(this.progress());
    }, reportIntervalMs);
  }

  private learn(check: EntryCheck): void {
    const entry = this.state.entries[check.number - 1];
    if (entry) {
      count(this.tally, entry, this.checks.get(check.number), -1);
      count(this.tally, entry, check, 1);
    }
    this.checks.set(check.number, check);
  }

  private progress() {
    return { checked: this.checks.size, tally: { ...this.tally } };
  }

  private set(change: Partial<ArchiveState>): void {
    this.store.update(change);
  }
}
