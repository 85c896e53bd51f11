import type { BodyState } from "#lib/provider/fetch-prefix";
import { describeArchive } from "./archive-shape.ts";
import { decodeBody } from "./decode-body.ts";
import { formatCount } from "./format-count.ts";
import { fieldNamesOf } from "./json-shape.ts";
import { printShape } from "./print-shape.ts";
import { type JsonShapeReading, readJsonShape } from "./read-json-shape.ts";
import { readTokenShape, type TokenShape } from "./token-shape.ts";

/** Shape of a body without values; its lines are printed after all names were compared with all values. */
export type BodyShape = {
  names: string[];
  print(mayShow: (name: string) => boolean): string[];
};

const fixed = (...lines: string[]): BodyShape => ({ names: [], print: () => lines });

const stateNotes: Partial<Record<JsonShapeReading["state"], string>> = {
  cut: "the body goes on; the shape is that of its beginning",
  too_deep: "the body is nested too deep to be read to its end",
};

const present = (value: string | null) => value ?? "absent";

function tokenShape(token: TokenShape): BodyShape {
  const readings = [token.header, ...(token.claims ? [token.claims] : [])];
  const { kind, alg, typ, disclosures, isJsonString, header, claims } = token;
  return {
    names: readings.flatMap(({ shape }) => [...fieldNamesOf(shape)]),
    print: (mayShow) => [
      `token in compact serialization, ${kind}${isJsonString ? ", inside a JSON string" : ""}`,
      `alg: ${present(alg)}; typ: ${present(typ)}; kid: ${header.shape.fields.has("kid") ? "present" : "absent"}`,
      ...(disclosures > 0 ? [`parts behind a tilde: ${formatCount(disclosures)}`] : []),
      "header:",
      ...printShape(header.shape, mayShow, "  "),
      "claims:",
      ...(claims === null
        ? ["  encrypted"]
        : claims.state === "invalid"
          ? ["  not JSON"]
          : printShape(claims.shape, mayShow, "  ")),
    ],
  };
}

function describeOther(body: Buffer, text: string): string {
  if (/^\s*<(!doctype\s+html|html|head|body)\b/i.test(text)) return "not JSON: looks like a web page (HTML)";
  if (/^\s*</.test(text)) return "not JSON: looks like XML or HTML";
  if (/^-----BEGIN /.test(text)) return "not JSON: looks like PEM";
  if (body.toString("latin1", 0, 2) === "PK") return "not JSON: looks like a ZIP archive";
  if (body.toString("latin1", 0, 5) === "%PDF-") return "not JSON: looks like a PDF file";
  if (body[0] === 0x30 && ((body[1] ?? 0) & 0x80) !== 0) return "not JSON: looks like ASN.1 (CMS or a certificate)";
  if (/^[A-Za-z0-9+/_=\s-]{16,}$/.test(text.slice(0, 4096))) return "not JSON: looks like base64 text";
  return text === "" ? "not JSON: not text" : "not JSON: other text";
}

/** @param onValue called with each value, to compare names with values */
export function readBodyShape(
  { body, bodyState, problem }: { body: Buffer; bodyState: BodyState; problem: { problem: string } | null },
  kind: "json" | "archive" | "token",
  onValue: (value: string) => void,
): BodyShape {
  if (bodyState === "unread") return fixed("body not read");
  if (body.length === 0) return fixed("empty body");
  if (problem) return fixed("problem body of the provider");
  const isCut = bodyState !== "whole";
  if (kind === "archive" && body.toString("latin1", 0, 2) === "PK") return fixed(...describeArchive(body, !isCut));
  const { text, encoding } = decodeBody(body, isCut);
  const token = isCut ? null : readTokenShape(text, onValue);
  if (token) return tokenShape(token);
  const { shape, state } = readJsonShape(text, { isCut, onValue });
  if (state === "invalid" || encoding === "not text") return fixed(describeOther(body, text));
  const note = bodyState === "broken" ? "the body broke off; the shape is that of its beginning" : stateNotes[state];
  return {
    names: [...fieldNamesOf(shape)],
    print: (mayShow) => [
      `JSON in ${encoding}${note === undefined ? "" : `; ${note}`}`,
      ...printShape(shape, mayShow, "  "),
    ],
  };
}
