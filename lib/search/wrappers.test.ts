import fc from "fast-check";
import { expect, it } from "vitest";
import { parseSearchInput } from "./parse-search-input.ts";

const enc = encodeURIComponent;
const base64 = (text: string) => Buffer.from(text).toString("base64");
type Wrapper = (text: string, at: number) => string;

/** Link protection and redirects: from URL to URL. */
const links: Record<string, Wrapper> = {
  safeLinks: (a) =>
    `https://eur01.safelinks.protection.outlook.com/?url=${enc(a)}&data=05%7C02%7Cz%40b.example%7C0&reserved=0`,
  proofpoint1: (a) => `https://urldefense.proofpoint.com/v1/url?u=${enc(a)}&k=LIw%3D&r=abc`,
  proofpoint2: (a) =>
    `https://urldefense.proofpoint.com/v2/url?u=${enc(a).replaceAll("-", "%2D").replaceAll("_", "%5F").replaceAll("%2F", "_").replaceAll("%", "-")}&d=DwMF&c=euG-z_s&e=`,
  proofpoint3: (a) => `https://urldefense.com/v3/__${a}__;!!JFdNOqOXpB6UZW0!k5$`,
  barracuda: (a) => `https://linkprotect.cudasvc.com/url?a=${enc(a)}&c=E,1,IyM5&typo=1`,
  cisco: (a) => `https://secure-web.cisco.com/1aBcD-eF/${enc(a)}`,
  sophos: (a) => `https://eu-west-1.protection.sophos.com?d=example.com&u=${enc(base64(a))}&i=NWY4&t=aGVs`,
  checkPoint: (a) => `https://protect.checkpoint.com/v2/___${a}___.YzJlOmRlc2s6YzpvOjEyMw`,
  google: (a) => `https://www.google.com/url?q=${enc(a)}&sa=D&usg=AOv`,
  owa: (a) => `https://mail.bank.example/owa/redir.aspx?C=aBcD&URL=${enc(a)}`,
  slackRedirect: (a) => `https://slack-redir.net/link?url=${enc(a)}&v=3`,
};

const quote = (text: string, mark: string) =>
  text
    .split(/\r?\n/)
    .map((line) => mark + line)
    .join("\r\n");
const insert = (text: string, at: number, what: string) => {
  const offset = at % (text.length + 1);
  return text.slice(0, offset) + what + text.slice(offset);
};

const characters: Record<string, Wrapper> = {
  noBreakHyphens: (t) => t.replaceAll("-", "\u2011"),
  minusSigns: (t) => t.replaceAll("-", "\u2212"),
  zeroWidthSpace: (t, at) => insert(t, at, "\u200b"),
  byteOrderMark: (t) => `\ufeff${t}`,
  wordJoiners: (t) => t.replaceAll("-", "\u2060-\u2060"),
  isolates: (t) => `\u2068${t}\u2069`,
  fullWidth: (t) => t.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
};

/** Quoted-printable with one soft line break, which never cuts an encoded byte. */
function toQuotedPrintable(text: string, at: number): string {
  const encodeByte = (byte: number) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  const units = [...text].flatMap((c) =>
    /[^\r\n\x20-\x7e]|=/.test(c) ? [...new TextEncoder().encode(c)].map(encodeByte) : [c],
  );
  units.splice(at % (units.length + 1), 0, "=\r\n");
  return units.join("");
}

const texts: Record<string, Wrapper> = {
  prose: (t) => `Dear support,\nplease look at ${t}, it is disputed.\nKind regards`,
  parentheses: (t) => `(${t})`,
  guillemets: (t) => `«${t}»`,
  fullStopCjk: (t) => `参照：${t}。`,
  slack: (t) => `<${t}|evidence>`,
  markdown: (t) => `[evidence](${t})`,
  code: (t) => `\`${t}\``,
  bold: (t) => `**${t}**`,
  jira: (t) => `[Nachweis|${t}]`,
  noformat: (t) => `{noformat}${t}{noformat}`,
  html: (t) => `<p><a href="${t.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}">evidence</a></p>`,
  references: (t) => t.replace(/[^\w\s]/g, (c) => `&#${c.codePointAt(0)};`),
  json: (t) => JSON.stringify({ id: 7, text: t }),
  jsonEscapes: (t) => JSON.stringify({ text: t }).replaceAll("/", "\\/").replaceAll("-", "\\u002d"),
  quotedPrintable: toQuotedPrintable,
  mailQuote: (t) => quote(t, "> "),
  mailQuoteTwice: (t) => `On Monday Zoë wrote:\r\n${quote(t, ">> ")}\r\n> yes`,
  csv: (t) => `1,"${t.replaceAll('"', '""')}",x`,
  tabs: (t) => `a\t${t}\tb`,
  excel: (t) => `="${t}"`,
  hyperlink: (t) => `=HYPERLINK("${t}";"evidence")`,
  apostrophe: (t) => `'${t}`,
  rtf: (t) =>
    `{\\rtf1\\ansi\\pard ${t
      .replace(/[\\{}]/g, "\\$&")
      .replace(/\r?\n/g, "\\par\n")
      .replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0)}?`)}\\par}`,
  percent: (t) => enc(t),
  lineBreak: (t, at) => insert(t, at, "\n"),
  quotedBreak: (t, at) => `> ${insert(t, at, "\r\n> ")}`,
};

const names = (...groups: Record<string, Wrapper>[]) => groups.flatMap((group) => Object.keys(group));
const all: Record<string, Wrapper> = { ...links, ...characters, ...texts };
const breaks = new Set(["lineBreak", "quotedBreak", "quotedPrintable"]);
/** Link protection accepts only URLs, so it never wraps a text. */
const compositions = names(links, characters, texts).flatMap((first) =>
  (first in texts ? names(characters, texts) : names(links, characters, texts))
    // Two adjacent line ends are a blank line, and one in an RTF control word alters the text.
    .filter((second) => !((breaks.has(first) || first === "rtf") && breaks.has(second)))
    .map((second): [string, string] => [first, second]),
);

/** A UUID with letters in its outer groups: decimal groups over several lines may be other numbers. */
const hexId = fc.uuid().map((id) => `ad8c${id.slice(4, -4)}2f7c`);
const evidence = fc.oneof(
  fc.integer({ min: 10_000 }).map((n) => `evidence-${n}`),
  fc.integer({ min: 100 }).map(String),
);

const numRuns = process.env.FULL === "1" ? 30_000 : 2_000;
const timeout = 300_000;

it(
  "finds an ID in any two composed wrappers, and never another evidence",
  () => {
    fc.assert(
      fc.property(
        hexId,
        evidence,
        fc.constantFrom("id", "request", "evidence", "short"),
        fc.constantFrom(...compositions),
        fc.nat(400),
        (srId, evidenceId, form, [first, second], at) => {
          const link = {
            id: srId,
            request: `https://desk.example.com/signature-requests/${srId}`,
            evidence: `https://desk.example.com/signature-requests/${srId}/evidence/${evidenceId}`,
            short: `https://desk.example.com/r/${srId}/${evidenceId}?ticket=SUP-1`,
          }[form];
          fc.pre(form !== "id" || !(first in links || second in links));
          const text = all[second]!(all[first]!(link, at), at);
          const query = parseSearchInput(text);
          if (query.kind !== "ids") throw new Error(`${query.kind}: ${text}`);
          const found = query.ids.filter((target) => target.srId === srId);
          expect(found, `${JSON.stringify(query.ids)} in ${text}`).toHaveLength(1);
          if (found[0]!.evidenceId !== null) expect(found[0]!.evidenceId).toBe(evidenceId);
          expect(query.ids, text).toHaveLength(1);
        },
      ),
      { numRuns },
    );
  },
  timeout,
);

it(
  "never opens an ID with a lost digit, in any composition",
  () => {
    fc.assert(
      fc.property(hexId, fc.nat(35), fc.constantFrom(...compositions), fc.nat(400), (id, lost, [first, second], at) => {
        const cut = id.slice(0, lost) + id.slice(lost + 1);
        const form = first in links || second in links ? `https://desk.example.com/signature-requests/${cut}` : cut;
        // A hyphen lost at a line end is restored and offered as a choice.
        fc.pre(id[lost] !== "-");
        const text = all[second]!(all[first]!(form, at), at);
        const query = parseSearchInput(text);
        // "a" on the previous line may complete it, so it is only a choice.
        expect(query.kind === "ids" && query.isCertain, text).toBe(false);
      }),
      { numRuns },
    );
  },
  timeout,
);

it(
  "never finds an ID in random text with fewer than 32 hexadecimal digits",
  () => {
    const part = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom(
        "-",
        "=\r\n",
        "\n> ",
        "&#45;",
        "%2D",
        "\u200b",
        "\u00ad",
        "https://",
        "//",
        "?u=",
        "&",
        "___",
        "__;",
        "<b>",
        "{",
        "ad8ce78b",
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        fc.pre(text.replace(/[^0-9a-f]/gi, "").length < 32);
        const query = parseSearchInput(text);
        const uuids = query.kind === "ids" ? query.ids.filter(({ srId }) => srId.length === 36) : [];
        expect(uuids).toEqual([]);
      }),
      { numRuns },
    );
  },
  timeout,
);

it("does not open an ID whose first digit may belong to an escape cut by a line end", () => {
  const start = "> https://urldefense.proofpoint.com/v1/url?u=https%3A%2F%2Fdesk.example.com%2Fsignature-requests%2";
  for (const lineEnd of ["\n> ", "\n", "=\n"]) {
    const query = parseSearchInput(`${start}${lineEnd}Fd8c0000-0000-1000-8000-000000002f7c&k=LIw%3D&r=abc`);
    expect(query.kind === "ids" && query.isCertain, lineEnd).toBe(false);
  }
});
