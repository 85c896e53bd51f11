/** Display names of compression methods (APPNOTE 4.4.5). */
const names: Record<number, string> = {
  0: "stored",
  1: "Shrink",
  6: "Implode",
  8: "Deflate",
  9: "Deflate64",
  12: "bzip2",
  14: "LZMA",
  93: "Zstandard",
  95: "XZ",
  98: "PPMd",
  99: "AES encryption",
};

export function methodName(method: number): string {
  return names[method] ?? String(method);
}
