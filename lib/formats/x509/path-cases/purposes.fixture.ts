import { extension, extensions } from "../make-certificate.fixture.ts";
import { sequence } from "../write-der.fixture.ts";
import { longCase, type PathCase, pathCase } from "./path-case.fixture.ts";

const purposes = {
  any: "2.5.29.37.0",
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
  codeSigning: "1.3.6.1.5.5.7.3.3",
  email: "1.3.6.1.5.5.7.3.4",
  timeStamping: "1.3.6.1.5.5.7.3.8",
  ocsp: "1.3.6.1.5.5.7.3.9",
  documentSigning: "1.3.6.1.5.5.7.3.36",
  jwt: "1.3.6.1.5.5.7.3.37",
};

const misfit = "certificate_extended_key_usage";
const none = "was asked for any purpose";

/** Extended key usage (RFC 5280 §4.2.1.12): of the leaf, and as a limit of its CAs. */
export const purposeCases: PathCase[] = [
  ...(["serverAuth", "clientAuth", "codeSigning", "email", "timeStamping", "ocsp"] as const).map((purpose) =>
    pathCase(`a leaf for ${purpose}`, misfit, { leaf: { purposes: [purposes[purpose]] } }, none),
  ),
  ...(["any", "documentSigning", "jwt"] as const).map((purpose) =>
    pathCase(`a leaf for ${purpose}`, "trusted", { leaf: { purposes: [purposes[purpose]] } }),
  ),
  pathCase("a leaf for serverAuth and documentSigning", "trusted", {
    leaf: { purposes: [purposes.serverAuth, purposes.documentSigning] },
  }),
  pathCase(
    "a leaf for serverAuth, critical",
    misfit,
    {
      leaf: { more: [extensions.extendedKeyUsage([purposes.serverAuth], true)] },
    },
    none,
  ),
  pathCase("a leaf for documentSigning, critical", "trusted", {
    leaf: { more: [extensions.extendedKeyUsage([purposes.documentSigning], true)] },
  }),
  pathCase("an intermediate for serverAuth", misfit, { ca: { purposes: [purposes.serverAuth] } }, none),
  pathCase("an anchor for serverAuth", misfit, { root: { purposes: [purposes.serverAuth] } }, none),
  pathCase(
    "an intermediate for serverAuth above a leaf for documentSigning",
    misfit,
    {
      ca: { purposes: [purposes.serverAuth] },
      leaf: { purposes: [purposes.documentSigning] },
    },
    none,
  ),
  pathCase(
    "an intermediate for serverAuth above a leaf for any",
    misfit,
    {
      ca: { purposes: [purposes.serverAuth] },
      leaf: { purposes: [purposes.any] },
    },
    none,
  ),
  pathCase("an intermediate for documentSigning", "trusted", { ca: { purposes: [purposes.documentSigning] } }),
  pathCase("an intermediate for any", "trusted", { ca: { purposes: [purposes.any] } }),
  pathCase(
    "an intermediate for documentSigning above a leaf for jwt",
    misfit,
    {
      ca: { purposes: [purposes.documentSigning] },
      leaf: { purposes: [purposes.jwt] },
    },
    none,
  ),
  pathCase("an intermediate for documentSigning and jwt above a leaf for jwt", "trusted", {
    ca: { purposes: [purposes.documentSigning, purposes.jwt] },
    leaf: { purposes: [purposes.jwt] },
  }),
  longCase("two intermediates with nothing in common", misfit, [
    { purposes: [purposes.documentSigning] },
    { purposes: [purposes.jwt] },
  ]),
  longCase("a limit far above the leaf", misfit, [{ purposes: [purposes.clientAuth] }, {}, {}]),
  pathCase(
    "no purpose at all",
    "certificate_encoding",
    {
      leaf: { more: [extension("2.5.29.37", sequence())] },
    },
    none,
  ),
].map((one) => (one.expected === misfit ? { ...one, openssl: none } : one));
