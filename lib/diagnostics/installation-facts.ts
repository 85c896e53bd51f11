import "server-only";
import { databaseTarget } from "#lib/database/connection";
import { settings } from "#lib/env";
import { pathSetting } from "#lib/provider/endpoints";
import { describeEnvironment } from "#lib/provider/environment";
import packageJson from "../../package.json" with { type: "json" };
import type { InstallationFacts } from "./schema.ts";

export function readFacts(): InstallationFacts {
  const { provider, proxy, trust } = settings();
  const { pathTemplates, maxBytes } = provider;
  const artefacts = ["status", "record", "files", "token"] as const;
  const trustSources = {
    TRUST_JWKS_URL: trust.jwksUrl,
    TRUST_JWKS_FILE: trust.jwksFile,
    TRUST_PEM_FILE: trust.pemFile,
  };
  return {
    environment: describeEnvironment(provider),
    baseUrl: provider.apiUrl,
    paths: artefacts.map((name) => ({ setting: pathSetting[name], template: pathTemplates[name] })),
    limits: [
      { setting: "SKRIBBLE_TIMEOUT_MS", value: provider.timeoutMs },
      { setting: "SKRIBBLE_DEADLINE_MS", value: provider.deadlineMs },
      { setting: "SKRIBBLE_FILES_DEADLINE_MS", value: provider.filesDeadlineMs },
      ...artefacts.map((name) => ({ setting: `MAX_${name.toUpperCase()}_BYTES`, value: maxBytes[name] })),
    ],
    throughProxy: proxy.url !== undefined,
    trustSources: Object.entries(trustSources).flatMap(([name, value]) => (value ? [name] : [])),
    database: databaseTarget().kind,
    version: packageJson.version,
    node: process.versions.node,
  };
}
