import { readFileSync } from "node:fs";

/** Reads all routes from the build, so that none is missing, and fills their parameters with IDs. */
export function readEndpoints(): string[] {
  const routes = Object.values(
    JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8")) as Record<string, string>,
  );
  return routes
    .filter((route) => !/^\/(_|icon|sign-in|api\/(auth|health|metrics)\b)/.test(route))
    .map((route) =>
      route
        .replace("[srId]", "sr-1")
        .replace("[evidenceId]", "ev-1")
        .replace(/\[\.{0,3}\w+\]/g, "x-1"),
    );
}

/** Headers that bypassed authorization in this or another framework. */
export const bypassHeaders: readonly Record<string, string>[] = [
  { "x-middleware-subrequest": "proxy" },
  { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
  { "x-middleware-subrequest": "src/middleware:src/middleware:src/middleware:src/middleware:src/middleware" },
  { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
  { "x-middleware-subrequest-id": "1" },
  { "x-middleware-prefetch": "1" },
  { "x-middleware-next": "1" },
  { "x-middleware-rewrite": "/api/signature-requests" },
  { "x-middleware-override-headers": "cookie", "x-middleware-request-cookie": "next-auth.session-token=x" },
  { "x-nextjs-data": "1" },
  { "x-nextjs-matched-path": "/api/signature-requests" },
  { rsc: "1" },
  { rsc: "1", "next-router-prefetch": "1" },
  { rsc: "1", "next-router-segment-prefetch": "/_tree" },
  { rsc: "1", "next-router-state-tree": "%5B%22%22%2C%7B%7D%5D" },
  { "next-action": "x" },
  { "x-matched-path": "/api/signature-requests" },
  { "x-invoke-path": "/api/signature-requests", "x-invoke-status": "200" },
  { "x-invoke-output": "/api/signature-requests" },
  { "x-now-route-matches": "1=sr-1" },
  { "x-prerender-revalidate": "x" },
  { "x-original-url": "/api/signature-requests" },
  { "x-rewrite-url": "/api/signature-requests" },
  { "x-http-method-override": "GET" },
  { "x-forwarded-for": "127.0.0.1" },
  { "x-forwarded-host": "localhost" },
  { "x-real-ip": "127.0.0.1" },
  { forwarded: "for=127.0.0.1;host=localhost" },
  { authorization: "Bearer eyJhbGciOiJub25lIn0.eyJyb2xlcyI6WyJyZXZpZXdlciJdfQ." },
  { "x-user": "reviewer@demo.test", "x-roles": "reviewer" },
  { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" },
  { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
  { purpose: "prefetch", "sec-purpose": "prefetch" },
  { "content-type": "application/json", "transfer-encoding": "chunked" },
];

/** Path variants that a router and an authorization check may interpret differently. */
export const pathForms: readonly ((path: string) => string)[] = [
  (path) => `/${path}`,
  (path) => `${path}/`,
  (path) => `${path}//`,
  (path) => `${path}.rsc`,
  (path) => `${path}.json`,
  (path) => `${path}.segments/_tree.segment.rsc`,
  (path) => `${path}?_rsc=1`,
  (path) => `${path}?__nextDataReq=1`,
  (path) => `${path}?x-middleware-subrequest=proxy`,
  (path) => `${path}%2f`,
  (path) => `${path}%00`,
  (path) => `${path}%20`,
  (path) => `${path};jsessionid=1`,
  (path) => `${path}#x`,
  (path) => path.replace("/api", "/%61pi"),
  (path) => path.replaceAll("/", "//"),
  (path) => path.replaceAll("/", "/./"),
  (path) => path.replaceAll("/", "%2f").replace("%2f", "/"),
  (path) => path.replaceAll("/", "\\"),
  (path) => `/x/..${path}`,
  (path) => `/x/%2e%2e${path}`,
  (path) => `/_next/static/..${path}`,
  (path) => `/_next/static/%2e%2e/%2e%2e${path}`,
  (path) => `/_next/static//..%2f..${path}`,
  (path) => `/_next/data/build${path}.json`,
  (path) => `/_next/image?url=${encodeURIComponent(path)}&w=64&q=75`,
  (path) => path.toUpperCase(),
  (path) => path.replace("/api", "/API"),
  (path) => `http://localhost${path}`,
  (path) => `/sign-in/..${path}`,
  (path) => `/api/auth/..${path}`,
  (path) => `/api/health/live/..%2f..%2f..${path}`,
  (path) => path.replaceAll(/[a-z]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
];
