import { describe, expect, it } from "vitest";
import { parseSearchInput } from "./parse-search-input.ts";

/** Forms in which tools wrap an ID or link. Each row names request `sr`, and evidence `ev` if its URL does. */
const sr = "ad8ce78b-30c7-4e8f-9b3a-0d8a3c1b2f70";
const ev = "evidence-12345";
const base = "https://desk.example.com";
const page = `${base}/signature-requests/${sr}/evidence/${ev}`;
const short = `${base}/r/${sr}/${ev}?ticket=SUP-4711`;
const enc = encodeURIComponent;
const base64 = (text: string) => Buffer.from(text).toString("base64");
const withHyphens = (hyphen: string) => sr.replaceAll("-", hyphen);
const compact = sr.replaceAll("-", "");
const fullWidth = (text: string) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const quoted = (text: string) => text.replaceAll("=", "=3D");
const proofpoint2 = (link: string) =>
  `https://urldefense.proofpoint.com/v2/url?u=${enc(link).replaceAll("-", "%2D").replaceAll("_", "%5F").replaceAll("%2F", "_").replaceAll("%", "-")}&d=DwMFaQ&c=euGZstcaTDllvimEN8b7jXrwqOf-v5A_CdpgnVfiiMM&r=Nq-Ex_5a&m=fXq3&s=0Hq&e=`;
const safeData =
  "05%7C02%7Csupport%40bank.example%7C84df9e7fe9f640afb435aab3b5e1c0f1%7C72f988bf86f141af91ab2d7cd011db47%7C1%7C0%7C638";
const safeLink = (link: string, host = "eur01") =>
  `https://${host}.safelinks.protection.outlook.com/?url=${enc(link)}&data=${safeData}&sdata=Xy%2Bz%3D&reserved=0`;

const withEvidence: [string, string][] = [
  // Our own addresses and the provider's
  ["page of an evidence", page],
  ["page of an evidence, its record tab", `${page}/record`],
  ["page of an evidence, a file of it", `${page}/files?file=3`],
  ["page of an evidence, a node of the record", `${page}/record?node=0.3.1#top`],
  ["short link", short],
  ["short link with a slash at the end", `${base}/r/${sr}/${ev}/`],
  ["short link, token tab behind it", `${base}/r/${sr}/${ev}/token`],
  ["short link without a host", `/r/${sr}/${ev}`],
  ["short link without a scheme", `desk.example.com/r/${sr}/${ev}`],
  [
    "link from another host with a port and a prefix",
    `http://10.0.0.7:8443/desk/signature-requests/${sr}/evidence/${ev}`,
  ],
  ["our API", `GET /api/signature-requests/${sr}/evidence/${ev}/token/verdict 200`],
  ["the provider's API", `https://api.skribble.de/v2/signature-requests/${sr}/identification/${ev}/jwt`],
  ["sign-in page that returns to it", `${base}/sign-in?returnTo=${enc(`/signature-requests/${sr}/evidence/${ev}`)}`],
  // Link protection
  ["Safe Links", safeLink(page)],
  ["Safe Links of another region, upper case", safeLink(short, "NAM12").replace("https://NAM12", "HTTPS://NAM12")],
  ["Safe Links, in HTML", `<a href="${safeLink(page).replaceAll("&", "&amp;")}">open</a>`],
  ["Safe Links with the older parameters", safeLink(page).replace("data=05%7C02", "data=02%7C01")],
  [
    "Safe Links of Teams",
    `https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=${enc(page)}&locale=en-us&dest=${enc("https://teams.microsoft.com/api/mt/part/emea/atpsafelinks/")}`,
  ],
  ["Proofpoint, version 1", `https://urldefense.proofpoint.com/v1/url?u=${enc(page)}&k=LIw%3D&r=abc&m=def&s=123`],
  ["Proofpoint, version 2", proofpoint2(page)],
  ["Proofpoint, version 2, short link with a ticket", proofpoint2(short)],
  ["Proofpoint, version 3", `https://urldefense.com/v3/__${page}__;!!JFdNOqOXpB6UZW0!k5$`],
  ["Proofpoint, version 3, coded characters", `https://urldefense.com/v3/__${page}?x=a*b**Bc__;I8Opw6k!!JFdNOqOX!k5$`],
  [
    "Proofpoint, version 3, one slash lost",
    `https://urldefense.us/v3/__${page.replace("https://", "https:/")}__;!!JFdN!k5$`,
  ],
  ["Barracuda", `https://linkprotect.cudasvc.com/url?a=${enc(page)}&c=E,1,IyM5,&typo=1`],
  ["Cisco", `https://secure-web.cisco.com/1aBcD-eF_gH/${enc(page)}`],
  ["Sophos", `https://eu-west-1.protection.sophos.com?d=example.com&u=${enc(base64(page))}&i=NWY4&t=aGVs&h=abc&s=AVNP`],
  [
    "Sophos, base64url without padding",
    `https://eu-central-1.protection.sophos.com/?d=desk.example.com&u=${base64(short).replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_")}&p=m`,
  ],
  [
    "Mimecast with the address as a parameter",
    `https://protect-eu.mimecast.com/r/aBc?u=${enc(page)}&domain=desk.example.com`,
  ],
  ["Trend Micro", `https://ca-1234.trendmicro.com:443/wis/clicktime/v1/query?url=${enc(page)}&umid=AB&auth=1`],
  ["Symantec Click-time", `https://clicktime.symantec.com/3aBcD?u=${enc(page)}`],
  [
    "Trellix",
    `https://protect2.fireeye.com/v1/url?k=31323334-501d5122-313273af-454445555731-6d9&q=1&e=abc&u=${enc(page)}`,
  ],
  ["Check Point Harmony", `https://protect.checkpoint.com/v2/___${page}___.YzJlOmRlc2s6YzpvOjEyMw`],
  ["Check Point Harmony with a region", `https://url.avanan.click/v2/r01/___${page}___.YXAxZTpkZXNr`],
  ["Libraesva", `https://urlsand.esvalabs.com/?u=${enc(page)}&e=12&h=ab&f=y&p=n`],
  ["EdgePilot", `https://link.edgepilot.com/s/ab12cd34/xYz_12?u=${page}`],
  // Redirects
  ["Google", `https://www.google.com/url?q=${enc(page)}&sa=D&source=docs&ust=1700000000&usg=AOv`],
  ["Google, not encoded", `https://www.google.com/url?q=${short}&sa=D`],
  ["Bing", `https://www.bing.com/ck/a?!&&p=0a1b&u=a1${base64(page).replace(/=+$/, "")}&ntb=1`],
  ["Outlook Web App", `https://mail.bank.example/owa/redir.aspx?C=aBcD&URL=${enc(page).toLowerCase()}`],
  ["Outlook Web App, older", `https://webmail.bank.example/owa/redir.aspx?REF=a1B2&URL=${page}`],
  ["Slack", `https://slack-redir.net/link?url=${enc(page)}&v=3`],
  ["Facebook", `https://l.facebook.com/l.php?u=${enc(page)}&h=AT1`],
  ["Jira sign-in", `https://id.atlassian.com/login?continue=${enc(`https://jira.example.com/x?to=${enc(page)}`)}`],
  ["web archive", `https://web.archive.org/web/2026/${page}`],
  ["Safe Links of Proofpoint", safeLink(proofpoint2(page))],
  ["encoded twice", `https://tickets.example.com/go?to=${enc(enc(page))}`],
  ["encoded three times", `https://tickets.example.com/go?to=${enc(enc(enc(page)))}`],
  ["encoded link alone", enc(page)],
  // Chat
  ["Slack message", `Please look: <${page}|the evidence> thanks`],
  ["Slack message, label cut", `<${page}|desk.example.com/signature-requests/${sr}/evidence/evid…>`],
  ["Teams, link and preview", `${page}<${page}> \u200b`],
  ["WhatsApp export", `[26.11.26, 09:14:02] Zoë Müller: ${page}\u200e`],
  // Markup
  ["Markdown link", `See [the evidence](${page}).`],
  ["Markdown autolink", `See <${page}>.`],
  ["Markdown code", `\`${page}\``],
  ["Markdown bold", `**${page}**`],
  ["Markdown with escapes", page.replaceAll("-", "\\-")],
  ["Jira link", `[Nachweis|${page}]`],
  ["Jira smart link", `[${page}|${page}|smart-link]`],
  ["Jira preformatted", `{noformat}${page}{noformat}`],
  ["MediaWiki", `[${page} evidence]`],
  ["BBCode", `[url=${page}]evidence[/url]`],
  ["reStructuredText", `\`evidence <${page}>\`__`],
  ["Org mode", `[[${page}][evidence]]`],
  ["LaTeX", `\\href{${page}}{evidence}`],
  ["HTML link", `<p>See <a class="x" href="${page}" target=_blank>evidence</a></p>`],
  ["HTML link without quotation marks", `<a href=${page}>evidence</a>`],
  ["HTML references", page.replaceAll("/", "&#x2F;").replaceAll("-", "&#45;")],
  ["HTML with line break opportunities", page.replaceAll("/", "/<wbr>")],
  ["Confluence storage", `<ac:link><ac:plain-text-link-body><![CDATA[${page}]]></ac:plain-text-link-body></ac:link>`],
  ["JSON", JSON.stringify({ href: page }).replaceAll("/", "\\/")],
  ["JSON with escapes", `{"href":"${page.replaceAll("-", "\\u002d")}"}`],
  ["JSON inside JSON", JSON.stringify(JSON.stringify({ text: `see\n${page}` }))],
  ["RTF", `{\\rtf1\\ansi{\\field{\\*\\fldinst{HYPERLINK "${page}"}}{\\fldrslt{\\ul evidence}}}}`],
  ["curl", `curl -sS '${page}/status' -H 'Accept: application/json'`],
  ["defused", page.replace("https", "hxxps").replaceAll(".", "[.]")],
  // Mail
  ["quoted-printable", `<a href=3D"${quoted(short)}">`],
  [
    "quoted-printable, lines cut",
    `<a href=3D"${quoted(short).replace("-30c7", "-30=\r\nc7").replace("12345", "12=\r\n345")}">`,
  ],
  ["mailto", `mailto:support@bank.example?subject=${enc(`Evidence ${page}`)}`],
  ["mail quoted twice", `> > Kind regards\r\n> > ${page}\r\n> thanks`],
  ["address cut before the evidence", `> ${base}/signature-requests/${sr}/evidence/\n> ${ev}`],
  ["address cut in the evidence at a hyphen", `${base}/r/${sr}/evidence-\r\n12345?ticket=SUP-1`],
  [
    "base64 body",
    `Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n${base64(`Dear all, see ${page}`).replace(/.{76}/g, "$&\n")}`,
  ],
  // Spreadsheets and word processors
  ["Excel HYPERLINK", `=HYPERLINK("${page}","evidence")`],
  ["Excel HYPERLINK, German", `=HYPERLINK("${page}";"Nachweis")`],
  ["a space at the end, encoded", `${page}%20`],
  ["a line end at the end, encoded", `${page}%0D%0Athanks`],
  ["a ticket's key on the next line", `${page}\nSUP-4711`],
  ["a date on the next line", `${page}\n2026-11-26 09:14`],
  ["a list with numbers", `1. ${page}\n2. nothing else`],
  ["CSV", `"SUP-1","He said ""see ${page}""",2026`],
  ["TSV", `SUP-1\t${page}\topen`],
  ["hyphens that do not break", page.replaceAll("-", "\u2011")],
  ["full-width letters", fullWidth(page)],
  ["invisible characters", page.replaceAll("/", "/\u200b").replaceAll("-", "\u2060-")],
  ["bidirectional marks", `\u2066${page}\u2069`],
];

const requestOnly: [string, string][] = [
  ["ID", sr],
  ["ID in capitals", sr.toUpperCase()],
  ["link in capitals", `${base}/R/${sr}`.toUpperCase()],
  ["link of the provider's web app", `https://my.skribble.com/view/${sr}`],
  ["link of the provider's web app in a fragment", `https://my.skribble.com/#/view/${sr}?lang=de`],
  ["UUID in braces", `{${sr.toUpperCase()}}`],
  ["UUID as a name", `urn:uuid:${sr}`],
  ["label", `Signature request ID: ${sr}.`],
  ["label in a table", `Signaturanfrage-ID\t${sr}`],
  ["key and value", `signature_request_id="${sr}"`],
  ["log line", `2026-11-26T09:14:02Z INFO sr=${sr} status=SIGNED`],
  ["Excel text", `="${sr}"`],
  ["Excel text, apostrophe", `'${sr}`],
  ["Jira monospace", `{{${sr}}}`],
  ["Jira strike-through", `-${sr}-`],
  ["Jira colour", `{color:#172b4d}${sr}{color}`],
  ["Slack code", `\`\`\`${sr}\`\`\``],
  ["HTML emphasis inside", `ad8ce78b-<mark class="hit">30c7</mark>-4e8f-9b3a-0d8a3c1b2f70`],
  ["HTML soft hyphens", sr.replaceAll("-", "-&shy;")],
  ["subject of a mail", `Subject: =?UTF-8?Q?Signaturanfrage_${sr}_pr=C3=BCfen?=`],
  ["subject of a mail, base64", `Subject: =?utf-8?B?${base64(`Anfrage ${sr}`)}?=`],
  ["quoted-printable, equals sign", `id=3D${sr}`],
  ["quoted-printable, cut in a group", `id ${sr.slice(0, 11)}=\r\n${sr.slice(11)}`],
  ["mail quoted, cut at a hyphen", `> request ${sr.slice(0, 14)}\r\n> ${sr.slice(14)} please`],
  ["mail quoted twice, cut in a group", `>> ${sr.slice(0, 30)}\n>> ${sr.slice(30)}`],
  ["format=flowed with DelSp", `ID ${sr.slice(0, 9)} \r\n${sr.slice(9)}`],
  ["cut into a narrow column", sr.replaceAll("-", "-\n")],
  ["cut with an indent", `    ${sr.slice(0, 19)}\n    ${sr.slice(19)}`],
  ["spaces around hyphens", sr.replaceAll("-", " - ")],
  ["no-break spaces around", `\u00a0${sr}\u00a0`],
  ["no-break space after a hyphen", sr.replace("-", "-\u00a0")],
  ...[0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xad, 0xfe63, 0xff0d].map((code): [string, string] => [
    `hyphens U+${code.toString(16)}`,
    withHyphens(String.fromCharCode(code)),
  ]),
  ["soft hyphens inside a group", `${sr.slice(0, 30)}\u00ad${sr.slice(30)}`],
  ...[0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x200e, 0x200f, 0x202a, 0x2068, 0x61c].map((code): [string, string] => [
    `invisible U+${code.toString(16)}`,
    `x${String.fromCharCode(code)}${sr.slice(0, 10)}${String.fromCharCode(code)}${sr.slice(10)}`,
  ]),
  ["full-width", fullWidth(sr)],
  ["mathematical monospace", sr.replace(/\d/g, (d) => String.fromCodePoint(0x1d7f6 + Number(d)))],
  ["RTF hyphens", `{\\rtf1\\ansi\\pard ${withHyphens("\\_")}\\par}`],
  ["RTF code points", `{\\rtf1\\ansi ${withHyphens("\\u8209?")}\\par}`],
  ["escaped hyphens", withHyphens("\\-")],
  ["file name", `evidence_${sr}.zip`],
  ...[..."。，、；：！？）」』】》।؟،؛։…"].map((sign): [string, string] => [`closing ${sign}`, `(${sr}${sign}`]),
  ["CJK text around", `请求${sr}的证据`],
  ["em dash behind", `request ${sr}\u2014added by Zoë`],
  ["quotation marks", `«${sr}» “${sr}” „${sr}“ ‹${sr}›`],
  ["percent-encoded braces", `%7B${sr}%7D`],
  ["percent-encoded hyphens", withHyphens("%2D")],
  ["another page below", `${base}/signature-requests/${sr}/documents/7`],
  ["short link, a tab behind it", `${base}/r/${sr}/record`],
  ["short link with query parameters", `${base}/r/${sr}?ticket=SUP-1&evidence=evidence-7`],
  ["link and a full stop", `See ${base}/r/${sr}.`],
  ["link cut before the ID", `${base}/signature-requests/\n${sr}`],
  ["Proofpoint, version 2, cut by mail", proofpoint2(`${base}/r/${sr}`).replace("30c7", "30\r\n> c7")],
  ["Safe Links, cut by mail", safeLink(`${base}/r/${sr}`).replace("%2F%2F", "%2\r\nF%2F")],
];

const offered: [string, string][] = [
  ["no hyphens, alone", compact],
  ["no hyphens, capitals in braces", `{${compact.toUpperCase()}}`],
  ["no hyphens, as a name", `urn:uuid:${compact}`],
  ["no hyphens, marked", `The request ID: ${compact} of yesterday`],
  ["no hyphens, on a line of its own", `Dear all,\n${compact}\nKind regards`],
  ["one hyphen lost where a PDF broke the line", sr.replace("-9b3a", "9b3a")],
  ["a space inside a group", `ID ${sr.slice(0, 30)} ${sr.slice(30)}`],
  ["underscores for hyphens", withHyphens("_")],
];

describe("a wrapped ID leads to its target", () => {
  it.each(withEvidence)("%s", (_, text) => {
    expect(parseSearchInput(text)).toMatchObject({ ids: [{ srId: sr, evidenceId: ev }], isCertain: true });
  });
  it.each(requestOnly)("%s", (_, text) => {
    expect(parseSearchInput(text)).toMatchObject({ ids: [{ srId: sr, evidenceId: null }], isCertain: true });
  });
});

describe("an ambiguous ID is offered as a choice", () => {
  it.each(offered)("%s", (_, text) => {
    expect(parseSearchInput(text)).toMatchObject({ ids: [{ srId: sr, evidenceId: null }], isCertain: false });
  });
});
