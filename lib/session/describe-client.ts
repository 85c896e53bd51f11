/** Names without versions or models, so that the row helps its person and describes no device. */
export type ClientDescription = { browser: string | null; platform: string | null };

/** In order: many browsers also name the ones that they imitate, so that the imitated ones come last. */
const browsers: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//, "Chrome"],
  [/\bVersion\/[\d.]+.*\bSafari\//, "Safari"],
];

const platforms: readonly [RegExp, string][] = [
  [/\b(?:iPhone|iPod)\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bMacintosh\b|\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

const maxLength = 1024;

/** Reads browser and platform from `User-Agent` (RFC 9110 section 10.1.5), which clients choose freely, so that it proves nothing. */
export function describeClient(userAgent: string | null): ClientDescription {
  const text = (userAgent ?? "").slice(0, maxLength);
  const find = (list: readonly [RegExp, string][]) => list.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  return { browser: find(browsers), platform: find(platforms) };
}
