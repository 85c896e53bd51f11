import type { ContentKind, ContentType } from "./model.ts";

/**
 * What a person expects behind a file name. A file is accused of another type than its name says only if its class is
 * another one: a picture named as another picture misleads no person, because it is drawn as what it is; a program
 * named as a picture does. `unknown` is content that no detector knows.
 */
export type FileClass =
  | "picture"
  | "film"
  | "sound"
  | "document"
  | "text"
  | "archive"
  | "program"
  | "key"
  | "chip"
  | "data"
  | "unknown";

/** One row per type: how it is shown, what it is for people, and its usual names. The first name is the download's. */
type Family = { kind: ContentKind; fileClass: FileClass; mime: string; names: readonly string[] };

const table = new Map<string, Family>();

function add(kind: ContentKind, fileClass: FileClass, rows: readonly [label: string, mime: string, names: string][]) {
  for (const [label, mime, names] of rows) table.set(label, { kind, fileClass, mime, names: names.split(" ") });
}

const octets = "application/octet-stream";
const officeXml = "application/vnd.openxmlformats-officedocument";
const openDocument = "application/vnd.oasis.opendocument";

add("image", "picture", [
  ["PNG", "image/png", "png apng"],
  ["JPEG", "image/jpeg", "jpg jpeg jpe jfif jif thm"],
  ["GIF", "image/gif", "gif"],
  ["WebP", "image/webp", "webp"],
  ["AVIF", "image/avif", "avif avifs avci"],
  ["BMP", "image/bmp", "bmp dib rle"],
  ["HEIC", "image/heic", "heic heif hif heics"],
  ["HEIF", "image/heif", "heif heic hif heifs"],
  ["JPEG XL", "image/jxl", "jxl"],
  ["TIFF", "image/tiff", "tif tiff dng nef cr2 arw nrw pef srw 3fr erf rw2"],
  ["Icon", "image/x-icon", "ico cur"],
  ["Camera raw image", "image/x-raw", "raw dng cr2 cr3 crw nef arw orf rw2 raf pef srw x3f mrw"],
]);
add("jpeg2000", "picture", [
  ["JPEG 2000", "image/jp2", "jp2 jpx jpf jpm j2k"],
  ["JPEG 2000 codestream", "image/jp2", "j2k j2c jpc jp2"],
]);
add("binary", "picture", [
  ["Photoshop image", "image/vnd.adobe.photoshop", "psd psb"],
  ["DICOM", "application/dicom", "dcm dicom ima"],
]);
add("video", "film", [
  ["MP4", "video/mp4", "mp4 m4v mov f4v m4s cmfv mp4v insv lrv 360"],
  ["QuickTime video", "video/quicktime", "mov qt mqv"],
  ["3GPP video", "video/3gpp", "3gp 3gpp 3g2 3gp2 amc"],
  ["WebM", "video/webm", "webm"],
  ["Matroska", "video/x-matroska", "mkv mk3d mks"],
  ["Ogg video", "video/ogg", "ogv ogg ogx ogm"],
  ["AVI", "video/x-msvideo", "avi divx"],
  ["MPEG program stream", "video/mpeg", "mpg mpeg vob mod m2p ps dat"],
  ["MPEG transport stream", "video/mp2t", "ts mts m2ts m2t tp trp tod"],
  ["MPEG video", "video/mpeg", "mpg mpeg mpv m1v m2v"],
  ["H.264 stream", "video/h264", "h264 264 avc"],
  ["Windows Media", "video/x-ms-asf", "wmv wma asf"],
  ["Flash video", "video/x-flv", "flv"],
]);
add("audio", "sound", [
  ["MPEG-4 audio", "audio/mp4", "m4a m4b m4p m4r mp4"],
  ["WebM audio", "audio/webm", "weba webm"],
  ["Matroska audio", "audio/x-matroska", "mka mkv"],
  ["MP3", "audio/mpeg", "mp3 mpga"],
  ["MPEG audio", "audio/mpeg", "mp2 mp1 mpa m2a"],
  ["WAV", "audio/wav", "wav wave bwf rf64 w64"],
  ["Ogg", "audio/ogg", "ogg oga opus spx"],
  ["FLAC", "audio/flac", "flac"],
  ["AAC", "audio/aac", "aac adts adif"],
  ["AMR", "audio/amr", "amr awb 3ga"],
  ["AIFF", "audio/aiff", "aiff aif aifc"],
  ["Core Audio", "audio/x-caf", "caf"],
  ["AC-3", "audio/ac3", "ac3 eac3 ec3"],
  ["DTS", "audio/vnd.dts", "dts dtshd"],
  ["MIDI", "audio/midi", "mid midi kar rmi"],
  ["Sun audio", "audio/basic", "au snd"],
]);
add("pdf", "document", [["PDF", "application/pdf", "pdf ai fdf"]]);
add("archive", "document", [
  ["Word document", `${officeXml}.wordprocessingml.document`, "docx dotx zip"],
  ["Excel workbook", `${officeXml}.spreadsheetml.sheet`, "xlsx xltx zip"],
  ["PowerPoint presentation", `${officeXml}.presentationml.presentation`, "pptx ppsx potx zip"],
  ["Visio drawing", "application/vnd.ms-visio.drawing", "vsdx zip"],
  ["OpenDocument text", `${openDocument}.text`, "odt ott zip"],
  ["OpenDocument spreadsheet", `${openDocument}.spreadsheet`, "ods ots zip"],
  ["OpenDocument presentation", `${openDocument}.presentation`, "odp otp zip"],
  ["OpenDocument drawing", `${openDocument}.graphics`, "odg otg zip"],
  ["OpenDocument file", openDocument, "odf odb odc odi odm zip"],
  ["EPUB", "application/epub+zip", "epub zip"],
  ["ASiC-E container", "application/vnd.etsi.asic-e+zip", "asice sce bdoc edoc zip"],
  ["ASiC-S container", "application/vnd.etsi.asic-s+zip", "asics scs zip"],
  ["KMZ map", "application/vnd.google-earth.kmz", "kmz zip"],
  ["XPS document", "application/oxps", "xps oxps zip"],
  ["Pages document", "application/vnd.apple.pages", "pages zip"],
  ["Numbers spreadsheet", "application/vnd.apple.numbers", "numbers zip"],
  ["Keynote presentation", "application/vnd.apple.keynote", "key zip"],
]);
add("binary", "document", [
  ["Word 97 document", "application/msword", "doc dot wps"],
  ["Excel 97 workbook", "application/vnd.ms-excel", "xls xlt xlb et"],
  ["PowerPoint 97 presentation", "application/vnd.ms-powerpoint", "ppt pps pot"],
  ["Visio 2003 drawing", "application/vnd.visio", "vsd vst vss"],
  ["Publisher document", "application/x-mspublisher", "pub"],
  ["Outlook message", "application/vnd.ms-outlook", "msg oft"],
  ["Encrypted Office document", "application/x-ole-encrypted", "docx xlsx pptx docm xlsm pptm"],
  ["Microsoft compound file", "application/x-cfb", "cfb doc xls ppt msg db pub vsd mpp one suo"],
  ["OneNote", "application/onenote", "one"],
  ["DjVu", "image/vnd.djvu", "djvu djv"],
]);
add("text", "document", [
  ["RTF", "application/rtf", "rtf doc"],
  ["PostScript", "application/postscript", "ps eps epsf epsi ai"],
]);
add("binary", "document", [["PostScript with preview", "application/postscript", "eps epsf ai"]]);
add("archive", "archive", [
  ["ZIP", "application/zip", "zip zipx cbz"],
  ["ZIP, empty", "application/zip", "zip"],
  ["ZIP behind other bytes", "application/zip", "zip"],
]);
add("binary", "archive", [
  ["RAR archive", "application/vnd.rar", "rar cbr r00"],
  ["7z archive", "application/x-7z-compressed", "7z cb7"],
  ["gzip", "application/gzip", "gz tgz gzip svgz emz wmz adz"],
  ["bzip2", "application/x-bzip2", "bz2 tbz tbz2 tb2"],
  ["XZ", "application/x-xz", "xz txz"],
  ["Zstandard", "application/zstd", "zst tzst zstd"],
  ["LZ4", "application/x-lz4", "lz4"],
  ["LZMA", "application/x-lzma", "lzma tlz"],
  ["lzip", "application/x-lzip", "lz"],
  ["Unix compress", "application/x-compress", "z taz"],
  ["TAR archive", "application/x-tar", "tar gtar ustar"],
  ["cpio archive", "application/x-cpio", "cpio"],
  ["ar archive", "application/x-unix-archive", "a ar lib"],
  ["xar archive", "application/x-xar", "xar xip"],
  ["ARJ archive", "application/x-arj", "arj"],
  ["LHA archive", "application/x-lzh-compressed", "lzh lha"],
  ["Disk image", "application/x-disk-image", "iso udf img dmg vhd vhdx vmdk qcow2 vdi toast cdr ima"],
  ["Web archive", "application/x-warc", "warc"],
]);
add("archive", "program", [
  ["Word document with macros", "application/vnd.ms-word.document.macroenabled.12", "docm dotm"],
  ["Excel workbook with macros", "application/vnd.ms-excel.sheet.macroenabled.12", "xlsm xltm xlsb xlam"],
  ["PowerPoint presentation with macros", "application/vnd.ms-powerpoint.macroenabled.12", "pptm ppsm potm ppam"],
  ["Java archive", "application/java-archive", "jar war ear aar"],
  ["Android app", "application/vnd.android.package-archive", "apk apks xapk aab"],
  ["iOS app", "application/x-ios-app", "ipa"],
  ["Browser extension", "application/x-xpinstall", "xpi crx"],
  ["Windows app package", "application/appx", "appx msix appxbundle msixbundle"],
]);
add("executable", "program", [
  ["Windows program", "application/x-msdownload", "exe dll scr sys com ocx cpl drv mui efi ax pif"],
  ["DOS program", "application/x-dosexec", "exe com"],
  ["Linux program", "application/x-elf", "elf so o bin run ko axf"],
  ["macOS program", "application/x-mach-binary", "macho dylib o bundle"],
  ["Java or macOS program", "application/java-vm", "class"],
  ["Java class", "application/java-vm", "class"],
  ["Android program", "application/x-dex", "dex"],
  ["WebAssembly", "application/wasm", "wasm"],
  ["Windows installer", "application/x-msi", "msi msp mst"],
  ["Windows shortcut", "application/x-ms-shortcut", "lnk"],
  ["Windows help", "application/vnd.ms-htmlhelp", "chm"],
  ["Debian package", "application/x-deb", "deb udeb"],
  ["RPM package", "application/x-rpm", "rpm"],
]);
add("executable", "program", [
  [
    "Script",
    "text/x-script",
    "script.txt sh bash zsh ksh csh fish command py pl rb js mjs cjs ts lua php awk sed tcl r groovy run cgi",
  ],
  ["Windows script", "text/x-script", "script.txt bat cmd ps1 psm1 psd1 vbs vbe js jse wsf wsc wsh sct"],
  ["HTML application", "text/x-script", "script.txt hta"],
  ["Windows Registry file", "text/x-script", "reg.txt reg"],
  ["Internet shortcut", "text/x-script", "url.txt url website"],
  ["Web location", "text/x-script", "webloc.txt webloc"],
  ["Desktop shortcut", "text/x-script", "desktop.txt desktop"],
]);
add("markup", "text", [
  ["HTML", "text/plain", "html.txt html htm xhtml xht shtml mht doc xls asp aspx jsp php vue"],
  ["SVG", "text/plain", "svg.txt svg xml"],
  [
    "XML",
    "text/plain",
    "xml xsd xsl xslt xhtml svg html htm plist rdf rss atom wsdl resx config csproj pom xmp gml xmi sch rng doc docx xls fb2 dae musicxml nfo ttml dfxp mobileconfig xlf xliff tmx ui iml",
  ],
]);
add("json", "text", [
  [
    "JSON",
    "application/json",
    "json geojson jsonl ndjson map webmanifest har topojson gltf ipynb lock jsonld jwk jwks jwt",
  ],
]);
add("text", "text", [
  ["JSON Lines", "text/plain", "jsonl ndjson json log"],
  ["E-mail", "text/plain", "eml mht mhtml mime emlx msg"],
  ["Mailbox", "text/plain", "mbox mbx mbs"],
  ["vCard", "text/plain", "vcf vcard"],
  ["iCalendar", "text/plain", "ics ical ifb vcs"],
  ["Text", "text/plain", "txt"],
]);
add("markup", "data", [
  ["GPX track", "text/plain", "gpx xml"],
  ["KML map", "text/plain", "kml xml"],
]);
add("certificate", "key", [
  ["X.509 certificate", "application/pkix-cert", "cer crt der"],
  ["X.509 certificate, PEM", "application/x-pem-file", "pem crt cer der ca-bundle bundle chain"],
  ["OpenSSL trusted certificate, PEM", "application/x-pem-file", "pem crt cer"],
]);
const cmsNames = "p7m p7s p7b p7c p7z p7 spc der ber bin sod tst tsr tsd sig cms eml ldif crt cer";
add("cms", "key", [
  ["CMS signed data", "application/cms", `p7s ${cmsNames}`],
  ["Timestamp token", "application/timestamped-data", `tst tsr ${cmsNames}`],
  ["CMS data", "application/cms", `p7m ${cmsNames}`],
  ["CMS enveloped data", "application/cms", `p7m ${cmsNames}`],
  ["CMS digested data", "application/cms", `p7m ${cmsNames}`],
  ["CMS encrypted data", "application/cms", `p7m ${cmsNames}`],
  ["CMS authenticated data", "application/cms", `p7m ${cmsNames}`],
  ["CMS authenticated-enveloped data", "application/cms", `p7m ${cmsNames}`],
  ["CMS compressed data", "application/cms", `p7z ${cmsNames}`],
  ["S/MIME message", "text/plain", `p7m ${cmsNames}`],
  ["CMS, PEM", "application/x-pem-file", `pem ${cmsNames}`],
]);
add("cms", "chip", [
  ["Chip security object (CMS)", "application/cms", "bin sod der dat efsod p7s p7m p7b"],
  ["Chip EF.CardSecurity (CMS)", "application/cms", "bin der dat p7s p7m"],
]);
const keyNames = "key pem pk8 p8 der priv ppk rsa ec asc";
add("binary", "key", [
  ["Key store (PKCS #12)", "application/x-pkcs12", "p12 pfx pkcs12"],
  ["Java key store", "application/x-java-keystore", "jks keystore ks bks"],
  ["Private key", "application/pkcs8", keyNames],
  ["Private key, encrypted", "application/pkcs8", keyNames],
  ["Public key", octets, "pub der key spki pem"],
  ["Certificate request", "application/pkcs10", "csr p10 req der"],
  ["Certificate revocation list", "application/pkix-crl", "crl der"],
  ["OCSP response", "application/ocsp-response", "ors ocsp der resp"],
  ["OCSP request", "application/ocsp-request", "orq ocsp der req"],
  ["Timestamp response", "application/timestamp-reply", "tsr der"],
  ["Timestamp request", "application/timestamp-query", "tsq der"],
  ["ASN.1 data", octets, "der ber asn asn1 cer crt p8 bin dat"],
]);
add("text", "key", [
  ["Private key, text", "text/plain", keyNames],
  ["Private key, encrypted, text", "text/plain", keyNames],
  ["Public key, text", "text/plain", "pub pem key asc"],
  ["Certificate request, PEM", "text/plain", "csr pem p10 req"],
  ["Certificate revocation list, PEM", "text/plain", "crl pem"],
  ["PGP data, text", "text/plain", "asc pgp gpg sig key"],
  ["PEM data", "text/plain", "pem asc"],
]);
add("portrait", "chip", [
  ["Chip data group 2, portrait", octets, "bin dg2 dat"],
  ["Chip data group 3, fingers", octets, "bin dg3 dat"],
  ["Chip data group 4, irises", octets, "bin dg4 dat"],
  ["Chip data group 5, displayed portrait", octets, "bin dg5 dat"],
  ["Chip data group 7, displayed signature", octets, "bin dg7 dat"],
  ["Facial record (ISO/IEC 19794-5)", octets, "bin fac iso dat"],
  ["Finger record (ISO/IEC 19794-4)", octets, "bin fir iso dat"],
  ["Iris record (ISO/IEC 19794-6)", octets, "bin iir iso dat"],
  ["Facial record (ISO/IEC 39794-5)", octets, "bin fac iso dat"],
]);
add("binary", "chip", [
  ["Finger minutiae (ISO/IEC 19794-2)", octets, "bin fmr iso ist dat"],
  ["Chip EF.COM", octets, "bin com dat"],
  ["Chip EF.CardAccess", octets, "bin dat"],
  ["Chip EF.DIR", octets, "bin dat"],
  ["Chip EF.ATR/INFO", octets, "bin dat"],
  ["Chip data group 1, machine-readable zone", octets, "bin dg1 dat"],
  ["Chip data group 6, reserved", octets, "bin dg6 dat"],
  ["Chip data group 8, data features", octets, "bin dg8 dat"],
  ["Chip data group 9, structure features", octets, "bin dg9 dat"],
  ["Chip data group 10, substance features", octets, "bin dg10 dat"],
  ["Chip data group 11, personal details", octets, "bin dg11 dat"],
  ["Chip data group 12, document details", octets, "bin dg12 dat"],
  ["Chip data group 13, optional details", octets, "bin dg13 dat"],
  ["Chip data group 14, security options", octets, "bin dg14 dat"],
  ["Chip data group 15, chip key", octets, "bin dg15 dat"],
  ["Chip data group 16, persons to notify", octets, "bin dg16 dat"],
]);
add("binary", "data", [
  ["SQLite database", "application/vnd.sqlite3", "sqlite sqlite3 db db3 s3db sl3"],
  ["Font", "font/sfnt", "ttf otf ttc otc woff woff2 dfont eot"],
  ["Property list", "application/x-plist", "plist bplist"],
  ["Parquet", "application/vnd.apache.parquet", "parquet"],
  ["Windows event log", "application/x-evtx", "evtx"],
  ["Packet capture", "application/vnd.tcpdump.pcap", "pcap cap pcapng"],
  ["Apple Double", "multipart/appledouble", "adf"],
  ["Desktop Services Store", octets, "ds_store"],
]);
add("empty", "data", [["Empty", octets, "bin"]]);
add("binary", "unknown", [["Unknown", octets, "bin"]]);

/** Names of files of lines: any text fits them. `Text` is too common for a column of the table above. */
const lineNames = new Set(
  `txt text log csv tsv tab psv md markdown mdx rst adoc asciidoc org tex bib ini cfg conf cnf config properties prefs env toml yml yaml
   asc lst list dat srt vtt sub sbv ass ssa lrc ics vcf ldif ldi eml mbox pem crt cer key csr crl pub nfo diz me 1st readme license
   diff patch rej sql js mjs cjs jsx ts tsx py rb pl pm php sh bash zsh c h cc cpp cxx hpp hh cs java kt kts swift go rs scala lua r m mm
   vb bas pas f f90 asm s html htm xhtml xml css scss sass less json jsonl ndjson geojson gpx kml svg dtd xsd xsl xslt wsdl proto
   gradle groovy cmake mk make am in ac m4 dockerfile gitignore editorconfig lock map vue svelte graphql gql tf hcl plist reg inf url
   desktop webloc bat cmd ps1 psm1 vbs mrz edi edifact x12 mt940 sta swift fin gedcom ged ps eps po pot strings resx srl out err trace
   doc xls cue m3u m3u8 pls xmp obj stl ply mtl asx ram sdp trc sfv md5 sha1 sha256 sha512 sig b64 base64 hex uue jwt jws jwe p7m`
    .split(/\s+/u)
    .filter(Boolean),
);

/** Endings that promise nothing: any content fits. */
const neutral = new Set("bin dat data raw tmp temp bak old orig part download file com out img 1 2 001".split(" "));

/** Extension → classes that carry it. */
const claims = new Map<string, Set<FileClass>>();
for (const family of table.values())
  for (const name of family.names) {
    if (neutral.has(name)) continue;
    claims.set(name, (claims.get(name) ?? new Set()).add(family.fileClass));
  }
for (const name of lineNames) if (!neutral.has(name)) claims.set(name, (claims.get(name) ?? new Set()).add("text"));

/** Endings whose files every detector recognises while they are whole: unrecognised bytes behind them mislead. */
const recognisable = new Set(
  `png apng jpg jpeg jfif gif webp avif bmp jp2 heic heif tif tiff psd mp4 m4v m4a mov 3gp webm mkv ogg ogv oga opus avi wmv wma flv
   mp3 wav flac aiff amr caf pdf docx xlsx pptx odt ods odp epub asice asics doc xls ppt msg zip rar 7z gz tgz bz2 xz tar
   p12 pfx p7s p7m sqlite`
    .split(/\s+/u)
    .filter(Boolean),
);

/** Describes a type by its label in the table. `detail` is a plain fact, such as a codec. */
export function typeOf(label: string, detail?: string): ContentType {
  const family = table.get(label);
  if (!family) throw new RangeError(`No type is named ${label}`);
  const { fileClass, kind, mime, names } = family;
  const type: ContentType = { kind, label, mime, extension: names[0] ?? "bin" };
  if (fileClass === "program") {
    type.kind = "executable";
    if (kind !== "executable") type.shownAs = kind;
    else if (mime.startsWith("text/")) type.shownAs = "text";
  }
  return detail === undefined ? type : { ...type, detail };
}

/** Class of a detected type; of one that only the other detector knows, by its kind. */
export function classOf(content: ContentType): FileClass {
  return table.get(content.label)?.fileClass ?? kindClass[content.kind] ?? "data";
}

const kindClass: Partial<Record<ContentKind, FileClass>> = {
  image: "picture",
  video: "film",
  audio: "sound",
  executable: "program",
  archive: "archive",
};

/** Usual names of a type, lower case. */
export const namesOf = (label: string): readonly string[] => table.get(label)?.names ?? [];

/** Classes whose files carry this extension; empty if it promises nothing. */
export const claimedClasses = (extension: string): ReadonlySet<FileClass> => claims.get(extension) ?? none;
export const isLineName = (extension: string): boolean => lineNames.has(extension);
export const isRecognisable = (extension: string): boolean => recognisable.has(extension);
export const isNeutral = (extension: string): boolean => neutral.has(extension);

const none: ReadonlySet<FileClass> = new Set();
