/** Named character references (HTML Standard, section 13.5) in or beside an ID or a link. */
const named: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ensp: " ",
  emsp: " ",
  thinsp: " ",
  newline: "\n",
  tab: "\t",
  shy: "\u00ad",
  hyphen: "-",
  dash: "-",
  minus: "-",
  ndash: "\u2013",
  mdash: "\u2014",
  zwj: "\u200d",
  zwnj: "\u200c",
  zerowidthspace: "\u200b",
  nobreak: "\u2060",
  lrm: "\u200e",
  rlm: "\u200f",
  sol: "/",
  colon: ":",
  period: ".",
  quest: "?",
  equals: "=",
  percnt: "%",
  num: "#",
  lowbar: "_",
  commat: "@",
  lbrace: "{",
  rbrace: "}",
  lcub: "{",
  rcub: "}",
};

const inlineTag =
  /<\/?(?:wbr|b|i|u|s|em|strong|span|mark|font|code|tt|small|big|sub|sup|nobr|bdi|bdo|o:p)(?:[\s/][^<>]{0,300})?>/gi;
const blockTag = /<\/?(?:br|p|div|td|th|tr|li|ul|ol|table|pre|blockquote|h[1-6])(?:[\s/][^<>]{0,300})?>/gi;
const reference = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,14}));/gi;
const escaped = /\\(?:u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2})|([nrt])|([-_/\\"'`*.~{}()[\]<>#+!|:&?]))/gi;

const controls: Record<string, string> = { n: "\n", r: "\r", t: "\t" };

function fromCode(digits: string, radix: number): string {
  const code = Number.parseInt(digits, radix);
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

/** Decodes HTML tags and references, JSON, JavaScript and Markdown escapes, and `hxxps://desk[.]example` once. */
export function decodeMarkup(text: string): string {
  return text
    .replace(inlineTag, "")
    .replace(blockTag, "\n")
    .replace(reference, (whole, decimal?: string, hex?: string, name?: string) => {
      if (name) return named[name.toLowerCase()] ?? whole;
      return decimal ? fromCode(decimal, 10) : fromCode(hex ?? "", 16);
    })
    .replace(escaped, (_, unit?: string, point?: string, byte?: string, control?: string, sign?: string) => {
      if (control) return controls[control.toLowerCase()] ?? "";
      return sign ?? fromCode(unit ?? point ?? byte ?? "", 16);
    })
    .replace(/\r\n?/g, "\n")
    .replace(/\bhxxp(s?)(?=\[?:)/gi, "http$1")
    .replace(/[[({](?:\.|dot)[\])}]/gi, ".")
    .replace(/\[(:\/?\/?|\/)\]/g, "$1");
}
