import { extensions, generalName, makeCertificate, toPem } from "../../lib/formats/x509/make-certificate.fixture.ts";

/** Creates certificates at run time, so that none in the repository expires. */

const dayMs = 86_400_000;
const fromNow = (days: number) => new Date(Date.now() + days * dayMs).toISOString();

export type ServerCertificate = { key: string; cert: string };

export async function createAuthority() {
  const authority = makeCertificate({ subject: "CN=Test authority", ca: true, from: fromNow(-100), to: fromNow(1) });
  return {
    pem: toPem(authority),
    async issue(host: string, { expired }: { expired: boolean }): Promise<ServerCertificate> {
      const server = makeCertificate({
        subject: `CN=${host}`,
        issuer: authority,
        from: fromNow(-90),
        to: fromNow(expired ? -0.5 : 0.5),
        extensions: [extensions.subjectAltName([generalName.dns(host)])],
      });
      const key = server.keys.privateKey.export({ type: "pkcs8", format: "pem" });
      return { key: String(key), cert: toPem(server) };
    },
  };
}
