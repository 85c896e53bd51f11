/** Plain JavaScript, because next.config.mjs, proxy.ts and the server around Next share these values. */

const offFeatures = [
  "accelerometer",
  "autoplay",
  "browsing-topics",
  "camera",
  "display-capture",
  "encrypted-media",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "local-fonts",
  "magnetometer",
  "microphone",
  "midi",
  "otp-credentials",
  "payment",
  "screen-wake-lock",
  "serial",
  "usb",
  "xr-spatial-tracking",
];

export const securityHeaders = Object.freeze({
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Origin-Agent-Cluster": "?1",
  "X-Permitted-Cross-Domain-Policies": "none",
  "X-DNS-Prefetch-Control": "off",
  // Decisions may be confirmed with a passkey, by our own pages only.
  "Permissions-Policy": [
    ...offFeatures.map((feature) => `${feature}=()`),
    "publickey-credentials-create=(self)",
    "publickey-credentials-get=(self)",
  ].join(", "),
});

/** Two years; sent only over https. */
export const strictTransport = Object.freeze({ "Strict-Transport-Security": "max-age=63072000; includeSubDomains" });

/** Not `report-to`: Chromium would then ignore this, and delivers those reports over https only, up to a minute later. */
const reporting = "report-uri /api/csp-reports";

const fence = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Allows scripts to read API responses but blocks everything when one is opened as a page. */
export const apiPolicy = `default-src 'none'; ${fence}; sandbox`;

/** Policy of static files: a worker uses its own script's policy, and archives are extracted there with WebAssembly. */
export const staticPolicy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src 'self' blob:; font-src 'self'; style-src 'self'; ${fence}; ${reporting}`;

/** `lib/runtime/trusted-scripts.ts` has the policy. */
const trustedTypes = ["require-trusted-types-for 'script'", "trusted-types default"];

/**
 * Server-rendered style attributes need `style-src-attr`.
 * @param {string} nonce base64, new for each response
 * @param {boolean} [isDevelopment] leaves out Trusted Types, because Next's development client compiles text to code
 */
export function pagePolicy(nonce, isDevelopment = false) {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isDevelopment ? [] : trustedTypes),
    reporting,
  ].join("; ");
}
