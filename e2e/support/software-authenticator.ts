import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** COSE algorithms (IANA): ES256, EdDSA with Ed25519, RS256. */
export type Algorithm = -7 | -8 | -257;

type Cbor = number | string | Buffer | Map<number | string, Cbor>;

/** Deterministic CBOR (RFC 8949) of what an authenticator sends. */
export function encodeCbor(value: Cbor): Buffer {
  if (typeof value === "number") return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const members = [...value].flatMap(([name, member]) => [encodeCbor(name), encodeCbor(member)]);
  return Buffer.concat([head(5, value.size), ...members]);
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 0xff]);
}

const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest();
const bytesOf = (text: unknown) => Buffer.from(String(text), "base64url");

function makeKey(algorithm: Algorithm): { privateKey: KeyObject; cose: Buffer } {
  if (algorithm === -7) {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { x, y } = publicKey.export({ format: "jwk" });
    const members: [number, Cbor][] = [
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytesOf(x)],
      [-3, bytesOf(y)],
    ];
    return { privateKey, cose: encodeCbor(new Map(members)) };
  }
  if (algorithm === -8) {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const members: [number, Cbor][] = [
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, bytesOf(publicKey.export({ format: "jwk" }).x)],
    ];
    return { privateKey, cose: encodeCbor(new Map(members)) };
  }
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { n, e } = publicKey.export({ format: "jwk" });
  const members: [number, Cbor][] = [
    [1, 3],
    [3, -257],
    [-1, bytesOf(n)],
    [-2, bytesOf(e)],
  ];
  return { privateKey, cose: encodeCbor(new Map(members)) };
}

/** Bits of Web Authentication Level 3 section 6.1. */
const userPresent = 0x01;
const userVerified = 0x04;
const attested = 0x40;

/** What an attacker, or a broken authenticator, does differently. */
export type Deviation = {
  origin?: string;
  rpId?: string;
  isVerified?: boolean;
  isPresent?: boolean;
  counter?: number;
  type?: string;
  crossOrigin?: boolean;
  /** ID of another credential, with this key. */
  id?: string;
  userHandle?: string | null;
};

/** One passkey of an authenticator in software (Web Authentication Level 3 section 6), with node:crypto alone. */
export class SoftwareAuthenticator {
  readonly credentialId = randomBytes(32);
  counter = 0;
  userHandle: string | null = null;
  readonly #origin: string;
  readonly #algorithm: Algorithm;
  readonly #key: ReturnType<typeof makeKey>;

  constructor(origin: string, algorithm: Algorithm = -7) {
    this.#origin = origin;
    this.#algorithm = algorithm;
    this.#key = makeKey(algorithm);
  }

  get id(): string {
    return this.credentialId.toString("base64url");
  }

  #clientData(type: string, challenge: string, deviation: Deviation): Buffer {
    const { origin = this.#origin, crossOrigin = false } = deviation;
    return Buffer.from(JSON.stringify({ type: deviation.type ?? type, challenge, origin, crossOrigin }));
  }

  #authenticatorData(attestedData: Buffer | null, counter: number, deviation: Deviation): Buffer {
    const { rpId = new URL(this.#origin).hostname, isVerified = true, isPresent = true } = deviation;
    const flags =
      (isPresent ? userPresent : 0) | (isVerified ? userVerified : 0) | (attestedData === null ? 0 : attested);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, attestedData ?? Buffer.alloc(0)]);
  }

  #sign(data: Buffer): Buffer {
    return sign(this.#algorithm === -8 ? null : "sha256", data, this.#key.privateKey);
  }

  /** Answers `navigator.credentials.create`, with attestation `none` or self attestation. */
  create(
    { challenge, user }: { challenge: string; user: { id: string } },
    { isSelfAttested = false, ...deviation }: Deviation & { isSelfAttested?: boolean } = {},
  ) {
    this.userHandle = user.id;
    const clientDataJSON = this.#clientData("webauthn.create", challenge, deviation);
    const length = Buffer.from([0, this.credentialId.length]);
    const data = Buffer.concat([Buffer.alloc(16), length, this.credentialId, this.#key.cose]);
    const authData = this.#authenticatorData(data, deviation.counter ?? this.counter, deviation);
    const statement = new Map<string, Cbor>();
    if (isSelfAttested) {
      statement.set("alg", this.#algorithm);
      statement.set("sig", this.#sign(Buffer.concat([authData, sha256(clientDataJSON)])));
    }
    const attestation = new Map<string, Cbor>([
      ["fmt", isSelfAttested ? "packed" : "none"],
      ["attStmt", statement],
      ["authData", authData],
    ]);
    const id = deviation.id ?? this.id;
    const response = {
      clientDataJSON: clientDataJSON.toString("base64url"),
      attestationObject: encodeCbor(attestation).toString("base64url"),
      transports: ["internal"],
    };
    return { id, rawId: id, type: "public-key", response };
  }

  /** Answers `navigator.credentials.get`. @param digest the challenge in hex */
  get(digest: string, deviation: Deviation = {}) {
    const challenge = Buffer.from(digest, "hex").toString("base64url");
    const clientDataJSON = this.#clientData("webauthn.get", challenge, deviation);
    this.counter += 1;
    const authenticatorData = this.#authenticatorData(null, deviation.counter ?? this.counter, deviation);
    const signature = this.#sign(Buffer.concat([authenticatorData, sha256(clientDataJSON)]));
    const id = deviation.id ?? this.id;
    const response = {
      clientDataJSON: clientDataJSON.toString("base64url"),
      authenticatorData: authenticatorData.toString("base64url"),
      signature: signature.toString("base64url"),
      userHandle: deviation.userHandle === undefined ? this.userHandle : deviation.userHandle,
    };
    return { id, rawId: id, type: "public-key", response };
  }
}
