import { sign, verify } from "node:crypto";
import { decodeCanonicalBase64 } from "./canonical-base64.ts";
import type { SigningKey } from "./log-keys.ts";
import { importPublicKey, type VerifierKey } from "./verifier-key.ts";

/** One line below a note; `id` is the key ID, eight hex digits, and `bytes` the signature. */
export type NoteSignature = { name: string; id: string; bytes: Buffer };

/** A signed note (C2SP signed-note): `text` is what is signed and ends in a line feed. */
export type SignedNote = { text: string; signatures: NoteSignature[] };

const separator = "\n\n";
const signatureStart = "\u2014 ";

/** @param keys in the order of their lines */
export function signNote(text: string, keys: readonly SigningKey[]): string {
  const lines = keys.map(({ verifierKey: { name, id }, privateKey }) => {
    const signature = sign(null, Buffer.from(text), privateKey);
    const bytes = Buffer.concat([Buffer.from(id, "hex"), signature]);
    return `${signatureStart}${name} ${bytes.toString("base64")}\n`;
  });
  return `${text}\n${lines.join("")}`;
}

function parseSignature(line: string): NoteSignature | null {
  const [name = "", encoded = "", ...rest] = line.slice(signatureStart.length).split(" ");
  const bytes = decodeCanonicalBase64(encoded);
  if (!line.startsWith(signatureStart) || rest.length > 0 || name === "" || name.includes("+")) return null;
  if (bytes === null || bytes.length < 5) return null;
  return { name, id: bytes.subarray(0, 4).toString("hex"), bytes: bytes.subarray(4) };
}

/** Control characters other than the line feed. */
const control = /[\0-\x09\x0b-\x1f\x7f]/;

/** @returns null if this is not a signed note with at least one signature line */
export function parseNote(note: string): SignedNote | null {
  const at = note.lastIndexOf(separator);
  if (at < 0 || !note.endsWith("\n") || control.test(note) || !note.isWellFormed()) return null;
  const lines = note.slice(at + separator.length, -1).split("\n");
  const signatures = lines.map(parseSignature).filter((signature) => signature !== null);
  if (signatures.length !== lines.length || signatures.length === 0) return null;
  return { text: note.slice(0, at + 1), signatures };
}

/** Lines of unknown keys count for nothing. @returns true if at least one line is a good signature by `key` */
export function isSignedBy({ text, signatures }: SignedNote, key: VerifierKey): boolean {
  return signatures.some(
    ({ name, id, bytes }) =>
      name === key.name && id === key.id && verify(null, Buffer.from(text), importPublicKey(key), bytes),
  );
}
