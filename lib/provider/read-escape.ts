import "server-only";

/** Reads one escape of JSON, a script, a URL, HTML or quoted-printable from its first character on. */

export const [percent, equals, backslash, ampersand, semicolon] = [0x25, 0x3d, 0x5c, 0x26, 0x3b];
export const [lineFeed, carriageReturn, space] = [0x0a, 0x0d, 0x20];
const [hash, letterN, letterR, letterU, letterX, upperX] = [0x23, 0x6e, 0x72, 0x75, 0x78, 0x58];
const [openBrace, closeBrace] = [0x7b, 0x7d];
const lastCodePoint = 0x10ffff;

/** Value of a hexadecimal digit, 16 for every other character. */
export const hexValue: Uint8Array = new Uint8Array(256).fill(16);
for (const digit of "0123456789abcdefABCDEF") hexValue[digit.charCodeAt(0)] = Number.parseInt(digit, 16);

/** Letters after a backslash that mean a character without a symbol: tab, backspace, form feed, vertical tab, null. */
const controls = new Set([..."tbfv0"].map((letter) => letter.charCodeAt(0)));

/** Named character references (HTML Standard section 13.5) of ASCII characters and of a no-break space. */
const namedCharacters: Record<string, string> = {
  ...{ Tab: " ", NewLine: "\n", nbsp: " ", excl: "!", quot: '"', QUOT: '"', num: "#", dollar: "$", percnt: "%" },
  ...{ amp: "&", AMP: "&", apos: "'", lpar: "(", rpar: ")", ast: "*", midast: "*", plus: "+", comma: ",", hyphen: "-" },
  ...{ dash: "-", period: ".", sol: "/", colon: ":", semi: ";", lt: "<", LT: "<", equals: "=", gt: ">", GT: ">" },
  ...{ quest: "?", commat: "@", lsqb: "[", lbrack: "[", bsol: "\\", rsqb: "]", rbrack: "]", Hat: "^", lowbar: "_" },
  ...{ UnderBar: "_", grave: "`", lcub: "{", lbrace: "{", verbar: "|", vert: "|", rcub: "}", rbrace: "}" },
};
const longestName = Math.max(...Object.keys(namedCharacters).map(({ length }) => length));

/** Results besides the value of a character. */
export const incomplete = -1;
export const failed = -2;

/** `&#x0010FFFF;` and more leading zeros. */
export const maxEscapeLength = 16;

function readHex(text: Uint8Array, from: number, to: number, count: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = hexValue[text[at] as number] as number;
    if (digit === 16) return failed;
    value = value * 16 + digit;
  }
  return to - from === count ? value : incomplete;
}

/** `\u{41}` (ECMAScript section 12.9.4) after the brace. */
function readBraced(text: Uint8Array, from: number, to: number): number {
  if (to - from > maxEscapeLength) return failed;
  if (to > from && text[to - 1] === closeBrace) return readHex(text, from, to - 1, to - 1 - from);
  return readHex(text, from, to, -1);
}

/** JSON (RFC 8259 section 7), and `\x41` and `\u{41}` of scripts. */
function readBackslash(text: Uint8Array, from: number, to: number): number {
  if (to - from === 1) return incomplete;
  const kind = text[from + 1] as number;
  if (kind === letterU) {
    if (to - from > 2 && text[from + 2] === openBrace) return readBraced(text, from + 3, to);
    return readHex(text, from + 2, to, 4);
  }
  if (kind === letterX) return readHex(text, from + 2, to, 2);
  if (kind === letterN) return lineFeed;
  if (kind === letterR) return carriageReturn;
  return controls.has(kind) ? space : kind;
}

export const isNumericReference = (text: Uint8Array, from: number, to: number): boolean =>
  to - from > 2 && text[from] === ampersand && text[from + 1] === hash;

/** @returns the value of `&#65` or `&#x41` without its semicolon, `incomplete` before its first digit, or `failed` */
export function readNumber(text: Uint8Array, from: number, to: number): number {
  const isHex = text[from + 2] === letterX || text[from + 2] === upperX;
  const first = from + (isHex ? 3 : 2);
  const base = isHex ? 16 : 10;
  let value = 0;
  for (let at = first; at < to; at += 1) {
    const digit = hexValue[text[at] as number] as number;
    if (digit >= base) return failed;
    value = value * base + digit;
    if (value > lastCodePoint) return failed;
  }
  return to > first ? value : incomplete;
}

const isLetter = (character: number) => (character | 0x20) >= 0x61 && (character | 0x20) <= 0x7a;

/** Character references of HTML and XML (HTML Standard section 13.2.5.72 to 13.2.5.80). */
function readReference(text: Uint8Array, from: number, to: number): number {
  const length = to - from;
  if (length === 1) return incomplete;
  const last = text[to - 1] as number;
  const isEnd = last === semicolon;
  if (text[from + 1] === hash) {
    if (length > maxEscapeLength) return failed;
    const value = length === 2 ? incomplete : readNumber(text, from, isEnd ? to - 1 : to);
    if (isEnd) return value === incomplete ? failed : value;
    return value === failed ? failed : incomplete;
  }
  if (!isEnd) return length <= longestName + 1 && isLetter(last) ? incomplete : failed;
  const name = String.fromCharCode(...text.subarray(from + 1, to - 1));
  return Object.hasOwn(namedCharacters, name) ? (namedCharacters[name] as string).charCodeAt(0) : failed;
}

/**
 * @param text ASCII; the escape begins at `from` and `to - 1` is the last character so far
 * @returns the code point, `incomplete`, or `failed` if no further character makes it an escape
 */
export function readEscape(text: Uint8Array, from: number, to: number): number {
  const start = text[from];
  if (start === backslash) return readBackslash(text, from, to);
  if (start === ampersand) return readReference(text, from, to);
  // `%u0041` is the encoding of older scripts (ECMAScript section B.2.1.1).
  if (start === percent && to - from > 1 && text[from + 1] === letterU) return readHex(text, from + 2, to, 4);
  return readHex(text, from + 1, to, 2);
}
