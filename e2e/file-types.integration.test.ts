import { openAsBlob, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeBytes } from "../lib/files/describe-bytes.ts";
import { judgeType } from "../lib/files/judge-type.ts";
import { detectBlobType, detectFileType } from "../lib/formats/media/detect-file-type.ts";
import { classOf } from "../lib/formats/media/families.ts";
import { sniff } from "../lib/formats/media/sniff.ts";
import type { ArchiveEntry } from "../lib/formats/zip/model.ts";
import { makeFolder, runFileTool } from "./support/file-tools.ts";

/** Files of other projects' tools in all their containers, under their usual names and under misleading ones. */
const { folder, remove } = makeFolder();
afterAll(remove);

/** Name → options of ffmpeg after its inputs: a film of a test picture, and a tone. */
const films: [name: string, options: string][] = [
  ["isom.mp4", "-c:v libx264 -c:a aac"],
  ["fast.mp4", "-c:v libx264 -c:a aac -movflags +faststart"],
  ["fragments.mp4", "-c:v libx264 -c:a aac -movflags +frag_keyframe+empty_moov"],
  ["dash.mp4", "-c:v libx264 -c:a aac -movflags +dash+frag_keyframe"],
  ["msnv.mp4", "-c:v libx264 -c:a aac -brand MSNV"],
  ["mmp4.mp4", "-c:v libx264 -c:a aac -brand mmp4"],
  ["xavc.mp4", "-c:v libx264 -c:a aac -brand XAVC"],
  ["avc1.mp4", "-c:v libx264 -c:a aac -brand avc1"],
  ["hevc.mp4", "-c:v libx265 -x265-params log-level=none -c:a aac"],
  ["mpeg4.mp4", "-c:v mpeg4 -c:a libmp3lame"],
  ["apple.m4v", "-c:v libx264 -c:a aac -f ipod"],
  ["quicktime.mov", "-c:v libx264 -c:a aac"],
  ["prores.mov", "-c:v prores -c:a pcm_s16le"],
  ["mjpeg.mov", "-c:v mjpeg -c:a pcm_s16be"],
  ["phone.3gp", "-c:v h263 -s 176x144 -c:a aac"],
  ["phone.3g2", "-c:v mpeg4 -c:a aac"],
  ["flash.f4v", "-c:v libx264 -c:a aac -f f4v"],
  ["flash.flv", "-c:v flv -c:a libmp3lame -ar 44100"],
  ["vp9.webm", "-c:v libvpx-vp9 -c:a libopus"],
  ["vorbis.webm", "-c:v libvpx-vp9 -c:a libvorbis"],
  ["h264.mkv", "-c:v libx264 -c:a aac"],
  ["mpeg4.avi", "-c:v mpeg4 -c:a libmp3lame"],
  ["mjpeg.avi", "-c:v mjpeg -c:a pcm_s16le"],
  ["program.mpg", "-c:v mpeg1video -c:a mp2"],
  ["dvd.vob", "-c:v mpeg2video -c:a ac3 -f dvd"],
  ["stream.m1v", "-an -c:v mpeg1video -f mpeg1video"],
  ["camera.ts", "-c:v libx264 -c:a aac"],
  ["camera.m2ts", "-c:v libx264 -c:a ac3"],
  ["camera.mts", "-c:v libx264 -c:a ac3 -f mpegts -mpegts_m2ts_mode 1"],
  ["raw.h264", "-an -c:v libx264 -f h264"],
  ["media.wmv", "-c:v wmv2 -c:a wmav2"],
  ["media.asf", "-c:v msmpeg4 -c:a wmav2"],
  ["theora.ogv", "-c:v libtheora -c:a libvorbis"],
];
const sounds: [name: string, options: string][] = [
  ["voice.m4a", "-c:a aac"],
  ["lossless.m4a", "-c:a alac"],
  ["sound.mp4", "-c:a aac"],
  ["adts.aac", "-c:a aac"],
  ["plain.mp3", "-c:a libmp3lame -id3v2_version 0 -write_xing 0"],
  ["tagged.mp3", "-c:a libmp3lame -id3v2_version 3 -metadata title=a"],
  ["long-tag.mp3", `-c:a libmp3lame -id3v2_version 4 -metadata comment=${"a".repeat(90_000)}`],
  ["low.mp3", "-c:a libmp3lame -ar 16000 -b:a 24k -id3v2_version 0 -write_xing 0"],
  ["lowest.mp3", "-c:a libmp3lame -ar 8000 -b:a 16k -id3v2_version 0 -write_xing 0"],
  ["layer2.mp2", "-c:a mp2"],
  ["pcm.wav", "-c:a pcm_s16le"],
  ["big.wav", "-c:a pcm_s16le -rf64 always"],
  ["broadcast.wav", "-c:a pcm_s16le -write_bext 1 -metadata description=a"],
  ["opus.ogg", "-c:a libopus"],
  ["opus.opus", "-c:a libopus"],
  ["vorbis.ogg", "-c:a libvorbis"],
  ["flac.oga", "-c:a flac"],
  ["speex.spx", "-c:a libspeex -ar 16000"],
  ["lossless.flac", "-c:a flac"],
  ["sound.webm", "-c:a libopus"],
  ["sound.mka", "-c:a aac"],
  ["apple.caf", "-c:a pcm_s16be"],
  ["apple.aiff", "-c:a pcm_s16be"],
  ["dolby.ac3", "-c:a ac3 -ar 48000"],
  ["dolby441.ac3", "-c:a ac3 -ar 44100"],
  ["dolby.eac3", "-c:a eac3"],
  ["cinema.dts", "-c:a dca -strict -2 -ar 48000"],
  ["media.wma", "-c:a wmav2"],
  ["sun.au", "-c:a pcm_s16be"],
];
const pictures = ["a.png", "a.jpg", "a.gif", "a.bmp", "a.tiff", "a.webp", "a.ico", "a.psd", "a.jp2"];

const python = `
import io, os, sqlite3, zipfile, json, plistlib, mailbox, email.message, csv, gzip, lzma, bz2, struct
def pack(name, entries, first=None):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as z:
        if first: z.writestr(zipfile.ZipInfo("mimetype"), first)
        for e in entries: z.writestr(e, "<a/>" * 50)
types = "[Content_Types].xml"
for name, entries in {
    "late.docx": ["docProps/app.xml", "word/document.xml", types], "a.docx": [types, "_rels/.rels", "word/document.xml"],
    "a.xlsx": [types, "xl/workbook.xml"], "a.pptx": [types, "ppt/presentation.xml"],
    "a.docm": [types, "word/document.xml", "word/vbaProject.bin"], "a.xlsm": [types, "xl/workbook.xml", "xl/vbaProject.bin"],
    "a.pptm": [types, "ppt/presentation.xml", "ppt/vbaProject.bin"],
    "a.jar": ["META-INF/MANIFEST.MF", "a/B.class"], "a.apk": ["AndroidManifest.xml", "classes.dex"], "a.ipa": ["Payload/A.app/Info.plist"],
    "a.xpi": ["manifest.json", "META-INF/mozilla.rsa"], "a.kmz": ["doc.kml"], "a.pages": ["Index/Document.iwa"], "a.xps": ["FixedDocSeq.fdseq"],
    "a.numbers": ["Index/CalculationEngine.iwa", "Index/Tables/DataList.iwa", "Index/Document.iwa"], "a.key": ["Index/Slide.iwa", "Index/Document.iwa"],
    "bare.asice": ["a.txt", "META-INF/signatures0.xml"], "many.docx": ["word/media/%d.xml" % n for n in range(900)] + [types, "word/document.xml"],
}.items(): pack(name, entries)
od = "application/vnd.oasis.opendocument."
for name, kind in {"a.odt": od + "text", "a.ods": od + "spreadsheet", "a.odp": od + "presentation", "a.odg": od + "graphics"}.items():
    pack(name, ["content.xml", "META-INF/manifest.xml"], kind)
pack("a.epub", ["META-INF/container.xml", "a.xhtml"], "application/epub+zip")
pack("a.asice", ["a.pdf", "META-INF/manifest.xml", "META-INF/signatures0.xml"], "application/vnd.etsi.asic-e+zip")
pack("a.asics", ["a.pdf", "META-INF/signature.p7s"], "application/vnd.etsi.asic-s+zip")
c = sqlite3.connect("a.sqlite"); c.execute("create table a (b)"); c.commit(); c.close()
open("a.plist", "wb").write(plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY))
open("b.plist", "wb").write(plistlib.dumps({"a": 1}))
m = email.message.EmailMessage(); m["From"] = "a@example.org"; m["To"] = "b@example.org"; m["Subject"] = "s"; m.set_content("text"); m.add_attachment(b"x", maintype="image", subtype="png", filename="a.png")
open("a.eml", "wb").write(m.as_bytes())
open("received.eml", "wb").write(b"Received: from a by b;\\r\\n\\tMon, 1 Jan 2026 00:00:00 +0000\\r\\n" + m.as_bytes())
box = mailbox.mbox("a.mbox"); box.add(m); box.close()
value = {"a": [1, 2, {"b": "ä€"}]}
for n, e in enumerate(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]):
    open("%d.json" % n, "wb").write(json.dumps(value, ensure_ascii=False, indent=1).encode(e))
open("lines.ndjson", "w").write("\\n".join(json.dumps({"n": n}) for n in range(999)))
open("one.json", "w").write("42\\n"); open("word.json", "w").write('"word"')
with open("a.csv", "w", newline="") as f: csv.writer(f).writerows([["name", "n"], ["Müller", 3]])
`;

/** Texts that common programs write, by name. */
const texts: Record<string, string> = {
  "a.tsv": "name\tn\nA\t3\n",
  "a.srt": "1\n00:00:01,000 --> 00:00:02,000\nText\n",
  "a.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nText\n",
  "a.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
  "a.vcf": "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nEND:VCARD\r\n",
  "a.ldif": "dn: cn=a\ncn: a\n",
  "a.ini": "[section]\nkey=value\n",
  "a.yaml": "---\nkey: value\n",
  "a.properties": "# comment\nkey=value\n",
  "a.log": "2026-01-01T00:00:00Z INFO started\n",
  "a.diff": "--- a\n+++ b\n@@ -1 +1 @@\n-a\n+b\n",
  "a.c": "#include <stdio.h>\nint main(void) { return 0; }\n",
  "a.md": "# Title\n\nText.\n",
  "a.py": "import os\n",
  "a.html": "<!-- saved -->\n<html><body>x</body></html>",
  "export.xls": "<html><table><tr><td>1</td></tr></table></html>",
  "a.xml": "\ufeff<?xml version='1.0'?>\n<!-- c -->\n<!DOCTYPE a>\n<a/>",
  "a.gpx": "<?xml version='1.0'?><gpx version='1.1'/>",
  "a.kml": "<?xml version='1.0'?><kml xmlns='http://www.opengis.net/kml/2.2'/>",
  "a.eps": "%!PS-Adobe-3.0 EPSF-3.0\n%%Creator: (ImageMagick)\n%%EndComments\n",
  "a.ps": "%!\nshowpage\n",
  "a.rtf": "{\\rtf1\\ansi text}",
  "README.md": "#!/bin/sh is the first line of a script.\n",
  "notes.txt": "#!/bin/sh\necho a\n",
  "mz.txt": "MZ is the mark of a DOS program.\n".repeat(9),
  "bm.txt": "BM is the mark of a bitmap.\n".repeat(9),
  "pk.txt": "PK is the mark of a ZIP.\n",
  "pdf.txt": "From: a\nA PDF begins with %PDF-1.4 and more.\n",
  "a.base64": Buffer.from("some words of no importance to anyone at all").toString("base64"),
};

const list = (folderName: string) => readdirSync(folderName);

beforeAll(() => {
  const split = (rows: [string, string][]) => rows.flatMap(([name, options]) => [...options.split(" "), name]);
  const source = [
    "-y",
    "-loglevel",
    "error",
    "-f",
    "lavfi",
    "-i",
    "testsrc=d=1:s=176x144:r=10",
    "-f",
    "lavfi",
    "-i",
    "sine=d=1:r=48000",
  ];
  runFileTool(
    folder,
    "ffmpeg",
    ...source,
    ...split(
      films.map(([name, options]) => [
        name,
        `-pix_fmt ${/prores/u.test(options) ? "yuv422p10le" : /mjpeg/u.test(options) ? "yuvj420p" : "yuv420p"} -strict -2 -r 25 ${options}`,
      ]),
    ),
  );
  runFileTool(folder, "ffmpeg", "-y", "-loglevel", "error", "-f", "lavfi", "-i", "sine=d=2:r=48000", ...split(sounds));
  for (const name of pictures)
    runFileTool(
      folder,
      "convert",
      "-size",
      "64x48",
      "gradient:red-blue",
      ...(name === "a.ico" ? ["-resize", "32x32"] : []),
      name,
    );
  runFileTool(folder, "python3", "-c", python);
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  runFileTool(folder, "qpdf", "--empty", "a.pdf");
  runFileTool(folder, "zip", "-q", "a.zip", "a.png", "a.csv");
  runFileTool(folder, "7zz", "a", "-bd", "a.7z", "a.png");
  for (const [name, ...options] of [
    ["a.tar"],
    ["a.tar.gz", "-z"],
    ["a.tar.bz2", "-j"],
    ["a.tar.xz", "-J"],
    ["a.tar.zst", "--zstd"],
    ["a.cpio", "--format=cpio"],
    ["a.xar", "--format=xar"],
    ["a.iso", "--format=iso9660"],
    ["a.ar", "--format=ar"],
  ] as [string, ...string[]][])
    runFileTool(folder, "bsdtar", "-cf", name, ...options, "a.png", "a.csv");
  // Bytes before and around what other tools wrote.
  const read = (name: string) => readFileSync(join(folder, name));
  const write = (name: string, ...parts: (Uint8Array | string)[]) =>
    writeFileSync(join(folder, name), Buffer.concat(parts.map((part) => Buffer.from(part as string))));
  write("late.pdf", "\n".repeat(900), read("a.pdf"));
  write("junk.pdf", Buffer.alloc(300, 0xff), read("a.pdf"));
  write("cut.mp3", Buffer.alloc(700), read("plain.mp3"));
  write("free.mp4", Buffer.from("00000010667265650000000000000000", "hex"), read("isom.mp4"));
  write("void.mkv", Buffer.from("ec840000000000", "hex").subarray(0, 2), Buffer.alloc(4), read("h264.mkv"));
  write("offset.ts", read("camera.ts").subarray(40));
  const packets = read("camera.ts");
  write(
    "checks.ts",
    ...Array.from({ length: 40 }, (_, at) =>
      Buffer.concat([packets.subarray(at * 188, at * 188 + 188), Buffer.alloc(16)]),
    ),
  );
  write("prefix.zip", "words before\0\u0001\u0002", read("a.zip"));
  write("old.mov", read("quicktime.mov").subarray(20));
}, 120_000);

const entry = { number: 1, name: "", kind: "file", anomalies: [] } as unknown as ArchiveEntry;

async function identify(file: string, name: string) {
  const blob = await openAsBlob(join(folder, file));
  const { content, anomalies } = (await describeBytes(entry, blob, name)).content.check;
  return { content, codes: anomalies.map(({ code }) => code) };
}

const classes: [RegExp, string][] = [
  [/\.(?:mp4|m4v|mov|3gp|3g2|f4v|flv|webm|mkv|avi|mpg|vob|m1v|ts|m2ts|mts|h264|wmv|asf|ogv)$/u, "film"],
  [/\.(?:m4a|aac|mp3|mp2|wav|ogg|opus|oga|spx|flac|mka|caf|aiff|ac3|eac3|dts|wma|au)$/u, "sound"],
  [/\.(?:png|jpg|gif|bmp|tiff|webp|ico|psd|jp2)$/u, "picture"],
  [/\.(?:pdf|eps|ps|rtf|docx|xlsx|pptx|od[tspg]|epub|asice|asics|kmz|pages|numbers|key|xps)$/u, "document"],
  [/\.(?:docm|xlsm|pptm|jar|apk|ipa|xpi)$/u, "program"],
  [/\.(?:zip|7z|tar|gz|bz2|xz|zst|cpio|xar|iso|ar)$/u, "archive"],
];

test("recognises what other tools write, and accuses none under its usual name", async () => {
  const faults: string[] = [];
  for (const name of list(folder)) {
    const { content, codes } = await identify(name, name);
    if (codes.length > 0 || content?.label === "Unknown") faults.push(`${name}: ${content?.label} ${codes}`);
    const wanted = classes.find(([pattern]) => pattern.test(name))?.[1] ?? "text";
    const found = content ? classOf(content) : "";
    const isSound = wanted === "film" && found === "sound" && /^sound\./u.test(name);
    const isLines = wanted === "text" && found === "data";
    if (found !== wanted && !isSound && !isLines && !/\.wma$|^export\.xls$/u.test(name))
      faults.push(`${name}: ${content?.label} is ${found}, not ${wanted}`);
  }
  expect(faults).toEqual([]);
});

test("accuses each kind behind a name of another", async () => {
  const missed: string[] = [];
  for (const name of list(folder)) {
    const own = classes.find(([pattern]) => pattern.test(name))?.[1] ?? "text";
    for (const [claimed, other] of [
      ["photo.jpg", "picture"],
      ["film.mp4", "film"],
      ["contract.pdf", "document"],
      ["files.7z", "archive"],
    ]) {
      if (own === other || (other === "film" && own === "sound")) continue;
      const { content, codes } = await identify(name, claimed ?? "");
      if (!codes.includes("type_differs")) missed.push(`${name} as ${claimed}: ${content?.label}`);
    }
  }
  expect(missed).toEqual([]);
});

test("a name of the same class accuses nothing", async () => {
  for (const [file, name] of [
    ["a.png", "a.jpg"],
    ["a.jpg", "IMG_0001.HEIC"],
    ["voice.m4a", "voice.mp4"],
    ["a.docx", "a.zip"],
    ["a.csv", "a.log"],
    ["0.json", "a.txt"],
    ["a.html", "a.txt"],
    ["quicktime.mov", "a.mp4"],
    ["isom.mp4", "a"],
    ["isom.mp4", "a.unknown"],
  ] as const)
    expect([file, name, (await identify(file, name)).codes]).toEqual([file, name, []]);
});

test("the list, which sees the first bytes and what is at hand, agrees with the file that is opened", async () => {
  for (const name of list(folder)) {
    const bytes = new Uint8Array(readFileSync(join(folder, name)));
    const head = bytes.subarray(0, 64 * 1024);
    const listed = await detectFileType(
      sniff(head, bytes.length, (from, to) => bytes.subarray(from, to)),
      head,
    );
    const opened = await detectBlobType(new Blob([bytes]));
    expect([name, judgeType(name, listed, []).content.label]).toEqual([
      name,
      judgeType(name, opened, []).content.label,
    ]);
  }
});
