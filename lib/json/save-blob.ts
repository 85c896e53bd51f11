/** Saves bytes that the page holds, unchanged, under a name of ours. */
export function saveBlob(blob: Blob, fileName: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser has begun to read by then; the address need not live as long as the page.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
