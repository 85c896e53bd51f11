import { constants, createCipheriv, generateKeyPairSync, publicEncrypt, randomBytes } from "node:crypto";
import { CompactEncrypt, GeneralEncrypt, SignJWT } from "jose";
import { makeArchive } from "#lib/formats/zip/test-archive.fixture";
import type { BodyArtefact } from "./body/nature.ts";
import { recogniseBody } from "./recognise-body.ts";

export type Sent = string | Uint8Array;
export const bytes = (sent: Sent) => (typeof sent === "string" ? Buffer.from(sent) : Buffer.from(sent));
export const blob = (sent: Sent) => new Blob([new Uint8Array(bytes(sent))]);
export const natureOf = (sent: Sent, artefact: BodyArtefact = "record") => recogniseBody(artefact, blob(sent));
export const base64 = (sent: Sent) => bytes(sent).toString("base64");
export const lines = (text: string, length = 76) => text.replace(new RegExp(`.{1,${length}}`, "g"), "$&\r\n");
export const pem = (label: string, sent: Sent) =>
  `-----BEGIN ${label}-----\n${lines(base64(sent), 64)}-----END ${label}-----\n`;
export const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();
export const utf32 = (text: string, isLittle: boolean) => {
  const points = [...text].map((letter) => letter.codePointAt(0) ?? 0);
  const out = Buffer.alloc(points.length * 4);
  points.forEach((point, at) => void (isLittle ? out.writeUInt32LE(point, at * 4) : out.writeUInt32BE(point, at * 4)));
  return out;
};

export const record = JSON.stringify({
  result: {
    documentVerification: {
      documents: [{ viz: { firstName: "Zoë", lastName: "Müller-Łęcka", documentNumber: "X1" } }],
    },
  },
  name: '秀樹 😀 \\ " \n \u2028',
});
export const archive = Buffer.from(makeArchive({ entries: [{ name: "front.jpg", data: "picture" }] }));

export const noise = Uint8Array.from({ length: 240 }, (_, at) => (at * 73 + 128) % 256);

const der = (tag: number, ...content: Uint8Array[]): Buffer => {
  const inside = Buffer.concat(content);
  const { length } = inside;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), inside]);
};
const oid = (hex: string) => der(6, Buffer.from(hex, "hex"));
const contentInfo = (type: string, content = der(0x30, der(2, Buffer.from([0])), der(0x31, randomBytes(300)))) =>
  der(0x30, oid(type), der(0xa0, content));
export const enveloped = contentInfo("2a864886f70d010703");
export const indefinite = Buffer.concat([
  Buffer.from([0x30, 0x80]),
  oid("2a864886f70d010703"),
  Buffer.from([0xa0, 0x80, 0x30, 0x80, 2, 1, 2]),
  der(0x31, randomBytes(200)),
  Buffer.alloc(6),
]);
export const authEnveloped = contentInfo("2a864886f70d0109100117");
export const signed = (type = "2a864886f70d010701") =>
  contentInfo(
    "2a864886f70d010702",
    der(0x30, der(2, Buffer.from([1])), der(0x31), der(0x30, oid(type), der(0xa0, der(4, Buffer.from(record))))),
  );

export const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const plain = new TextEncoder().encode(record);
export const jwe = await new CompactEncrypt(plain)
  .setProtectedHeader({ alg: "RSA-OAEP-256", enc: "A256GCM" })
  .encrypt(publicKey);
export const generalJwe = await new GeneralEncrypt(plain)
  .setProtectedHeader({ enc: "A256GCM" })
  .addRecipient(publicKey)
  .setUnprotectedHeader({ alg: "RSA-OAEP-256" })
  .encrypt();
export const [head = "", encryptedKey = "", iv = "", ciphertext = "", tag = ""] = jwe.split(".");
export const flattenedJwe = { protected: head, encrypted_key: encryptedKey, iv, ciphertext, tag };
export const jwt = await new SignJWT({ name: "Zoë" }).setProtectedHeader({ alg: "RS256" }).sign(privateKey);

/** A record encrypted with AES-256-GCM, and its key encrypted for a customer's key. */
export const key = randomBytes(32);
export const vector = randomBytes(12);
const cipher = createCipheriv("aes-256-gcm", key, vector);
export const encrypted = base64(Buffer.concat([cipher.update(record), cipher.final()]));
export const encryptedTag = base64(cipher.getAuthTag());
export const wrapped = base64(publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING }, key));

export const problem = {
  type: "https://api.skribble.com/problem/entity-not-found",
  method: "GET",
  path: "/v3/x",
  status: 404,
  message: "Not found",
};
