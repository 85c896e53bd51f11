/** Detects public keys whose private key can be computed. */

/** Primes of the ROCA fingerprint (CVE-2017-15361): weak moduli are powers of 65537 modulo each prime. */
const rocaPrimes = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113,
  127, 131, 137, 139, 149, 151, 157, 163, 167,
];

const rocaResidues = rocaPrimes.map((prime) => {
  const residues = new Set<number>();
  for (let power = 1; !residues.has(power); power = (power * 65537) % prime) residues.add(power);
  return { prime: BigInt(prime), residues };
});

const readInteger = (base64url: string) => BigInt(`0x${Buffer.from(base64url, "base64url").toString("hex") || "0"}`);

/** Detects the fingerprint of Infineon's faulty key generator. */
export function hasRocaFingerprint(modulus: bigint): boolean {
  return rocaResidues.every(({ prime, residues }) => residues.has(Number(modulus % prime)));
}

/** Returns the bits of a base64url RSA modulus without leading zeros. */
export function measureModulus(n: string): number {
  const modulus = readInteger(n);
  return modulus === 0n ? 0 : modulus.toString(2).length;
}

/** `rsa_too_long` and `rsa_exponent_too_long` are limits of time and of OpenSSL, not weaknesses. */
export type Weakness =
  | "rsa_too_short"
  | "rsa_too_long"
  | "rsa_exponent"
  | "rsa_exponent_too_long"
  | "rsa_modulus_even"
  | "roca";

/** Returns why an RSA public key is unacceptable, or null. Rejects more than 16384 bits because of verification time. */
export function findWeakness(jwk: { kty?: string; n?: string; e?: string }): Weakness | null {
  if (jwk.kty !== "RSA" || typeof jwk.n !== "string" || typeof jwk.e !== "string") return null;
  const bits = measureModulus(jwk.n);
  if (bits < 2048) return "rsa_too_short";
  if (bits > 16_384) return "rsa_too_long";
  const exponent = readInteger(jwk.e);
  if (exponent < 3n || exponent % 2n === 0n) return "rsa_exponent";
  const modulus = readInteger(jwk.n);
  if (modulus % 2n === 0n) return "rsa_modulus_even";
  if (hasRocaFingerprint(modulus)) return "roca";
  return exponent >= 1n << 256n ? "rsa_exponent_too_long" : null;
}
