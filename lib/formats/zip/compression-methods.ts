/** Compression methods that APPNOTE 4.4.5 names. */
const names: Record<number, string> = {
  0: "stored",
  1: "Shrink",
  2: "Reduce, factor 1",
  3: "Reduce, factor 2",
  4: "Reduce, factor 3",
  5: "Reduce, factor 4",
  6: "Implode",
  7: "Tokenize",
  8: "Deflate",
  9: "Deflate64",
  10: "PKWARE DCL Implode",
  12: "bzip2",
  14: "LZMA",
  16: "IBM z/OS CMPSC",
  18: "IBM TERSE",
  19: "IBM LZ77",
  20: "Zstandard",
  93: "Zstandard",
  94: "MP3",
  95: "XZ",
  96: "JPEG",
  97: "WavPack",
  98: "PPMd",
  99: "AES encryption",
};

/** `zstandardBefore`: the number of Zstandard until APPNOTE 6.3.8. */
export const methods = {
  stored: 0,
  deflated: 8,
  deflate64: 9,
  bzip2: 12,
  lzma: 14,
  zstandardBefore: 20,
  zstandard: 93,
  xz: 95,
  ppmd: 98,
} as const;

const readable = new Set<number>(Object.values(methods));

/** `named`: of APPNOTE, but not read here, which is a limit of this reader; `unknown`: not in APPNOTE. */
export function methodSupport(method: number): "read" | "named" | "unknown" {
  if (readable.has(method)) return "read";
  return method in names ? "named" : "unknown";
}

export function methodName(method: number): string {
  return names[method] ?? String(method);
}
