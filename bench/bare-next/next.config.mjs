import { fileURLToPath } from "node:url";

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  compress: false,
  serverExternalPackages: ["undici"],
  turbopack: { root: fileURLToPath(new URL("../..", import.meta.url)) },
};
