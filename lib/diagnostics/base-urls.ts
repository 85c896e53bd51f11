export type ApiVersion = { version: string; apiUrl: string };

/** Returns the configured base URL and, if it ends in v2 or v3, the other version on the same host. */
export function apiVersions(apiUrl: string): ApiVersion[] {
  const version = /\/(v[23])\/?$/.exec(apiUrl)?.[1];
  if (version === undefined) return [{ version: "configured version", apiUrl }];
  const other = version === "v3" ? "v2" : "v3";
  return [
    { version, apiUrl },
    { version: other, apiUrl: apiUrl.replace(/\/v[23]\/?$/, `/${other}`) },
  ];
}
