import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin({ requestConfig: "./lib/text/request.ts" });

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  devIndicators: false,
  serverExternalPackages: ["pino", "pg", "undici", "@peculiar/x509"],
  // Evidence is never prefetched or kept by the client router: every opening is an act of a person.
  experimental: { staleTimes: { dynamic: 0, static: 30 } },
};

export default withNextIntl(config);
