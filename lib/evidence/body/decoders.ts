import { decodeLooseBase64 } from "#lib/bytes/base64";
import { dataUrlBytes } from "./base64.ts";
import { decodeUtf32 } from "./encoding.ts";
import type { BodyWrap } from "./nature.ts";
import { isSpace, readBytes } from "./sample.ts";

/** Multiple of every encoding's unit: base64 in fours, code units in twos and fours. */
const chunkBytes = 768 * 1024;

type Decoder = (blob: Blob) => AsyncGenerator<Uint8Array<ArrayBuffer>>;

/** Remove one encoding in chunks below 1 MiB. Reject if the bytes do not match it. */
export const decoders: Record<Exclude<BodyWrap, "bom">, Decoder> = {
  utf16le: (blob) => decodeUtf16(blob, "utf-16le"),
  utf16be: (blob) => decodeUtf16(blob, "utf-16be"),
  utf32le: (blob) => decodeUtf32Body(blob, true),
  utf32be: (blob) => decodeUtf32Body(blob, false),
  gzip: decodeGzip,
  base64: decodeBase64Body,
  json_in_string: decodeJsonText,
};

async function* chunks(blob: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < blob.size; at += chunkBytes) yield await readBytes(blob, at, at + chunkBytes);
}

async function* decodeUtf16(blob: Blob, label: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const decoder = new TextDecoder(label, { fatal: true });
  for await (const chunk of chunks(blob)) yield encodeUtf8(decoder.decode(chunk, { stream: true }));
  decoder.decode();
}

async function* decodeUtf32Body(blob: Blob, isLittleEndian: boolean): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let isFirst = true;
  for await (const chunk of chunks(blob)) {
    const text = decodeUtf32(chunk, isLittleEndian);
    if (text === null) throw new TypeError("Not UTF-32");
    yield encodeUtf8(isFirst && text.startsWith("\ufeff") ? text.slice(1) : text);
    isFirst = false;
  }
}

async function* decodeGzip(blob: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = blob.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function* decodeBase64Body(blob: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const prefix = dataUrlBytes(await readBytes(blob, 0, 200));
  let rest = "";
  for await (const chunk of chunks(blob.slice(prefix))) {
    const letters = rest + new TextDecoder("latin1").decode(chunk).replace(/[\r\n\t ]/g, "");
    const end = letters.length - (letters.length % 4);
    rest = letters.slice(end);
    yield decodeLooseBase64(letters.slice(0, end));
  }
  if (rest.length > 1) yield decodeLooseBase64(rest);
}

/** Incomplete escape sequence or character at the end of a chunk of a JSON string. */
const openEscape = /(?:^|[^\\])(?:\\\\)*(\\(?:u[0-9a-fA-F]{0,3})?)$/;

async function* decodeJsonText(blob: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const end = await findTextEnd(blob);
  let sent = "";
  let half = "";
  for await (const chunk of chunks(blob.slice(1, end))) {
    sent += decoder.decode(chunk, { stream: true });
    const open = openEscape.exec(sent.slice(-4096))?.[1]?.length ?? 0;
    const text = half + (JSON.parse(`"${sent.slice(0, sent.length - open)}"`) as string);
    sent = sent.slice(sent.length - open);
    half = /[\ud800-\udbff]$/.exec(text)?.[0] ?? "";
    yield encodeUtf8(text.slice(0, text.length - half.length));
  }
  if (sent + half !== "") throw new TypeError("Incomplete character at the end of the text");
  decoder.decode();
}

/** Finds the closing quote of a JSON string, followed only by white space. */
async function findTextEnd(blob: Blob): Promise<number> {
  const tail = await readBytes(blob, Math.max(0, blob.size - 1024), blob.size);
  let length = tail.length;
  while (length > 0 && isSpace(tail[length - 1])) length -= 1;
  return tail[length - 1] === 0x22 ? blob.size - tail.length + length - 1 : blob.size;
}

/** @throws TypeError for lone surrogates, which UTF-8 cannot encode */
function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text);
  if (/[\ud800-\udfff]/u.test(text)) throw new TypeError("Lone surrogate in the text");
  return bytes;
}
