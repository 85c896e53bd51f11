import { expect, test } from "vitest";
import { codePages } from "./code-pages.ts";
import { decodeName } from "./decode-name.ts";

const encode = (text: string, page: keyof typeof codePages) =>
  Uint8Array.from(text, (letter) => (letter < "\u0080" ? letter.charCodeAt(0) : 128 + codePages[page].indexOf(letter)));

test.each([
  ["Führerausweis Zoë.jpg", "cp437"],
  ["Führerausweis Zoë.jpg", "cp850"],
  ["Ægir Ñandú £ 5.txt", "cp437"],
  ["Søren Øst.jpg", "cp850"],
  ["João Ávila, À Ô.pdf", "cp850"],
  ["Ýmir Þór.txt", "cp850"],
] as const)("reads %s in %s", (name, page) => {
  expect(decodeName(encode(name, page), false)).toMatchObject({ text: name, guessed: true });
});

test("reads frames and Greek letters as code page 437", () => {
  const name = "═╬ αΓ Σ.txt";
  expect(decodeName(encode(name, "cp437"), false).text).toBe(name);
});
