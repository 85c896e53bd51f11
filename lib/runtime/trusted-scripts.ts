/** The one Trusted Types policy of our pages (W3C Trusted Types section 3.3): Turbopack and pdf.js pass addresses as plain text. */

/** The part of the API that this file uses; TypeScript does not describe it. */
type TrustedTypes = {
  createPolicy(name: "default", rules: { createScriptURL(address: string): string | null }): unknown;
};

const scripts = "/_next/static/";

/** @returns null, which the browser refuses and reports, unless the address is a script of this build */
export function allowScriptAddress(address: string, page: string): string | null {
  if (!URL.canParse(address, page)) return null;
  const { origin, pathname } = new URL(address, page);
  return origin === new URL(page).origin && pathname.startsWith(scripts) ? address : null;
}

/** Lets our own scripts and workers load. HTML and code from text stay refused, because the policy has no rule for them. */
export function installScriptPolicy(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy("default", { createScriptURL: (address) => allowScriptAddress(address, location.href) });
}
