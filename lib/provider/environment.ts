/** Which provider the settings point at, in facts that may be shown: region, kind of key, sandbox. Pure; nothing secret. */

export type Region = "switzerland" | "germany" | "custom" | "sandbox";
export type KeyKind = "demo" | "production" | "unknown";
export type ProviderEnvironment = {
  region: Region;
  /** Host and port of the base URL. */
  host: string;
  /** `v2`, `v3`, or null when the base URL ends otherwise. */
  apiVersion: string | null;
  keyKind: KeyKind;
  /** Signatures made with such a key have no legal weight. */
  isDemo: boolean;
};

const regionOfHost: Record<string, Region> = { "api.skribble.com": "switzerland", "api.skribble.de": "germany" };

function readKeyKind(username: string): KeyKind {
  if (username.startsWith("api_demo")) return "demo";
  // PROVIDER: "api_production, and in some rare cases api_prod".
  return username.startsWith("api_prod") ? "production" : "unknown";
}

/** Reads region and environment from the settings of the provider. */
export function describeEnvironment(provider: {
  apiUrl: string;
  username: string;
  isSandbox: boolean;
}): ProviderEnvironment {
  const url = new URL(provider.apiUrl);
  const keyKind = readKeyKind(provider.username);
  return {
    region: provider.isSandbox ? "sandbox" : (regionOfHost[url.host] ?? "custom"),
    host: url.host,
    apiVersion: /\/(v\d+)$/.exec(url.pathname)?.[1] ?? null,
    keyKind,
    isDemo: provider.isSandbox || keyKind === "demo",
  };
}
