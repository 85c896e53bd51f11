/** One version of the provider's API on the configured host. */
export type ApiVersion = { version: string; apiUrl: string };

/**
 * The configured base URL, and the other of v2 and v3 on the same host. A base URL that ends otherwise stands alone.
 */
export function apiVersions(apiUrl: string): ApiVersion[] {
  const version = /\/(v[23])\/?$/.exec(apiUrl)?.[1];
  if (version === undefined) return [{ version: "configured version", apiUrl }];
  const other = version === "v3" ? "v2" : "v3";
  return [
    { version, apiUrl },
    { version: other, apiUrl: apiUrl.replace(/\/v[23]\/?$/, `/${other}`) },
  ];
}
