import { resolve } from "node:path";
import { parseSettings, type Settings } from "#lib/env";
import { demoSecret, prepareDataDir } from "./demo-secrets.ts";
import { loadDotEnv } from "./dot-env.ts";

/**
 * Brings the environment of a process of ours (server or command line tool) to its full form: `.env`, the project's
 * root for relative paths, and the secrets that a demo makes for itself.
 * @throws SettingsError naming every bad setting.
 */
export function prepareEnvironment(root: string, environment: NodeJS.ProcessEnv = process.env): Settings {
  loadDotEnv(root, environment);
  environment.NEXT_TELEMETRY_DISABLED = "1";
  environment.EVIDENCE_DESK_ROOT = root;
  const settings = parseSettings(environment);
  const dataDir = resolve(settings.database.dataDir);
  prepareDataDir(dataDir);
  if (!settings.auth.demo) return settings;
  if (settings.auth.secrets.length === 0) environment.AUTH_SECRET = demoSecret(dataDir, "auth-secret");
  if (settings.audit.keys.length === 0) environment.AUDIT_KEY = demoSecret(dataDir, "audit-key");
  return parseSettings(environment);
}
