/** Two lower-case digits per byte. */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

/** @returns null unless the text is pairs of hexadecimal digits */
export function fromHex(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 2 === 1 || !/^[0-9a-fA-F]*$/u.test(text)) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(index * 2, index * 2 + 2), 16),
  );
}
