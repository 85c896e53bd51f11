export type Region = "switzerland" | "germany" | "custom" | "sandbox";
export type KeyKind = "demo" | "production" | "unknown";
export type ProviderEnvironment = {
  region: Region;
  host: string;
  /** `v2`, `v3`, or null for another base path. */
  apiVersion: string | null;
  keyKind: KeyKind;
  /** Signatures created with such a key have no legal effect. */
  isDemo: boolean;
};

const regionOfHost: Record<string, Region> = { "api.skribble.com": "switzerland", "api.skribble.de": "germany" };

function readKeyKind(username: string): KeyKind {
  if (username.startsWith("api_demo")) return "demo";
  // PROVIDER: "api_production, and in some rare cases api_prod".
  return username.startsWith("api_prod") ? "production" : "unknown";
}

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
