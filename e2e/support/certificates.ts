import "../../lib/formats/x509/reflect-metadata.ts";
import { webcrypto } from "node:crypto";
import { isIP } from "node:net";
import * as x509 from "@peculiar/x509";

/** Creates certificates at run time, so that none in the repository expires. */

x509.cryptoProvider.set(webcrypto as unknown as Crypto);
const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const dayMs = 86_400_000;

export type ServerCertificate = { key: string; cert: string };

async function exportKey(key: CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");
}

export async function createAuthority() {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    name: "CN=Test authority",
    notBefore: new Date(Date.now() - 100 * dayMs),
    notAfter: new Date(Date.now() + dayMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  return {
    pem: authority.toString("pem"),
    async issue(host: string, { expired }: { expired: boolean }): Promise<ServerCertificate> {
      const own = (await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: "02",
        subject: `CN=${host}`,
        issuer: authority.subject,
        notBefore: new Date(Date.now() - 90 * dayMs),
        notAfter: new Date(Date.now() + (expired ? -1 : 1) * (dayMs / 2)),
        signingAlgorithm: algorithm,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        extensions: [new x509.SubjectAlternativeNameExtension([{ type: isIP(host) ? "ip" : "dns", value: host }])],
      });
      return { key: await exportKey(own.privateKey), cert: certificate.toString("pem") };
    },
  };
}

/** A certificate of a server that signs itself, right in all else. */
export async function createSelfSigned(host: string): Promise<ServerCertificate> {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: "03",
    name: `CN=${host}`,
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + dayMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: isIP(host) ? "ip" : "dns", value: host }])],
  });
  return { key: await exportKey(keys.privateKey), cert: certificate.toString("pem") };
}
