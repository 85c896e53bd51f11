import { extensionOf } from "./extension.ts";
import { isLineName, namesOf, typeOf } from "./families.ts";
import type { ContentType } from "./model.ts";

/** Scripts that Windows runs when they are opened; their text alone does not say so. */
const windowsScripts = new Set("bat cmd ps1 psm1 vbs vbe jse wsf wsc wsh sct".split(" "));

/** Names under which Windows runs a file, also one that is only text. */
const windowsPrograms = new Set("exe com scr pif cpl".split(" "));

/**
 * The type of a text by the name under which a person would open it: the same lines are a program as `.bat` and words as
 * `.txt`. Binary content is what its bytes say, whatever its name.
 */
export function refineByName(content: ContentType, name: string): ContentType {
  const extension = extensionOf(name);
  const isPlain = content.label === "Text" || content.label === "HTML" || content.label === "XML";
  if (isPlain && windowsScripts.has(extension)) return typeOf("Windows script", content.detail);
  if (isPlain && windowsPrograms.has(extension)) return typeOf("Windows program", content.detail);
  if (isPlain && extension === "hta") return typeOf("HTML application", content.detail);
  if (content.label === "Text" && extension === "js") return typeOf("Script", content.detail);
  // A description that quotes a script's first line is read, not run.
  const isWords =
    extension === "" ? /(?:^|\/)(?:readme|license|changelog|notes?)$/iu.test(name) : isLineName(extension);
  if (content.label === "Script" && isWords && !namesOf("Script").includes(extension))
    return typeOf("Text", content.detail);
  return content;
}
