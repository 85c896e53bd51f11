import { describe, expect, it } from "vitest";
import { cookieOptions, readCookie, readCookies } from "./cookie.ts";

describe("cookies", () => {
  it("have the __Host- prefix and Secure only over https", () => {
    for (const { name, options } of Object.values(cookieOptions(true))) {
      expect(name.startsWith("__Host-")).toBe(true);
      expect(options).toMatchObject({ secure: true, httpOnly: true, sameSite: "lax", path: "/" });
      expect(options).not.toHaveProperty("domain");
    }
    expect(cookieOptions(false).sessionToken.name).toBe("next-auth.session-token");
  });

  it("are matched by full name, and the first of several counts", () => {
    const header = "xa=0; a=1; a=2; ab=3; a.0=4";
    expect(readCookie(header, "a")).toBe("1");
    expect(readCookies(header)).toEqual({ xa: "0", a: "1", ab: "3", "a.0": "4" });
  });

  it.each([null, "", ";;", "=x", "a", "a=%ff", "b=1"])(
    "returns null without a valid cookie of that name: %j",
    (header) => {
      expect(readCookie(header, "a")).toBeNull();
    },
  );

  it("cannot pollute a prototype by name", () => {
    expect(Object.getPrototypeOf(readCookies("__proto__=x; constructor=y"))).toBe(Object.prototype);
    expect(readCookies("toString=x").toString).toBe("x");
  });
});
