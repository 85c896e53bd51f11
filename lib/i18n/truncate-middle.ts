/** Shortens a long id or digest in its middle: `ad8ce78b…f70`. Texts that would not get shorter stay whole. */
export function formatMiddle(text: string, head = 8, tail = 6): string {
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`;
}
