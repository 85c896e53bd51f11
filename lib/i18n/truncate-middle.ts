/** Shortens an ID or digest in its middle: `ad8ce78b…f70`, unless the result is not shorter. */
export function truncateMiddle(text: string, head = 8, tail = 6): string {
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`;
}
