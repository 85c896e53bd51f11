import { expect, it } from "vitest";
import { withTicket } from "./ticket-link.ts";

it("keeps only ticket and purpose", () => {
  const parameters = { ticket: "SUP-4711", purpose: "disputed signature", other: "x" };
  expect(withTicket("/signature-requests/a", parameters)).toBe(
    "/signature-requests/a?ticket=SUP-4711&purpose=disputed+signature",
  );
  expect(withTicket("/signature-requests/a", {})).toBe("/signature-requests/a");
});

it("keeps the first of several and cuts to the contract's length", () => {
  expect(withTicket("/x", { ticket: ["A", "B"], purpose: "p".repeat(300) })).toBe(
    `/x?ticket=A&purpose=${"p".repeat(200)}`,
  );
});
