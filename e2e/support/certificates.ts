import { isIP } from "node:net";
import {
  extensions,
  generalName,
  type Holder,
  makeCertificate,
  toPem,
} from "../../lib/formats/x509/make-certificate.fixture.ts";

/** Creates certificates at run time, so that none in the repository expires. */

const dayMs = 86_400_000;
const fromNow = (days: number) => new Date(Date.now() + days * dayMs).toISOString();

export type ServerCertificate = { key: string; cert: string };

const nameHost = (host: string) =>
  extensions.subjectAltName([
    isIP(host) === 4 ? generalName.ip(...host.split(".").map(Number)) : generalName.dns(host),
  ]);

function asPem(server: Holder): ServerCertificate {
  return { key: String(server.keys.privateKey.export({ type: "pkcs8", format: "pem" })), cert: toPem(server) };
}

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
        extensions: [nameHost(host)],
      });
      return asPem(server);
    },
  };
}

/** Makes a certificate that a server signs itself; the host name and the dates are valid. */
export async function createSelfSigned(host: string): Promise<ServerCertificate> {
  const server = makeCertificate({
    subject: `CN=${host}`,
    from: fromNow(-1),
    to: fromNow(1),
    extensions: [nameHost(host)],
  });
  return asPem(server);
}
