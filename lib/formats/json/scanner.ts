import { type DuplicateName, findDuplicateNames } from "./duplicate-names.ts";
import { byteOrderMarkBytes, detectUtf16, maxTextBytes } from "./padded-buffer.ts";
import { ScanAnomalies } from "./scan-anomalies.ts";
import {
  describeScanError,
  type ExpectedSyntax,
  expectedOfFault,
  findLiteralFault,
  type ScanError,
  type ScanErrorCode,
} from "./scan-error.ts";
import { type StringFindings, scanString } from "./scan-string.ts";
import { containerWords, noContainer, StructuralIndex } from "./structural-index.ts";

/**
 * Builds the structural index of a JSON text in one pass and checks grammar (RFC 8259), UTF-8 and duplicate names.
 * Keeps an explicit stack, so that depth cannot overflow the call stack. After the first `error` the index stays usable.
 * `bytes` comes from `allocateText` and has `length` bytes of text; `seed` is any random number.
 */
export class Scanner {
  readonly index = new StructuralIndex();
  readonly notes = new ScanAnomalies();
  readonly bytes: Uint8Array;
  readonly length: number;
  error: ScanError | null = null;
  done = false;
  at = 0;
  readonly #words: Int32Array;
  readonly #seed: number;
  readonly #maxContainers: number;
  readonly #findings: StringFindings = { escaped: false, lone: false, fault: null, faultAt: 0 };
  // Three words per open outer container: its number, its child count, the start of its names (-1: array).
  #stack = new Int32Array(3 * 64);
  #depth = 0;
  #names = new Int32Array(256);
  #namesEnd = 0;
  #container = noContainer;
  #children = 0;
  #namesFrom = -1;

  constructor(bytes: Uint8Array<ArrayBuffer>, length: number, seed: number, maxContainers = 25_000_000) {
    this.bytes = bytes;
    this.length = length;
    this.#words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
    this.#seed = seed;
    this.#maxContainers = maxContainers;
    this.#begin();
  }

  #begin(): void {
    this.at = byteOrderMarkBytes(this.bytes);
    this.notes.byteOrderMark = this.at > 0;
    const wide = detectUtf16(this.bytes, this.length);
    if (this.length > maxTextBytes) this.#fail("too_large", "end", 0);
    else if (wide >= 0) this.#fail("utf16", "utf8", wide);
  }

  stop(): void {
    this.done = true;
  }

  /** Scans to the byte `until`, the end or the first error. One long function for speed: its state stays in local variables. */
  run(until: number): void {
    if (this.done) return;
    const { bytes, length, index, notes } = this;
    const words = this.#words;
    const findings = this.#findings;
    const seed = this.#seed;
    const maxContainers = this.#maxContainers;
    let at = this.at;
    let stack = this.#stack;
    let depth = this.#depth;
    let names = this.#names;
    let namesEnd = this.#namesEnd;
    let container = this.#container;
    let children = this.#children;
    let namesFrom = this.#namesFrom;
    let node = index.nodeCount;
    let containers = index.containerCount;
    let near = index.nearPages[node >>> 16] as Uint16Array;
    let bases = index.basePages[node >>> 16] as Uint32Array;
    let base = (node & 63) === 0 ? 0 : (bases[(node & 65_535) >>> 6] as number);
    let byte = 0;
    let code: ScanErrorCode | null = null;
    const noteDuplicate = (duplicate: DuplicateName) => notes.addDuplicate(duplicate);
    let expected: ExpectedSyntax = "value";

    pass: for (;;) {
      if (at >= until) break;
      byte = bytes[at] as number;
      while (byte <= 0x20 && (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09))
        byte = bytes[++at] as number;
      const start = at;
      let closing = false;

      if (namesFrom >= 0) {
        if (byte === 0x22) {
          findings.escaped = false;
          const end = scanString(bytes, words, length, at + 1, findings);
          if (end < 0) {
            code = "bad_escape";
            break;
          }
          if (namesEnd + 2 > names.length) {
            const larger = new Int32Array(names.length * 2);
            larger.set(names);
            names = larger;
            this.#names = larger;
          }
          // A weak key suffices, because equal keys are compared byte by byte; all names with escapes share one key.
          const size = end - at;
          names[namesEnd] =
            size +
            ((bytes[at + 1] as number) << 8) +
            ((bytes[end - 1] as number) << 16) +
            ((bytes[at + (size >> 1)] as number) << 23);
          if (findings.escaped || names[namesFrom] === 0) this.#escapedNames(names, namesFrom, namesEnd);
          names[namesEnd + 1] = at;
          namesEnd += 2;
          if (findings.lone) {
            findings.lone = false;
            notes.addLoneSurrogate(at);
          }
          at = end + 1;
          byte = bytes[at] as number;
          if (byte !== 0x3a) {
            while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) byte = bytes[++at] as number;
            if (byte !== 0x3a) {
              code = "unexpected_character";
              expected = "colon";
              namesEnd -= 2;
              break;
            }
          }
          byte = bytes[++at] as number;
          while (byte <= 0x20 && (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09))
            byte = bytes[++at] as number;
        } else if (byte === 0x7d && children === 0) {
          closing = true;
        } else {
          code = byte === 0x7d ? "trailing_comma" : "unexpected_character";
          expected = children === 0 ? "name_or_close" : "name";
          break;
        }
      } else if (byte === 0x5d && depth > 0) {
        if (children > 0) {
          code = "trailing_comma";
          expected = "value";
          break;
        }
        closing = true;
      }

      if (!closing) {
        if ((node & 63) === 0) {
          if ((node & 65_535) === 0) {
            near = index.addNodePage(node);
            bases = index.basePages[node >>> 16] as Uint32Array;
          }
          base = start;
          bases[(node & 65_535) >>> 6] = start;
        }
        const distance = start - base;
        if (distance < 65_536) near[node & 65_535] = distance;
        else index.setFarOffset(node, start);
        node++;
        const position = children++;

        if (byte === 0x22) {
          const end = scanString(bytes, words, length, at + 1, findings);
          if (end < 0) {
            code = "bad_escape";
            node--;
            break;
          }
          if (findings.lone) {
            findings.lone = false;
            notes.addLoneSurrogate(at);
          }
          at = end + 1;
        } else if (byte === 0x7b || byte === 0x5b) {
          if (containers >= maxContainers) {
            code = "index_full";
            expected = "end";
            node--;
            break;
          }
          const within = (containers & 16_383) * containerWords;
          const page =
            within === 0
              ? index.addContainerPage(containers)
              : (index.containerPages[containers >>> 14] as Uint32Array);
          page[within] = node - 1;
          page[within + 2] = container;
          page[within + 3] = position;
          const top = depth * 3;
          if (top + 3 > stack.length) {
            const larger = new Int32Array(stack.length * 2);
            larger.set(stack);
            stack = larger;
            this.#stack = larger;
          }
          stack[top] = container | 0;
          stack[top + 1] = children;
          stack[top + 2] = namesFrom;
          depth++;
          container = containers++;
          children = 0;
          namesFrom = byte === 0x7b ? namesEnd : -1;
          at++;
          continue;
        } else if ((byte >= 0x30 && byte <= 0x39) || byte === 0x2d) {
          const from = at;
          let long = false;
          if (byte === 0x2d) byte = bytes[++at] as number;
          if (byte === 0x30) {
            byte = bytes[++at] as number;
            if (byte >= 0x30 && byte <= 0x39) {
              code = "leading_zero";
              expected = depth === 0 ? "end" : namesFrom >= 0 ? "comma_or_close_object" : "comma_or_close_array";
              node--;
              break;
            }
          } else if (byte >= 0x31 && byte <= 0x39) {
            do byte = bytes[++at] as number;
            while (byte >= 0x30 && byte <= 0x39);
          } else {
            code = "unexpected_character";
            expected = "digit";
            node--;
            break;
          }
          if (byte === 0x2e) {
            byte = bytes[++at] as number;
            if (byte < 0x30 || byte > 0x39) {
              code = "unexpected_character";
              expected = "digit";
              node--;
              break;
            }
            do byte = bytes[++at] as number;
            while (byte >= 0x30 && byte <= 0x39);
          }
          if (byte === 0x65 || byte === 0x45) {
            long = true;
            byte = bytes[++at] as number;
            if (byte === 0x2b || byte === 0x2d) byte = bytes[++at] as number;
            if (byte < 0x30 || byte > 0x39) {
              code = "unexpected_character";
              expected = "digit";
              node--;
              break;
            }
            do byte = bytes[++at] as number;
            while (byte >= 0x30 && byte <= 0x39);
          }
          if (long || at - from > 15) notes.compareNumber(bytes, from, at);
        } else if (byte === 0x74 && bytes[at + 1] === 0x72 && bytes[at + 2] === 0x75 && bytes[at + 3] === 0x65) {
          at += 4;
        } else if (byte === 0x6e && bytes[at + 1] === 0x75 && bytes[at + 2] === 0x6c && bytes[at + 3] === 0x6c) {
          at += 4;
        } else if (
          byte === 0x66 &&
          bytes[at + 1] === 0x61 &&
          bytes[at + 2] === 0x6c &&
          bytes[at + 3] === 0x73 &&
          bytes[at + 4] === 0x65
        ) {
          at += 5;
        } else {
          node--;
          const letter = byte === 0x74 || byte === 0x66 || byte === 0x6e;
          code = letter ? "bad_literal" : "unexpected_character";
          expected = letter ? "literal" : namesFrom < 0 && position === 0 && depth > 0 ? "value_or_close" : "value";
          break;
        }
      }

      for (;;) {
        if (!closing) {
          byte = bytes[at] as number;
          while (byte <= 0x20 && (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09))
            byte = bytes[++at] as number;
          if (byte === 0x2c && depth > 0) {
            at++;
            continue pass;
          }
        }
        closing = false;
        if (depth > 0 && byte === (namesFrom >= 0 ? 0x7d : 0x5d)) {
          (index.containerPages[container >>> 14] as Uint32Array)[(container & 16_383) * containerWords + 1] = node;
          if (namesFrom >= 0) {
            if (namesEnd - namesFrom > 2) {
              findDuplicateNames(bytes, names, namesFrom, namesEnd, seed, noteDuplicate);
            }
            namesEnd = namesFrom;
          }
          depth--;
          const top = depth * 3;
          container = (stack[top] as number) >>> 0;
          children = stack[top + 1] as number;
          namesFrom = stack[top + 2] as number;
          at++;
          continue;
        }
        if (depth > 0) {
          code = "unexpected_character";
          expected = namesFrom >= 0 ? "comma_or_close_object" : "comma_or_close_array";
        } else if (at >= length) {
          this.done = true;
        } else {
          code = "after_the_end";
          expected = "end";
        }
        break pass;
      }
    }

    this.at = at;
    this.#depth = depth;
    this.#namesEnd = namesEnd;
    this.#container = container;
    this.#children = children;
    this.#namesFrom = namesFrom;
    index.nodeCount = node;
    index.containerCount = containers;
    if (code !== null) {
      // Drops a member whose value could not be read.
      const lastNode = node === 0 ? -1 : index.offsetOf(node - 1);
      if (namesFrom >= 0 && namesEnd > namesFrom && lastNode < (names[namesEnd - 1] as number)) this.#namesEnd -= 2;
      this.#checkOpenObjects();
      if (findings.fault !== null) {
        const { fault, faultAt } = findings;
        this.#fail(
          fault === "end_in_string" ? "unexpected_end" : fault,
          expectedOfFault[fault],
          Math.min(faultAt, length),
        );
      } else if (at >= length) {
        const empty = node === 0 && depth === 0 && expected === "value";
        this.#fail(empty ? "empty" : "unexpected_end", expected, length);
      } else this.#fail(code, expected, code === "bad_literal" ? findLiteralFault(this.bytes, this.length, at) : at);
    }
  }

  /** Compares the names of this object by decoded text from here on, because one has escapes. */
  #escapedNames(names: Int32Array, from: number, to: number): void {
    for (let at = from; at <= to; at += 2) names[at] = 0;
  }

  #checkOpenObjects(): void {
    let to = this.#namesEnd;
    let from = this.#namesFrom;
    for (let depth = this.#depth; depth > 0; depth--) {
      if (from >= 0) {
        findDuplicateNames(this.bytes, this.#names, from, to, this.#seed, (duplicate) =>
          this.notes.addDuplicate(duplicate),
        );
        to = from;
      }
      from = this.#stack[(depth - 1) * 3 + 2] as number;
    }
  }

  #fail(code: ScanErrorCode, expected: ExpectedSyntax, offset: number): void {
    this.error = describeScanError(this.bytes, this.length, offset, code, expected);
    this.done = true;
  }
}
