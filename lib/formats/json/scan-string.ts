/** Properties of a scanned string. `fault` is set if the string does not end. */
export type StringFindings = { escaped: boolean; lone: boolean; fault: StringFault | null; faultAt: number };
export type StringFault = "control_character" | "bad_escape" | "bad_unicode_escape" | "invalid_utf8" | "end_in_string";

const quote = 0x22;
const backslash = 0x5c;
const letterU = 0x75;

/** Bytes that end a run of plain ASCII: control characters, quote, backslash and bytes above 0x7F. */
const stops = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  if (byte < 0x20 || byte >= 0x80 || byte === quote || byte === backslash) stops[byte] = 1;
}
/** Single-letter escapes (RFC 8259 §7). */
const escapes = new Uint8Array(256);
for (const letter of '"\\/bfnrt') escapes[letter.charCodeAt(0)] = 1;

export function readHex4(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let index = at; index < at + 4; index++) {
    const byte = bytes[index] as number;
    if (byte >= 0x30 && byte <= 0x39) value = value * 16 + byte - 0x30;
    else if (byte >= 0x41 && byte <= 0x46) value = value * 16 + byte - 0x37;
    else if (byte >= 0x61 && byte <= 0x66) value = value * 16 + byte - 0x57;
    else return -1;
  }
  return value;
}

/** Returns the offset after a well-formed UTF-8 sequence (Unicode table 3-7), or -1. */
export function utf8End(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  const second = bytes[at + 1] as number;
  if (first < 0x80) return at + 1;
  if (first < 0xc2 || (second & 0xc0) !== 0x80) return -1;
  if (first < 0xe0) return at + 2;
  if (((bytes[at + 2] as number) & 0xc0) !== 0x80) return -1;
  if (first < 0xf0) {
    if ((first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f)) return -1;
    return at + 3;
  }
  if (first > 0xf4 || ((bytes[at + 3] as number) & 0xc0) !== 0x80) return -1;
  if ((first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f)) return -1;
  return at + 4;
}

/**
 * Scans a string from the byte after its opening quote. `words` is `bytes` as 32-bit words; NUL padding after `length` replaces bounds checks.
 * @returns offset of the closing quote, or -1 with `findings.fault`
 */
export function scanString(
  bytes: Uint8Array,
  words: Int32Array,
  length: number,
  from: number,
  findings: StringFindings,
): number {
  let at = from;
  for (;;) {
    while (stops[bytes[at] as number] === 0) {
      at++;
      if ((at & 3) === 0) {
        // Tests four bytes at once: `stop` has a bit set for a control character, a quote, a backslash or a byte above 0x7F.
        let word = at >> 2;
        for (;;) {
          const four = words[word] as number;
          const noQuote = four ^ 0x22222222;
          const noBackslash = four ^ 0x5c5c5c5c;
          const stop = ((four - 0x20202020) | (noQuote - 0x01010101) | (noBackslash - 0x01010101) | four) & -0x7f7f7f80;
          if (stop !== 0) break;
          word++;
        }
        at = word << 2;
      }
    }
    const byte = bytes[at] as number;
    if (byte === quote) return at;
    if (byte === backslash) {
      findings.escaped = true;
      const letter = bytes[at + 1] as number;
      if (escapes[letter] === 1) at += 2;
      else if (letter === letterU) {
        at = scanUnicodeEscape(bytes, at, findings);
        if (at < 0) return -1;
      } else {
        return fail(findings, at + 1 >= length ? "end_in_string" : "bad_escape", at);
      }
    } else if (byte >= 0xc2 && byte < 0xe0 && ((bytes[at + 1] as number) & 0xc0) === 0x80) {
      at += 2;
    } else if (byte >= 0x80) {
      const next = utf8End(bytes, at);
      if (next < 0) return fail(findings, "invalid_utf8", at);
      at = next;
    } else {
      return fail(findings, at >= length ? "end_in_string" : "control_character", at);
    }
  }
}

function fail(findings: StringFindings, fault: StringFault, at: number): number {
  findings.fault = fault;
  findings.faultAt = at;
  return -1;
}

/** Reads `\uXXXX` and a following low surrogate. Records lone surrogates (RFC 8259 §8.2). */
function scanUnicodeEscape(bytes: Uint8Array, at: number, findings: StringFindings): number {
  const unit = readHex4(bytes, at + 2);
  if (unit < 0) return fail(findings, "bad_unicode_escape", at);
  if (unit < 0xd800 || unit > 0xdfff) return at + 6;
  if (unit <= 0xdbff && bytes[at + 6] === backslash && bytes[at + 7] === letterU) {
    const low = readHex4(bytes, at + 8);
    if (low >= 0xdc00 && low <= 0xdfff) return at + 12;
  }
  findings.lone = true;
  return at + 6;
}
