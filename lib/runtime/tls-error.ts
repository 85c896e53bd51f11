const tlsCodes =
  /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|CRL_|INVALID_CA|PATH_LENGTH|INVALID_PURPOSE|OCSP_)/;

/** True for the codes of Node and OpenSSL that mean a failed TLS handshake or an untrusted certificate. */
export function isTlsErrorCode(code: string): boolean {
  return tlsCodes.test(code);
}
