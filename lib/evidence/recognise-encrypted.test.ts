import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { BodyNature } from "./body/nature.ts";
import {
  authEnveloped,
  base64,
  ciphertext,
  encrypted,
  encryptedKey,
  encryptedTag,
  enveloped,
  flattenedJwe,
  generalJwe,
  head,
  indefinite,
  iv,
  jwe,
  key,
  lines,
  natureOf,
  pem,
  type Sent,
  signed,
  tag,
  vector,
  wrapped,
} from "./test-bodies.fixture.ts";

const table: [BodyNature["kind"], Record<string, Sent>][] = [
  [
    "jwe",
    {
      compact: jwe,
      "with line breaks": lines(jwe),
      "as a JSON text": JSON.stringify(jwe),
      general: JSON.stringify(generalJwe),
      flattened: JSON.stringify(flattenedJwe),
      "in a member": JSON.stringify({ data: jwe, transactionCode: "123456789" }),
      "in base64": base64(JSON.stringify(flattenedJwe)),
      "in an answer of an API": JSON.stringify({ success: true, code: 0, message: "OK", data: jwe }),
      "in a message": JSON.stringify({ message: jwe }),
      direct: `${head}..${iv}.${ciphertext}.${tag}`,
      "ciphertext of a MiB first": JSON.stringify({
        ciphertext: ciphertext.repeat(4000),
        ...{ protected: head, iv, tag },
      }),
      "compact of a MiB": `${head}.${encryptedKey}.${iv}.${ciphertext.repeat(4000)}.${tag}`,
    },
  ],
  [
    "cms_enveloped",
    {
      der: enveloped,
      "indefinite length": indefinite,
      authenticated: authEnveloped,
      pem: pem("CMS", enveloped),
      "pem of PKCS 7": pem("PKCS7", indefinite),
      base64: base64(enveloped),
      "base64 with lines": lines(base64(authEnveloped)),
      "as a JSON text": JSON.stringify(base64(enveloped)),
      "in a member": JSON.stringify({ evidence: base64(enveloped) }),
      "inside signed data": signed("2a864886f70d010703"),
      mail: `MIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\n${lines(base64(enveloped))}`,
    },
  ],
  [
    "pgp_message",
    {
      armor: "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n",
      binary: Buffer.concat([Buffer.from([0x85, 0x01, 0x0c, 0x03]), randomBytes(300)]),
      "new format": Buffer.concat([Buffer.from([0xc1, 0xc0, 0x4c, 0x03]), randomBytes(300)]),
    },
  ],
  [
    "wrapped_key_ciphertext",
    {
      camel: JSON.stringify({ ciphertext: encrypted, encryptedKey: wrapped, iv: base64(vector), tag: encryptedTag }),
      snake: JSON.stringify({
        encrypted_data: encrypted,
        wrapped_key: wrapped,
        nonce: base64(vector),
        auth_tag: encryptedTag,
      }),
      kebab: JSON.stringify({
        "encrypted-payload": encrypted,
        "encrypted-aes-key": wrapped,
        "initialization-vector": base64(vector),
      }),
      pascal: JSON.stringify({
        Data: encrypted,
        Key: wrapped,
        Iv: base64(vector),
        Tag: encryptedTag,
        Algorithm: "AES-256-GCM",
      }),
      "key first, ids beside": JSON.stringify({
        id: 12,
        transactionCode: "123456789",
        status: "COMPLETED",
        encryptedKey: wrapped,
        data: encrypted,
      }),
      "under a wrapper": JSON.stringify({
        result: { encryptedData: encrypted, encryptedKey: wrapped, iv: base64(vector) },
      }),
      "ciphertext of a MiB first": JSON.stringify({
        cipherText: encrypted.replace(/=+$/, "").repeat(5000),
        encryptedKey: wrapped,
        iv: base64(vector),
      }),
      hexadecimal: JSON.stringify({
        ciphertext: Buffer.from(encrypted).toString("hex"),
        iv: vector.toString("hex"),
        tag: key.toString("hex"),
      }),
      utf16: Buffer.from(JSON.stringify({ ciphertext: encrypted, encryptedKey: wrapped }), "utf16le"),
    },
  ],
  [
    "encrypted_file",
    {
      openssl: "Salted__12345678abcdefgh",
      "openssl in base64": base64(`Salted__${"x".repeat(40)}`),
      age: "age-encryption.org/v1\n-> X25519 abc\n",
      armor: "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n",
    },
  ],
];

describe.each(table)("%s", (kind, forms) => {
  it.each(Object.entries(forms))("%s", async (_form, sent) => {
    expect(await natureOf(sent)).toMatchObject({ kind });
  });
});
