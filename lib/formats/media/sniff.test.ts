import { expect, test } from "vitest";
import { sniff } from "./sniff.ts";

const look = (text: string) => {
  const { label, extension } = sniff(Buffer.from(text), Buffer.byteLength(text));
  return [label, extension];
};

test.each([
  ["<!doctype html><b>x</b>", "HTML", "html.txt"],
  ["\n<!-- a --><HTML lang='en'>", "HTML", "html.txt"],
  ["<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html/>", "HTML", "html.txt"],
  ["<script>alert(1)</script>", "HTML", "html.txt"],
  ["<svg/>", "SVG", "svg.txt"],
  ["<?xml version='1.0'?>\n<!-- made by -->\n<!DOCTYPE svg [<!ENTITY a '>'>]>\n<svg xmlns='x'>", "SVG", "svg.txt"],
  ["<?xml version='1.0'?><report/>", "XML", "xml"],
  ["<scripture><verse/></scripture>", "XML", "xml"],
  ["<a><h:script xmlns:h='http://www.w3.org/1999/xhtml'>", "XML", "xml.txt"],
  ["<?xml-stylesheet href='a.xsl'?><a/>", "XML", "xml.txt"],
  ["<not markup", "Text", "txt"],
  ["<<<<", "Text", "txt"],
  ['{"a": 1}', "JSON", "json"],
  ["{a: 1}", "Text", "txt"],
  ["From: a@example.org\nTo: b@example.org\n\nText", "E-mail", "eml"],
])("detects %j as %s", (text, ...expected) => {
  expect(look(text)).toEqual(expected);
});

test.each([
  ["comments", "<!---->".repeat(600)],
  ["open comments", "<!--".repeat(1500)],
  ["instructions", "<?xml ?>".repeat(600)],
  ["declarations", "<!doctype x>".repeat(400)],
  ["open subsets", "<!x [".repeat(1000)],
  ["spaces", `<a${" ".repeat(5000)}<`],
  ["header fields", "X-".repeat(3000)],
])("scans unterminated %s in one pass", (_, text) => {
  expect(look(`${text}x`)[1]).toMatch(/txt|xml/);
});
