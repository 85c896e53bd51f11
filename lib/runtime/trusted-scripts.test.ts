import { expect, it } from "vitest";
import { allowScriptAddress } from "./trusted-scripts.ts";

const page = "https://evidence.example.com/signature-requests/a";

it.each([
  "/_next/static/chunks/a.js",
  "https://evidence.example.com/_next/static/chunks/turbopack-worker-a.js#params=x",
])("allows %s", (address) => {
  expect(allowScriptAddress(address, page)).toBe(address);
});

it.each([
  ..."https://evil.example/_next/static/a.js //evil.example/_next/static/a.js /api/signature-requests/a a.js".split(
    " ",
  ),
  ..."http://evidence.example.com/_next/static/a.js data:text/javascript,1 javascript:1 https://[".split(" "),
  ...[
    "blob:https://evidence.example.com/_next/static/1",
    "/_next/static/../../api/recent",
    "/_next/static/%2e%2e/x",
    "",
  ],
])("refuses %j", (address) => {
  expect(allowScriptAddress(address, page)).toBeNull();
});
