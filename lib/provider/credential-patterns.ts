import "server-only";
import { type CompiledPatterns, compilePatterns } from "./pattern-scanner.ts";

/** Credentials in the form in which decoded text is searched: as base64 symbols, so that one sequence serves both. */

/** Symbols 0 to 63 (RFC 4648 sections 4 and 5: `-` is `+`, `_` is `/`), or `noSymbol`. */
export const noSymbol = 64;
export const symbolOf: Uint8Array = (() => {
  const table = new Uint8Array(256).fill(noSymbol);
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  for (const [symbol, letter] of [...`${alphabet}+/`].entries()) table[letter.charCodeAt(0)] = symbol;
  for (const [symbol, letter] of [...`${alphabet}-_`].entries()) table[letter.charCodeAt(0)] = symbol;
  return table;
})();

/** Shorter texts are not secrets and would match by chance. */
export const minSecretLength = 8;

/** An escape before a credential may swallow its first symbols: `%u` takes five, `&#` up to six hexadecimal digits. */
const maxSwallowed = 6;

export type CredentialPatterns = {
  /** Sequences of symbols, searched in decoded text. */
  symbols: CompiledPatterns;
  /** Length of the shortest of them. */
  minSymbols: number;
  /** Bytes of credentials that have too few symbols for the decoded search alone. */
  plain: CompiledPatterns;
};

const toSymbols = (text: string): Buffer =>
  Buffer.from([...Buffer.from(text)].map((byte) => symbolOf[byte] ?? noSymbol).filter((symbol) => symbol !== noSymbol));

/** Selects the longest part without characters that begin an escape, because only those depend on what surrounds them. */
function longestPart(secret: string): string {
  const parts = secret.split(/[%&\\=\u0080-\uffff]/);
  return parts.reduce((best, part) => (toSymbols(part).length > toSymbols(best).length ? part : best), "");
}

function symbolPatterns(secret: string): Buffer[] {
  const part = longestPart(secret);
  // White space is ignored everywhere, but form encoding sends a space as a plus.
  return [...new Set([part, part.replaceAll(" ", "+")])]
    .map(toSymbols)
    .filter(({ length }) => length >= minSecretLength)
    .map((symbols) => symbols.subarray(Math.min(maxSwallowed, symbols.length - minSecretLength)));
}

const lowerEscapes = (text: string) => text.replaceAll(/%[0-9A-F]{2}/g, (encoded) => encoded.toLowerCase());

/** Covers plain text, JSON strings, URL encoding (RFC 3986 section 2.1: either case), and base64 at its three offsets. */
export function encodingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const encoded = [encodeURIComponent(secret), new URLSearchParams([["", secret]]).toString().slice(1)];
  const forms = new Set([secret, JSON.stringify(secret).slice(1, -1), ...encoded, ...encoded.map(lowerEscapes)]);
  for (let shift = 0; shift < 3; shift += 1) {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replaceAll("=", "");
    // The first and last characters also encode neighbouring bytes, so only the middle is fixed.
    const own = encoded.slice(shift === 0 ? 0 : shift + 1, -2);
    forms.add(own);
    forms.add(own.replaceAll("+", "-").replaceAll("/", "_"));
  }
  return [...forms].filter((form) => form.length >= minSecretLength);
}

/** Below this length fewer symbols can be spared for a preceding escape, so the encodings are searched as bytes too. */
const safeLength = minSecretLength + maxSwallowed;

/** @param secrets texts shorter than `minSecretLength` are ignored */
export function compileCredentials(secrets: readonly string[]): CredentialPatterns {
  const usable = [...new Set(secrets)].filter(({ length }) => length >= minSecretLength);
  const symbols = usable.flatMap(symbolPatterns);
  const short = usable.filter((secret) => toSymbols(longestPart(secret)).length < safeLength);
  return {
    symbols: compilePatterns(symbols),
    minSymbols: Math.min(...symbols.map(({ length }) => length)),
    plain: compilePatterns(short.flatMap(encodingsOf).map((form) => Buffer.from(form))),
  };
}
