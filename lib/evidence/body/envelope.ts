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
/** What may stand beside a ciphertext without being evidence: how it was made, for whom, and ids and times of the message. */
const besideName =
  /^(?:protected|unprotected|header|aad|salt|iterations|alg|enc|kid|epk|zip|typ|cty|algorithms?|encryption|crypto|params|parameters|meta|metadata|cipherspec|mode|padding|version|v|type|format|encoding|compression|id|status|state|transactioncode|signature|checksum|hash|digest|timestamp|time|date|length|size|iat|exp|iss|aud|sub|jti|.*(?:key|cipher|encryption|signature|hash|digest|mac)(?:alg|algorithm|type|version|mode|encoding|format|size|length)|.*(?:id|at|version|algorithm|alg|thumbprint|fingerprint|publickey|certificate|cert|contenttype|mediatype|mimetype|encoding))$/;

/** Numbers of a person that end as an ID of a message does. */
const personalName = /national|personal|person|citizen|tax|social|insurance|passport|idcard|document/;

/** Base64, base64url or hexadecimal of at least eight bytes, or those bytes as numbers. */
function isBinary(value: unknown, minLetters = 11): boolean {
  if (typeof value === "string") return value.length >= minLetters && /^[A-Za-z0-9+/_=\-\r\n]+$/.test(value);
  return (
    Array.isArray(value) && value.length >= 8 && value.every((one) => Number.isInteger(one) && one >= 0 && one < 256)
  );
}

const isKey = (value: unknown) => isBinary(value, 22) || (typeof value === "object" && value !== null);

/**
 * True for JSON that is nothing but a ciphertext and what is needed to decrypt it: a wrapped key, an initialization vector, a tag. Any
 * other member makes it a record with an encrypted part, which is not an envelope.
 */
export function isEnvelope(members: Members): boolean {
  const seen = {
    cipher: false,
    content: false,
    wrapped: false,
    key: false,
    vector: false,
    tag: false,
    cipherAlg: false,
  };
  for (const [name, value] of Object.entries(members)) {
    const word = plain(name);
    if (cipherName.test(word) && isBinary(value) && !isCipherAlgorithm(value)) seen.cipher = true;
    else if (wrappedKeyName.test(word) && isKey(value)) seen.wrapped = true;
    else if (vectorName.test(word) && (isBinary(value) || value === null)) seen.vector = true;
    else if (tagName.test(word) && (isBinary(value) || value === null)) seen.tag = true;
    else if (keyName.test(word) && isBinary(value, 22)) seen.key = true;
    else if (contentName.test(word) && isBinary(value)) seen.content = true;
    else if ((besideName.test(word) && !personalName.test(word)) || value === null)
      seen.cipherAlg ||= isCipherAlgorithm(value);
    else return false;
  }
  const helped = seen.vector || seen.tag;
  if (seen.cipher) return true;
  return seen.content && (seen.wrapped || (seen.key && helped) || (helped && seen.cipherAlg));
}

const isCipherAlgorithm = (value: unknown) =>
  typeof value === "string" && /^(?:A(?:ES)?[-_]?(?:128|192|256)|AES|RSA|ECDH|ECIES|X?ChaCha|C20P)/i.test(value);

/** True for members that may stand beside the one that holds everything. */
export function isBeside(name: string, value: unknown): boolean {
  const word = plain(name);
  return besideName.test(word) && !personalName.test(word) && (typeof value !== "object" || value === null);
}
