import { readFileSync } from "node:fs";
import tls from "node:tls";
import { parseSettings, type Settings, SettingsError } from "#lib/env";
import { demoSecret, prepareDataDir } from "./demo-secrets.ts";
import { loadDotEnv } from "./dot-env.ts";

function claimDataDir(dataDir: string): void {
  try {
    prepareDataDir(dataDir);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new SettingsError([{ name: "DATA_DIR", reason: `must name a private folder (${why})` }]);
  }
}

/** Loads `NODE_EXTRA_CA_CERTS` from `.env`, which Node reads too early to see. */
function trustExtraCertificates(path: string): void {
  tls.setDefaultCACertificates([...tls.getCACertificates("default"), readFileSync(path, "utf8")]);
}

/** Loads `.env`, the root of relative paths, and generated demo secrets. @throws SettingsError naming every bad setting */
export function prepareEnvironment(root: string, environment: NodeJS.ProcessEnv = process.env): Settings {
  const extraAtStart = environment.NODE_EXTRA_CA_CERTS;
  loadDotEnv(root, environment);
  environment.NEXT_TELEMETRY_DISABLED = "1";
  environment.EVIDENCE_DESK_ROOT = root;
  const settings = parseSettings(environment);
  const { dataDir, url } = settings.database;
  const { NODE_EXTRA_CA_CERTS } = environment;
  if (NODE_EXTRA_CA_CERTS && NODE_EXTRA_CA_CERTS !== extraAtStart) trustExtraCertificates(NODE_EXTRA_CA_CERTS);
  if (!url || settings.auth.demo) claimDataDir(dataDir);
  if (!settings.auth.demo) return settings;
  if (settings.auth.secrets.length === 0) environment.AUTH_SECRET = demoSecret(dataDir, "auth-secret");
  if (settings.audit.keys.length === 0) environment.AUDIT_KEY = demoSecret(dataDir, "audit-key");
  return parseSettings(environment);
}
