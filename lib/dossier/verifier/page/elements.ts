type Options = { text?: string; attributes?: Record<string, string> };

/** Creates an element whose text is never markup. */
export function create<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  { text, attributes = {} }: Options = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Characters that reorder, hide or overprint text are shown as code points. */
export function visible(text: string, maxChars = 300): string {
  const cut = text.length > maxChars ? `${text.slice(0, maxChars)}…` : text;
  return cut.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu,
    (sign) => `[U+${sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}]`,
  );
}
