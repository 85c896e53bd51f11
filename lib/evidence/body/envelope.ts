type Members = Record<string, unknown>;

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");
const cipherName =
  /^(?:cipher(?:text|data|value|bytes|blob)?|enc(?:rypted)?(?:data|content|payload|body|result|json|record|message|text|blob|value|evidence|document)?)(?:base64|b64|hex)?$/;
const contentName = /^(?:data|payload|content|body|message|value|blob)(?:base64|b64|hex)?$/;
const wrappedKeyName =
  /^(?:(?:enc(?:rypted)?|wrapped|encapsulated)(?:content|aes|session|symmetric|data|message|secret)*(?:encryption)?(?:key|keys|cek|dek)|cek|dek|ek|sessionkey|symmetrickey|aeskey|contentencryptionkey|dataencryptionkey|recipients|recipientkeys)(?:base64|b64|hex)?$/;
const keyName = /^(?:key|keys|secret|secretkey)(?:base64|b64|hex)?$/;
const vectorName = /^(?:iv|nonce|initiali[sz]ationvector|initvector|vector|counter)(?:base64|b64|hex)?$/;
const tagName = /^(?:tag|(?:auth|authentication|gcm|integrity)tag|mac|hmac)(?:base64|b64|hex)?$/;
/** Objects with encryption parameters. */
const holderName =
  /^(?:encryption|crypto|cipher|header|protected|unprotected|params|parameters|meta|metadata|envelope)(?:info|params|parameters|header|metadata)?$/;
/** Members allowed beside a ciphertext: parameters, recipients, message IDs and times. */
const besideName =
  /^(?:protected|unprotected|header|aad|salt|iterations|alg|enc|kid|epk|zip|typ|cty|algorithms?|encryption|crypto|params|parameters|meta|metadata|cipherspec|mode|padding|version|v|type|format|encoding|compression|id|status|state|transactioncode|signature|checksum|hash|digest|timestamp|time|date|length|size|iat|exp|iss|aud|sub|jti|success|ok|code|msg|message|reason|error|.*(?:key|cipher|encryption|signature|hash|digest|mac)(?:alg|algorithm|type|version|mode|encoding|format|size|length)|.*(?:id|at|version|algorithm|alg|thumbprint|fingerprint|publickey|certificate|cert|contenttype|mediatype|mimetype|encoding))$/;

/** Personal numbers that end like a message ID. */
const personalName = /national|personal|person|citizen|tax|social|insurance|passport|idcard|document/;

/** Matches base64, base64url or hexadecimal of at least eight bytes, or those bytes as numbers. */
function isBinary(value: unknown, minLetters = 11): boolean {
  if (typeof value === "string") return value.length >= minLetters && /^[A-Za-z0-9+/_=\-\r\n]+$/.test(value);
  return (
    Array.isArray(value) && value.length >= 8 && value.every((one) => Number.isInteger(one) && one >= 0 && one < 256)
  );
}

const isKey = (value: unknown) => isBinary(value, 22) || (typeof value === "object" && value !== null);

type Seen = Record<"cipher" | "content" | "wrapped" | "key" | "vector" | "tag" | "algorithm", boolean>;

/** True for a ciphertext with only decryption parameters. Other members make it a record with an encrypted part. */
export function isEnvelope(members: Members): boolean {
  const seen: Seen = {
    cipher: false,
    content: false,
    wrapped: false,
    key: false,
    vector: false,
    tag: false,
    algorithm: false,
  };
  if (!collect(members, seen)) return false;
  const helped = seen.vector || seen.tag;
  return seen.cipher || (seen.content && (seen.wrapped || (seen.key && helped) || (helped && seen.algorithm)));
}

/** @returns false if a member does not belong to an envelope */
function collect(members: Members, seen: Seen): boolean {
  return Object.entries(members).every(([name, value]) => {
    const word = plain(name);
    const part = partOf(word, value);
    if (part !== null) seen[part] = true;
    else if (isMembers(value) && holderName.test(word)) return collect(value, seen);
    else if (value !== null && (!besideName.test(word) || personalName.test(word))) return false;
    seen.algorithm ||= isCipherAlgorithm(value);
    return true;
  });
}

function partOf(word: string, value: unknown): keyof Seen | null {
  if (cipherName.test(word) && isBinary(value) && !isCipherAlgorithm(value)) return "cipher";
  if ((cipherName.test(word) || contentName.test(word)) && isMembers(value) && isEnvelope(value)) return "cipher";
  if (wrappedKeyName.test(word) && isKey(value)) return "wrapped";
  if (vectorName.test(word) && isBinary(value)) return "vector";
  if (tagName.test(word) && isBinary(value)) return "tag";
  if (keyName.test(word) && isBinary(value, 22)) return "key";
  return contentName.test(word) && isBinary(value) ? "content" : null;
}

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isCipherAlgorithm = (value: unknown) =>
  typeof value === "string" && /^(?:A(?:ES)?[-_]?(?:128|192|256)|AES|RSA|ECDH|ECIES|X?ChaCha|C20P)/i.test(value);

/** Maximum text about the message. */
const maxBesideLetters = 200;

/** True for members that may accompany the sole content. */
export function isBeside(name: string, value: unknown): boolean {
  const word = plain(name);
  return (
    besideName.test(word) &&
    !personalName.test(word) &&
    (typeof value === "string" ? value.length <= maxBesideLetters : typeof value !== "object" || value === null)
  );
}
