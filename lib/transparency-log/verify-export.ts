import { type CheckpointNote, parseCheckpointNote } from "./checkpoint-note.ts";
import { isOpened, type LogEntry, parseEntryLine } from "./entry-line.ts";
import type { IndexRange } from "./index-ranges.ts";
import { KeyChain } from "./judge-signatures.ts";
import { hashOfLeaf } from "./leaf.ts";
import type { IntegrityFailure } from "./log-fault.ts";
import { Frontier } from "./merkle-tree.ts";
import { readRotations } from "./read-rotations.ts";
import { breaksHold, isNamed, readActs, type StructuralEntry, structuralEvents } from "./structural-entries.ts";
import { rootOfInclusion } from "./tree-proofs.ts";
import { fail, VerificationFailure } from "./verification-failure.ts";
import { parseVerifierKey, type VerifierKey } from "./verifier-key.ts";

export const exportFormat = "evidence-desk-log/2";

export type ExportExtent = "whole" | "pruned" | "selection";

/** Result for an export, as a third party computes it from the file and one key. */
export type ExportVerification = {
  origin: string;
  size: number;
  entries: number;
  /** Content withheld or erased. */
  closed: number;
  /** Every entry of the checkpoint, every one but the pruned ones, or a selection, which may lack others. */
  extent: ExportExtent;
  brought: number;
  fault: IntegrityFailure | null;
};

/** The file is not an export of this format, or its first line is damaged. */
export class ExportFormatError extends Error {
  override readonly name = "ExportFormatError";
}

type Head = { checkpoint: string; keys: unknown; isSelection: boolean };

function parseHead(line: string): Head {
  try {
    const value = JSON.parse(line) as { format?: unknown; filter?: unknown; checkpoint?: unknown; keys?: unknown };
    if (value.format === exportFormat && typeof value.checkpoint === "string")
      return {
        checkpoint: value.checkpoint,
        keys: value.keys,
        isSelection: Object.keys(value.filter ?? {}).length > 0,
      };
    if (typeof value.format === "string")
      throw new VerificationFailure({
        sequence: 1,
        reason: "format_unknown",
        detail: `The export has the format "${value.format.slice(0, 60)}". This version reads ${exportFormat}.`,
      });
  } catch (error) {
    if (error instanceof VerificationFailure) throw error;
  }
  throw new ExportFormatError(`The first line is not that of an export in the format ${exportFormat}.`);
}

/** Checks the keys and the checkpoint of the first line. */
function readCheckpoint(head: Head, trusted: VerifierKey): { checkpoint: CheckpointNote; keys: KeyChain } {
  const checkpoint = parseCheckpointNote(head.checkpoint);
  if (checkpoint === null) fail(0, "checkpoint_forged", "The checkpoint of the export is not a signed note.");
  if (checkpoint.origin !== trusted.name)
    fail(
      checkpoint.size - 1,
      "origin_differs",
      `The export is of the log ${checkpoint.origin}, but the key is of ${trusted.name}.`,
    );
  const keys = new KeyChain([trusted], readRotations(head.keys, checkpoint.origin));
  const failure = keys.judge(checkpoint, null);
  if (failure) throw new VerificationFailure(failure);
  if (!keys.isTrusted) fail(checkpoint.size - 1, "key_unknown", `The key ${trusted.id} is not a key of this log.`);
  return { checkpoint, keys };
}

class ExportVerifier {
  readonly #checkpoint: CheckpointNote;
  /** Root of the lines so far, while they are a whole export. */
  readonly #frontier = new Frontier();
  readonly #brought: CheckpointNote[];
  readonly #structural: StructuralEntry[] = [];
  readonly #closed: number[] = [];
  readonly #gaps: IndexRange[] = [];
  #last = -1;
  #isWhole: boolean | null = null;
  readonly #isSelection: boolean;
  entries = 0;
  compared = 0;

  /** @param isSelection the first line names a filter, so that no entry may match */
  constructor(checkpoint: CheckpointNote, brought: readonly CheckpointNote[], isSelection: boolean) {
    this.#checkpoint = checkpoint;
    this.#isSelection = isSelection;
    this.#brought = [...brought].sort((a, b) => a.size - b.size);
  }

  get isWhole(): boolean {
    return this.#isWhole ?? !this.#isSelection;
  }

  get extent(): ExportExtent {
    if (this.isWhole) return "whole";
    return this.#isSelection ? "selection" : "pruned";
  }

  get closed(): number {
    return this.#closed.length;
  }

  add(line: string): void {
    const expected = this.#last + 1;
    const parsed = parseEntryLine(line);
    if (parsed === null)
      fail(expected, "format_unknown", `The line after entry ${expected} is not an entry in a known form.`);
    const { entry, path } = parsed;
    const { index } = entry;
    this.#isWhole ??= path === null;
    if (this.#isWhole !== (path === null))
      fail(
        index,
        "format_unknown",
        `Entry ${index + 1} ${path === null ? "has no" : "has a"} proof, unlike the lines before it.`,
      );
    if (index < expected) fail(index, "changed", `Entry ${index + 1} is not in its place.`);
    if (this.#isWhole && index > expected)
      fail(expected, "missing", `Entry ${expected + 1} is missing; the next one is ${index + 1}.`);
    if (index > expected) this.#gaps.push({ first: expected, last: index - 1 });
    if (index >= this.#checkpoint.size)
      fail(index, "unsigned_end", `Entry ${index + 1} lies behind the checkpoint of the export.`);
    if (entry.salt === null) this.#closed.push(index);
    else if (!isOpened(entry))
      fail(index, "changed", `The content or salt of entry ${index + 1} was changed after it was written.`);
    if (path === null) this.#push(entry);
    else if (!rootOfInclusion(hashOfLeaf(entry), index, this.#checkpoint.size, path)?.equals(this.#checkpoint.root))
      fail(index, "changed", `Entry ${index + 1} is not the one that the checkpoint covers, or its proof was changed.`);
    if ((structuralEvents as readonly string[]).includes(entry.event)) this.#structural.push(entry);
    this.#last = index;
    this.entries += 1;
  }

  #push(entry: LogEntry): void {
    this.#frontier.push(hashOfLeaf(entry));
    while (this.#brought[0]?.size === this.#frontier.size) this.#compare(this.#brought.shift() as CheckpointNote);
  }

  #compare({ size, root }: CheckpointNote): void {
    if (!root.equals(this.#frontier.root()))
      fail(size - 1, "checkpoint_contradicted", `A checkpoint from outside, of ${size} entries, has another root.`);
    this.compared += 1;
  }

  end(): void {
    const { size, root } = this.#checkpoint;
    const further = this.#brought.find((checkpoint) => checkpoint.size > size);
    if (this.isWhole) {
      if (this.#frontier.size < size)
        fail(
          this.#frontier.size,
          "end_cut",
          `The export ends at ${this.#frontier.size}, but its checkpoint covers ${size} entries.`,
        );
      if (!this.#frontier.root().equals(root))
        fail(
          0,
          "changed",
          `One of the entries 1 to ${size} was changed after it was written: time, event or commitment.`,
        );
    }
    if (this.extent === "pruned" && this.#last < size - 1)
      fail(
        this.#last + 1,
        "end_cut",
        `The export ends at ${this.#last + 1}, but its checkpoint covers ${size} entries.`,
      );
    if (this.extent !== "selection") {
      this.#judgeGaps();
      this.#judgeClosed();
    }
    if (further)
      fail(size, "end_cut", `The export covers ${size} entries, but a checkpoint from outside covers ${further.size}.`);
  }

  /** An export of a pruned log must say of every entry that is missing that it was pruned. */
  #judgeGaps(): void {
    const acts = readActs(this.#structural);
    for (const { first, last } of this.#gaps)
      for (let index = first; index <= last; index += 1) {
        if (!isNamed(acts.prunings, index))
          fail(index, "missing", `Entry ${index + 1} is missing, and no pruning explains it.`);
        if (breaksHold(acts, acts.prunings, index))
          fail(index, "hold_broken", `Entry ${index + 1} was pruned while it was on hold.`);
      }
  }

  /** A whole export must say of every closed entry that it was erased. */
  #judgeClosed(): void {
    const acts = readActs(this.#structural);
    for (const index of this.#closed) {
      if (!isNamed(acts.erasures, index))
        fail(index, "erased_without_entry", `The content of entry ${index + 1} is missing, and no erasure names it.`);
      if (breaksHold(acts, acts.erasures, index))
        fail(index, "hold_broken", `Entry ${index + 1} was erased while it was on hold.`);
    }
  }
}

/**
 * Verifies an export without database and without AUDIT_KEY.
 * @param lines lines of the file, without line feeds
 * @param verifierKey a key of the log that the reader got from elsewhere
 * @param brought checkpoints from outside, such as shipped output
 * @throws ExportFormatError if the file is not an export; TypeError for a key in another form
 */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  verifierKey: string,
  brought: readonly CheckpointNote[] = [],
): Promise<ExportVerification> {
  const trusted = parseVerifierKey(verifierKey.trim());
  let result = {
    origin: trusted.name,
    size: 0,
    entries: 0,
    closed: 0,
    extent: "selection" as ExportExtent,
    brought: 0,
  };
  let verifier: ExportVerifier | null = null;
  try {
    for await (const line of lines) {
      if (verifier !== null) {
        if (line !== "") verifier.add(line);
        continue;
      }
      const head = parseHead(line);
      const { checkpoint, keys } = readCheckpoint(head, trusted);
      result = { ...result, size: checkpoint.size };
      for (const note of brought) {
        if (note.origin !== trusted.name)
          fail(note.size - 1, "origin_differs", `A checkpoint from outside belongs to the log ${note.origin}.`);
        const failure = keys.judge(note, null);
        if (failure)
          throw new VerificationFailure(
            failure.reason === "key_unknown" ? { ...failure, reason: "checkpoint_forged" } : failure,
          );
      }
      verifier = new ExportVerifier(checkpoint, brought, head.isSelection);
    }
    if (verifier === null) throw new ExportFormatError("The file is empty.");
    verifier.end();
  } catch (error) {
    if (!(error instanceof VerificationFailure)) throw error;
    return { ...result, ...countsOf(verifier), fault: error.failure };
  }
  return { ...result, ...countsOf(verifier), fault: null };
}

const countsOf = (verifier: ExportVerifier | null) =>
  verifier === null
    ? {}
    : { entries: verifier.entries, closed: verifier.closed, extent: verifier.extent, brought: verifier.compared };
