import { expect, it } from "vitest";
import { chooseLogoutHint } from "./oidc-tokens.ts";

it.each([
  [{ sub: "anna", sid: "s-1", login_hint: "O.CiQ" }, "O.CiQ"],
  [{ sub: "anna", sid: "s-1" }, "s-1"],
  [{ sub: "anna", sid: "" }, "anna"],
  [{ sub: "anna", sid: 7, login_hint: "x".repeat(513) }, "anna"],
  [{ email: "anna@example.test" }, null],
])("chooses the hint for the logout at the provider from %j", (claims, hint) => {
  expect(chooseLogoutHint(claims)).toBe(hint);
});
