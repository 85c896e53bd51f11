import type { PageDefectCode } from "./page-defects.ts";

/**
 * What pdf.js 6.5.438 reports while it draws. The reports have no codes, hence this table of their beginnings; a test
 * compares it with every report in the installed library, so that an update cannot add one unseen. The first rule that
 * matches counts. Null: what the page shows is not affected, or another check says it better.
 */
const rules: readonly (readonly [code: PageDefectCode | null, reports: RegExp])[] = [
  // A report that is an error itself: fonts, shadings, fonts of pdf.js that could not be loaded.
  [null, /^AbortException/],
  ["pattern", /^(FormatError: )?(Unsupported ShadingType|Invalid (function|shading)|Bad shading)/],
  ["image_large", /^(Image exceeded maximum allowed size|Unable to decode (inline )?image .*(RangeError|allocation))/],
  [
    "image",
    /^(Unable to decode (inline )?image|Image dimensions are missing|Cannot compile Type3 glyph|Error during JPX)/,
  ],
  [
    "image_partial",
    /^(.* -- (attempting to re-parse the JPEG image|ignoring the rest of the image data)|decodeScan - |JpegImage\.parse - |readDataBlock - incorrect length|Inline .* image stream: |findDefaultInlineStreamEnd: |\.\.\. trying to recover by using the last "EI")/,
  ],
  // The library then decodes the same image in another way.
  [null, /^(getTransferableImage - failed|BMP image decoding failed|PDFImage - using the Width\/Height)/],
  ["image", /^#get(Wasm|Js)Instance/],
  ["mask", /^(Ignoring \/Mask in image|Unsupported \/(SMask|Mask) format|Unsupported SMask type)/],
  [
    "stream",
    /^(Bad (encoding|block header|uncompressed block length|block) |Bad uncompressed block|Invalid (header|code) in flate|Unknown compression method|Bad FCHECK|FDICT bit|Invalid stream: |Empty ".*" stream|Unknown block type|Deflate|A deflate stream|Flate stream limit)/,
  ],
  ["filter", /^Filter "/],
  [null, /^\/DecodeParms should not be an Array/],
  ["form_object", /^(getOperatorList - ignoring XObject|Ignored XObject subtype PS)/],
  [
    "pattern",
    /^(handleTilingType|parseShading|getOperatorList - ignoring Shading|PostScript function: |Bad shading domain)/,
  ],
  [
    "content",
    /^(getOperatorList - ignoring (errors|operator|ExtGState)|getContentStream - ignoring|addOpList - |Unknown command "|Skipping (?!invalid Metadata)|Invalid (setLineWidth|setDash|LW)|Unknown graphic state operator)/,
  ],
  [null, /^(Command .*: expected \[0, |graphic state operator )/],
  [
    "layer",
    /^(getOperatorList - ignoring beginMarkedContentProps|(Invalid|Visibility) (visibility )?expression|Invalid operator .* in visibility|Unable to read optional content|parseNestedOrder)/,
  ],
  [null, /^(Expected name for beginMarkedContentProps|hasBlendModes - |Unsupported blend mode)/],
  [
    "colour",
    /^(Unrecognized ColorSpace|Unimplemented ColorSpace|_handleColorSpace|Bits per component is not correct|Decode map length is too short)/,
  ],
  // Colours are converted in another way, with differences that only a printer sees.
  [
    null,
    /^(ICCBased color space|No (ICC|CMYK)|CMYK fallback|.*, BlackPoint: |Truncating too long decode map|Invalid (BlackPoint|Gamma|Range)|`WebAssembly\.instantiateStreaming`|using deprecated parameters|No support for cubic spline|Failed to compile PostScript function)/,
  ],
  [
    "font",
    /^(Font "|loadFont - |ensureStateFont|translateFont - |Font file is empty|Failed to (parse|compile) font|FormatError: |Error: |TypeError: |RangeError: |No cmap table available|TrueType Collection does not contain|buildFontPaths|Type3 font resource|Encoding is not a Name|extractDataStructures|Invalid cMap data|Type1Font: |Required "glyf" table|CFFParser\.parse: too many|parseCharsets|Cannot substitute the font|FontFallback failed|Error during font loading|Required "loca" table)/,
  ],
  // Repairs inside a font program: its characters are drawn.
  [
    null,
    /^(TT: |CFFParser|Charstring exceeds|Missing subrsIndex|Out of bounds subrIndex|CFF stem hints|Not enough (parameters|space)|Glyph index is not|Invalid fd index|parseFDSelect|Invalid CFFDict|Couldn't find|compileGlyf|Unknown type 1 charstring|Invalid "Length1"|Unable to recover|getFontFileType|Unsupported CID string|Ran out of space in font|Could not find a preferred cmap|cmap table has unsupported|Unknown\/unsupported post|Incorrect 'loca'|charToGlyph|cff data is shifted|Inconsistent font file|MMType1 font|The numOfMetrics|Attempting to fix|The FontDescriptor's FontName|FontFamily contains|readToUnicode)/,
  ],
  [
    "annotation",
    /^(getOperatorList - ignoring annotation data|_parsedAnnotations|getAnnotationsData|parse(DefaultAppearance|AppearanceStream) - ignoring)/,
  ],
  // Annotations without their own picture, and actions, which are off.
  [
    null,
    /^(Unimplemented (annotation|widget|border)|Annotation is missing the required|Ignoring invalid lineEnding|#setOptionalContent|Unknown field name|AnnotationBorderStyle|_getAppearance|Barcodes|Invalid field flags|Push buttons|Popup annotation|FreeTextAnnotation|RichMedia annotation|SoundAnnotation|createGlobals|_getPageIndex|generateImages|parseDestDictionary|A non-linked annotation|Cannot fetch `oldAnnotation`|save - |collectAnnotationsByType|Cannot fetch form|#collectFieldObjects|#hasOnlyDocumentSignatures|_bindResetFormAction|_getElementsByName)/,
  ],
  ["size", /^(Empty, or invalid, \/|Empty \/CropBox and)/],
  ["object", /^(Ignoring circular reference|Inconsistent generation in XRef|ObjectLoader)/],
  // The structure of the file: said once for the document by `lib/formats/pdf/structure`.
  [
    null,
    /^(Indexing all PDF objects|indexObjects|XRef\.parse|readXRef|\(while reading XRef|checkLastPage|getAllPageDicts|_getLinearizationPage|Invalid PDF|Malformed dictionary|Bad length "|Found ".*" when|SE parsing failed|Linearization|getPageDict)/,
  ],
  // Characters of the file that mean nothing, and values that are not part of a page's picture.
  [
    null,
    /^(Badly formatted number|Unterminated|Lexer|Name token is longer|getHexString|findDefaultInlineStreamEnd - |stringToPDFString|getTextContent|Bidi|UTF-8 decoding|CipherTransformFactory|GlobalImageCache|Search depth limit|Related file|Embedded file|StructTree|Cannot (save|update) the struct|Unable to read|Unable read|Unrecognized page|Invalid outline|Ignoring (mathML|non-standard)|Bad value|Skipping invalid Metadata|Cannot fetch (Collection|AcroForm)|The document information|writeStream|getStructTree|Invalid absolute docBaseUrl|XFA - |loadXfaFonts|\(DEBUG\)|Unknown namespace|filterContentStream|Unhandled value in writer|Node not found|extractPages|Unsupported XFA|Setting up fake worker|Renderer worker)/,
  ],
];

/** @returns undefined for a report that no rule knows */
export function classifyReport(report: string): PageDefectCode | null | undefined {
  const text = report.replace(/^(Warning|Info): /, "");
  return rules.find(([, reports]) => reports.test(text))?.[0];
}

/** An unknown report counts: a page that may lack something is never called whole. */
export function defectOfReport(report: string): PageDefectCode | null {
  const code = classifyReport(report);
  return code === undefined ? "content" : code;
}
