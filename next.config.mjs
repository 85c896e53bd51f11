import createNextIntlPlugin from "next-intl/plugin";
import { apiPolicy, securityHeaders, staticPolicy } from "./lib/http/security-headers.mjs";

const withNextIntl = createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  experimental: { messages: { path: "./lib/i18n/messages", format: "json", locales: "infer", precompile: true } },
});

const listed = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }));

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  devIndicators: false,
  serverExternalPackages: ["pino", "pg", "undici", "@peculiar/asn1-schema", "@peculiar/asn1-x509"],
  turbopack: {
    resolveAlias: {
      // libarchive-wasm has a branch for Node, whose modules a browser does not have.
      ...Object.fromEntries(
        ["fs", "path", "crypto"].map((name) => [name, { browser: "./lib/runtime/absent-module.ts" }]),
      ),
      // mediainfo.js names its WebAssembly beside its source, where the package does not have it.
      "MediaInfoModule.wasm": "mediainfo.js/MediaInfoModule.wasm",
    },
  },
  experimental: {
    // Evidence is never prefetched or kept by the client router: every opening is an act of a person.
    staleTimes: { dynamic: 0, static: 120 },
    // A person without the role for a page gets 403 and app/forbidden.tsx.
    authInterrupts: true,
  },
  // A folder whose name begins with a dot would be left out of images and packages.
  rewrites: async () => [{ source: "/.well-known/evidence-desk-log-key", destination: "/api/log-key" }],
  // Pages have their policy from proxy.ts, with a nonce.
  headers: async () => [
    { source: "/:path*", headers: listed(securityHeaders) },
    {
      source: "/api/:path*",
      headers: listed({ "Content-Security-Policy": apiPolicy, "Cache-Control": "no-store, no-transform" }),
    },
    { source: "/_next/static/:path*", headers: listed({ "Content-Security-Policy": staticPolicy }) },
  ],
};

export default withNextIntl(config);
