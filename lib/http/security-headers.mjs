/**
 * What every answer tells the browser. Plain JavaScript, because next.config.mjs, proxy.ts and the server around Next read the same words.
 */

/** Features that nothing here uses. */
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
  "publickey-credentials-get",
  "screen-wake-lock",
  "serial",
  "usb",
  "xr-spatial-tracking",
];

/** On every answer: pages, API, static files, errors. */
export const securityHeaders = Object.freeze({
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Origin-Agent-Cluster": "?1",
  "X-Permitted-Cross-Domain-Policies": "none",
  "X-DNS-Prefetch-Control": "off",
  "Permissions-Policy": offFeatures.map((feature) => `${feature}=()`).join(", "),
});

/** Two years; sent when the product is reached by https. */
export const strictTransport = Object.freeze({ "Strict-Transport-Security": "max-age=63072000; includeSubDomains" });

const fence = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Answers of the API are read by script or saved; opened as a page they can do nothing. */
export const apiPolicy = `default-src 'none'; ${fence}; sandbox`;

/** Static files: a worker takes the policy of its own script, and the unpacking of archives runs there as WebAssembly. */
export const staticPolicy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src 'self' blob:; font-src 'self'; style-src 'self'; ${fence}`;

/**
 * Pages: scripts run by this answer's nonce alone. Style attributes that the server renders need `style-src-attr`.
 * @param {string} nonce base64, new for each answer
 */
export function pagePolicy(nonce) {
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
  ].join("; ");
}
