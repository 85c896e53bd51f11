import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { expect, it } from "vitest";
import { encodeCbor } from "../../e2e/support/software-authenticator.ts";
import { exportSpki } from "./export-spki.ts";

const bytes = (text: unknown) => Buffer.from(String(text), "base64url");
const der = (key: KeyObject) => key.export({ format: "der", type: "spki" });
const cose = (members: [number, number | Buffer][]) => new Uint8Array(encodeCbor(new Map(members)));

function ecMembers(key: KeyObject): [number, number | Buffer][] {
  const { x, y } = key.export({ format: "jwk" });
  return [
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, bytes(x)],
    [-3, bytes(y)],
  ];
}

function rsaMembers(key: KeyObject): [number, number | Buffer][] {
  const { n, e } = key.export({ format: "jwk" });
  return [
    [1, 3],
    [3, -257],
    [-1, bytes(n)],
    [-2, bytes(e)],
  ];
}

it("exports ES256, EdDSA and RS256 keys as Node does", () => {
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey;
  const ed = generateKeyPairSync("ed25519").publicKey;
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
  const edMembers: [number, number | Buffer][] = [
    [1, 1],
    [3, -8],
    [-1, 6],
    [-2, bytes(ed.export({ format: "jwk" }).x)],
  ];
  expect(exportSpki(cose(ecMembers(ec)))).toEqual({ spki: der(ec), algorithm: -7 });
  expect(exportSpki(cose(edMembers))).toEqual({ spki: der(ed), algorithm: -8 });
  expect(exportSpki(cose(rsaMembers(rsa)))).toEqual({ spki: der(rsa), algorithm: -257 });
});

it("refuses a short RSA key, a point that is not on the curve, and another algorithm", () => {
  const short = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey;
  expect(() => exportSpki(cose(rsaMembers(short)))).toThrow("short");
  const members = ecMembers(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey);
  const elsewhere = members.map(([name, value]): [number, number | Buffer] =>
    name === -2 ? [name, createHash("sha256").update("not on the curve").digest()] : [name, value],
  );
  expect(() => exportSpki(cose(elsewhere))).toThrow();
  const other = members.map(([name, value]): [number, number | Buffer] => (name === 3 ? [name, -35] : [name, value]));
  expect(() => exportSpki(cose(other))).toThrow("another algorithm");
  expect(() => exportSpki(new Uint8Array([1, 2, 3]))).toThrow();
  expect(createPublicKey({ key: exportSpki(cose(members)).spki, format: "der", type: "spki" }).type).toBe("public");
});
