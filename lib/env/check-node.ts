import type { SettingError } from "./fault.ts";

/** Refuses settings of Node that switch off certificate checks or write the keys of TLS sessions to a file. */
export function checkNode(environment: NodeJS.ProcessEnv, faults: SettingError[]): void {
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED === "0")
    faults.push({
      name: "NODE_TLS_REJECT_UNAUTHORIZED",
      reason: "0 accepts every certificate: remove it, and name your own root by NODE_EXTRA_CA_CERTS",
    });
  if (/--tls[-_]keylog/.test(environment.NODE_OPTIONS ?? ""))
    faults.push({
      name: "NODE_OPTIONS",
      reason: "contains --tls-keylog, which writes the keys of all TLS connections to a file: remove it",
    });
}
