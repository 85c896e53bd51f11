import { codePages } from "./code-pages.ts";

/** Windows-1252 where it differs from ISO 8859-1 (bytes 128 to 159). */
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const latin1 = Array.from({ length: 96 }, (_, at) => String.fromCharCode(160 + at)).join("");
const upperHalves = [codePages.cp437, codePages.cp850, codePages.cp852, windows1252 + latin1];

/**
 * The bytes of a password as programs write them: UTF-8 (7-Zip with Unicode names, WinRAR, macOS), and the code pages of
 * DOS and Windows (older 7-Zip, WinZip, Windows Explorer) for letters beyond ASCII. Different ones only, UTF-8 first.
 */
export function encodePassword(password: string): Uint8Array[] {
  const found: Uint8Array[] = [new TextEncoder().encode(password), new TextEncoder().encode(password.normalize("NFD"))];
  for (const upper of upperHalves) {
    const bytes = encodeByTable(password.normalize("NFC"), upper);
    if (bytes !== null) found.push(bytes);
  }
  const seen = new Set<string>();
  return found.filter((bytes) => bytes.length > 0 && !seen.has(bytes.join()) && seen.add(bytes.join()));
}

/** @param upper the letters of bytes 128 to 255. @returns null if a letter is not in it */
function encodeByTable(text: string, upper: string): Uint8Array | null {
  const bytes: number[] = [];
  for (const letter of text) {
    const code = letter.charCodeAt(0);
    const at = code < 128 ? code : upper.indexOf(letter) + 128;
    if (code >= 128 && at === 127) return null;
    bytes.push(at);
  }
  return Uint8Array.from(bytes);
}
