import { describe, expect, it } from "vitest";
import { findTicket } from "./find-ticket.ts";

const sr = "ad8ce78b-30c7-4e8f-9b3a-0d8a3c1b2f70";

describe("the ticket of a pasted text", () => {
  it.each<[string, string]>([
    [`[SUP-4711] Please check ${sr}`, "SUP-4711"],
    [`SUP-4711: see ${sr}\nRe: SUP-4711`, "SUP-4711"],
    [`Thanks, SUP-4711.`, "SUP-4711"],
    [`https://jira.bank.example/browse?x=1 (SUP\u20114711) ${sr}`, "SUP-4711"],
    [`INC0012345 ${sr}`, "INC0012345"],
    [`Ticket #4711 ${sr}`, "4711"],
    [`Fall Nr. 4711: ${sr}`, "4711"],
    [`https://desk.example.com/r/${sr}?ticket=SUP-4711&purpose=onboarding`, "SUP-4711"],
    [`https://desk.example.com/r/${sr}?ticket=KYC%202026%2F7`, "KYC 2026/7"],
  ])("is found in %j", (text, ticket) => {
    expect(findTicket(text)).toBe(ticket);
  });

  it.each([
    sr,
    sr.toUpperCase(),
    `request ${sr}`,
    "UTF-8, SHA-256, ISO-8601 and RS-256 are not tickets",
    "AB-12-34 and 2026-11-26",
    "ABC-1.2",
    "SUP-1 and SUP-2",
    "Ticket 12",
    "ES-0123",
    "",
  ])("is not guessed in %j", (text) => {
    expect(findTicket(text)).toBeNull();
  });
});
