import { gzipSync } from "node:zlib";
import type { BodyWrap } from "./nature.ts";

export const encodings: Record<string, { wrap: BodyWrap; encode: (body: Uint8Array) => Uint8Array }> = {
  "a byte order mark": { wrap: "bom", encode: (body) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]) },
  "UTF-16 LE": { wrap: "utf16le", encode: (body) => Buffer.from(textOf(body), "utf16le") },
  "UTF-16 BE": { wrap: "utf16be", encode: (body) => Buffer.from(textOf(body), "utf16le").swap16() },
  "UTF-16 LE with a mark": { wrap: "utf16le", encode: (body) => Buffer.from(`\ufeff${textOf(body)}`, "utf16le") },
  "UTF-16 BE with a mark": {
    wrap: "utf16be",
    encode: (body) => Buffer.from(`\ufeff${textOf(body)}`, "utf16le").swap16(),
  },
  "UTF-32 LE": { wrap: "utf32le", encode: (body) => encodeUtf32(textOf(body), true) },
  "UTF-32 BE with a mark": { wrap: "utf32be", encode: (body) => encodeUtf32(`\ufeff${textOf(body)}`, false) },
  "a JSON string": { wrap: "json_in_string", encode: (body) => Buffer.from(JSON.stringify(textOf(body))) },
  "a JSON string in ASCII": { wrap: "json_in_string", encode: (body) => Buffer.from(`\n ${toAscii(textOf(body))} `) },
  base64: { wrap: "base64", encode: (body) => Buffer.from(Buffer.from(body).toString("base64")) },
  base64url: { wrap: "base64", encode: (body) => Buffer.from(Buffer.from(body).toString("base64url")) },
  "base64 in lines": { wrap: "base64", encode: (body) => Buffer.from(toLines(Buffer.from(body).toString("base64"))) },
  "a data URL": {
    wrap: "base64",
    encode: (body) => Buffer.from(`data:application/octet-stream;base64,${Buffer.from(body).toString("base64")}`),
  },
  gzip: { wrap: "gzip", encode: (body) => gzipSync(body) },
};

/** Encodings of any bytes, not only text. */
export const byteEncodings = ["base64", "base64url", "base64 in lines", "a data URL", "gzip"];

const textOf = (body: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);

const toLines = (text: string) => text.replace(/.{1,76}/g, "$&\r\n");

const toAscii = (text: string) =>
  JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

function encodeUtf32(text: string, isLittleEndian: boolean): Buffer {
  const points = [...text].map((letter) => letter.codePointAt(0) ?? 0);
  const bytes = Buffer.alloc(points.length * 4);
  for (const [at, point] of points.entries()) {
    if (isLittleEndian) bytes.writeUInt32LE(point, at * 4);
    else bytes.writeUInt32BE(point, at * 4);
  }
  return bytes;
}
