import { fromHex } from "#lib/bytes/hex";

const element = (tag: number, ...content: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(content);
  // A query is shorter than 128 bytes, so that each length is one byte (X.690 section 8.1.3.4).
  return Buffer.concat([Buffer.of(tag, body.length), body]);
};

/** AlgorithmIdentifier of SHA-256 with NULL parameters (RFC 5754 section 2). */
const sha256Identifier = Buffer.from("300d06096086480165030402010500", "hex");

/**
 * Writes a TimeStampReq (RFC 3161 section 2.4.1) that asks for certificates.
 * @param sha256 imprint in hex @param nonce positive, without leading zeros, at most 16 bytes
 */
export function formatTimeStampQuery(sha256: string, nonce: Uint8Array): Buffer {
  const imprint = element(0x30, sha256Identifier, element(0x04, fromHex(sha256) ?? Buffer.alloc(0)));
  return element(0x30, element(0x02, Buffer.of(1)), imprint, element(0x02, nonce), element(0x01, Buffer.of(0xff)));
}
