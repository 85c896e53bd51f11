import { describe, expect, it } from "vitest";
import { checkRequest } from "./check-request.ts";

const local = { host: "localhost:3000" };
const check = (target: string, more: { method?: string; headers?: Record<string, string>; demo?: boolean } = {}) =>
  checkRequest({ method: more.method ?? "GET", target, headers: more.headers ?? local }, more.demo ?? false);

describe("checkRequest", () => {
  it.each(["/", "/r/abc?ticket=T-1%20%C3%BC", "/signature-requests/a.b~c-d", "/%E2%82%AC", "/..."])(
    "accepts %s",
    (target) => {
      expect(check(target)).toBeNull();
    },
  );
  it.each([
    "/%",
    "/%zz",
    "/%c0%ae%c0%ae/x",
    "/%E0%A4",
    "/?search=%",
    "/a/../b",
    "/a/%2e%2e/b",
    "/a/.%2E/b",
    "/.",
    "/a%00b",
    "/a#b",
    "/a?b#c",
    "http://elsewhere.example/",
    "*",
    "",
  ])("rejects %s with 400", (target) => {
    expect(check(target)).toMatchObject({ status: 400, code: "invalid_request" });
  });
  it.each(["/_next/image", "/_next/image?url=%2Flogo.svg&w=64&q=75", "/_next/%69mage?url=x", "/_next/image/x"])(
    "rejects %s with 404",
    (target) => {
      expect(check(target)).toMatchObject({ status: 404, code: "not_found" });
    },
  );
  it.each(["TRACE", "PROPFIND", "MKCOL", "SEARCH", "LOCK", "QUERY"])("rejects %s with 405", (method) => {
    expect(check("/", { method })).toMatchObject({ status: 405, code: "method_not_allowed" });
  });
  it.each(["HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("leaves %s to the route handlers", (method) => {
    expect(check("/", { method })).toBeNull();
  });
  it("rejects a request without Host, except in HTTP/1.0", () => {
    const requested = { method: "GET", target: "/", headers: {} };
    expect(checkRequest({ ...requested, httpVersion: "1.1" }, false)).toMatchObject({ status: 400 });
    expect(checkRequest({ ...requested, httpVersion: "1.0" }, false)).toBeNull();
    expect(checkRequest({ ...requested, headers: local, httpVersion: "0.9" }, false)).toMatchObject({ status: 400 });
  });
  it.each(["a", "evidence.example.com:443", "xn--mller-kva.ch", "my_host", "10.0.0.1:1", "[::1]:3000", "[fe80::1]"])(
    "accepts Host %s",
    (host) => {
      expect(check("/", { headers: { host } })).toBeNull();
    },
  );
  it.each([
    ..."a,b a;b a/b a@b a?b a#b a\\b %61 ü.ch a:b a: a:123456 [::1 ::1 [::1]] http://a a:80:80 .a -a *".split(" "),
    ...["", " ", "a, b", "a b", "a\t", "a\0", "x".repeat(300)],
  ])("rejects Host %j", (host) => {
    expect(check("/", { headers: { host } })).toMatchObject({ status: 400, code: "invalid_request" });
  });
  it("rejects a second Host in any spelling, also an equal one", () => {
    const twice = (name: string, value: string) =>
      checkRequest(
        { method: "GET", target: "/", headers: { host: "a" }, rawHeaders: ["Host", "a", "X", "host", name, value] },
        false,
      );
    expect(twice("X", "Host")).toBeNull();
    for (const name of ["Host", "host", "HOST"])
      for (const value of ["a", "b", ""]) expect(twice(name, value)).toMatchObject({ status: 400 });
  });
  it("rejects more than a hundred headers", () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => [`x-${index}`, "1"]).flat();
    const counted = (count: number) =>
      checkRequest({ method: "GET", target: "/", headers: local, rawHeaders: ["Host", "a", ...many(count)] }, false);
    expect(counted(99)).toBeNull();
    expect(counted(100)).toMatchObject({ status: 431 });
  });
  it("rejects a body larger than one megabyte", () => {
    const headers = { ...local, "content-length": "1048577" };
    expect(check("/", { method: "POST", headers })).toMatchObject({ status: 400 });
  });
});

describe("checkRequest in demo", () => {
  it.each(["localhost", "LOCALHOST:3000", "127.0.0.1:3000", "[::1]:3000"])("accepts Host %s", (host) => {
    expect(check("/", { demo: true, headers: { host } })).toBeNull();
  });
  it.each(["evil.example", "localhost.evil.example:3000", "192.168.1.4:3000", "127.0.0.1.evil.example"])(
    "rejects Host %s",
    (host) => {
      expect(check("/", { demo: true, headers: { host } })).toMatchObject({ status: 403, code: "forbidden" });
    },
  );
  it.each(["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"])(
    "rejects a request with %s",
    (name) => {
      expect(check("/", { demo: true, headers: { ...local, [name]: "127.0.0.1" } })).toMatchObject({ status: 403 });
    },
  );
  it("does not apply outside demo", () => {
    expect(check("/", { headers: { host: "evidence.example.com", "x-forwarded-for": "10.0.0.1" } })).toBeNull();
  });
});
