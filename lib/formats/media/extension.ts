import { claimedClasses, classOf, type FileClass, isLineName, isNeutral, isRecognisable, namesOf } from "./families.ts";
import type { ContentType } from "./model.ts";

/** Returns the lower-case extension without the dot, or "". */
export function extensionOf(name: string): string {
  return /\.([A-Za-z0-9_-]{1,12})$/u.exec(name)?.[1]?.toLowerCase() ?? "";
}

/** True if the name is a usual one for the content. */
export function nameAgrees(name: string, content: ContentType): boolean {
  const extension = extensionOf(name);
  if (namesOf(content.label).includes(extension) || content.extension === extension) return true;
  return classOf(content) === "text" && isLineName(extension);
}

/** Classes that a person opens alike: one container has a film or only its sound. */
const alike: readonly (readonly FileClass[])[] = [
  ["film", "sound"],
  ["key", "chip"],
  ["chip", "data"],
  // A certificate or a chip's file is often text: PEM, base64, hexadecimal.
  ["key", "text"],
  ["chip", "text"],
  ["data", "text"],
];

/**
 * True if the name would mislead a person about the content. Between classes a known extension misleads; inside a class
 * it does not, because the preview and the download name show the true type. A program misleads behind any name that is
 * not a program's. Content that no detector knows misleads only behind an extension whose files are always recognised.
 */
export function hasExtensionMismatch(name: string, content: ContentType): boolean {
  const extension = extensionOf(name);
  if (content.kind === "empty" || extension === "" || nameAgrees(name, content)) return false;
  if (isSidecar(name, content)) return false;
  const own = classOf(content);
  if (own === "program") return !isNeutral(extension) && !claimedClasses(extension).has("program");
  if (own === "unknown") return isRecognisable(extension);
  const claimed = [...claimedClasses(extension)];
  return claimed.length > 0 && !claimed.some((one) => agree(one, own));
}

const agree = (one: FileClass, other: FileClass) =>
  one === other || alike.some((pair) => pair.includes(one) && pair.includes(other));

/** True for metadata that has the name of its file with `._` before it, as macOS writes it, whatever its extension. */
const isSidecar = (name: string, { label }: ContentType) => label === "Apple Double" && /(?:^|\/)\._[^/]*$/u.test(name);
