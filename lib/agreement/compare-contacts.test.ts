import { describe } from "vitest";
import { compareEach } from "./compare-both-ways.fixture.ts";
import { compareEmails, compareMobiles } from "./compare-contacts.ts";

describe("email addresses and phone numbers", () => {
  compareEach(compareEmails, [
    ["Zoe@Example.test", "zoe@example.test", "agrees letter_case"],
    ["mailto:zoe@example.test", "Zoë <zoe@example.test>", "agrees letter_case"],
    ["zoe@müller.test", "zoe@xn--mller-kva.test", "agrees letter_case"],
    ["z**@example.test", "zoe@example.test", "not_comparable masked"],
    ["y**@example.test", "zoe@example.test", "differs masked"],
    ["a".repeat(64), "zoe@example.test", "not_comparable hashed"],
    ["zoe", "zoe@example.test", "not_comparable unknown_word"],
    ["zoe@example.test", "zoo@example.test", "differs letter_case"],
  ]);

  compareEach(compareMobiles, [
    ["+41791234567", "0041 79 123 45 67", "agrees same_number"],
    ["+41 (0)79 123 45 67", "41791234567", "agrees same_number"],
    ["tel:+41-79-123-45-67", "+41791234567", "agrees same_number"],
    ["079 123 45 67", "+41791234567", "agrees national_number"],
    ["(212) 555-1234", "+12125551234", "similar national_number"],
    ["+41 79 *** ** 67", "+41791234567", "not_comparable masked"],
    ["+41791234567", "+41791234568", "differs same_number"],
    ["079 123 45 68", "+41791234567", "differs same_number"],
    ["+49791234567", "+41791234567", "differs same_number"],
    ["call me", "+41791234567", "not_comparable unknown_word"],
  ]);
});
