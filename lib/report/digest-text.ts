import { toHex } from "#lib/bytes/hex";

/** A digest as hex where it is one in another encoding; else as sent. */
export function hexOf(text: string): string {
  if (/^[0-9a-f]+$/i.test(text)) return text.toLowerCase();
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
    return bytes.length === 32 ? toHex(bytes) : text;
  } catch {
    return text;
  }
}
