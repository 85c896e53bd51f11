/**
 * Hands bytes that the page holds to the browser as a download, unchanged, under a name that we made. Nothing is fetched, and
 * nothing is opened: the type is always neutral, so that no browser shows the bytes as a document.
 */
export function saveBlob(blob: Blob, fileName: string): void {
  const address = URL.createObjectURL(new Blob([blob], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser reads the address after the task that clicked has ended; a minute covers slow dialogs.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
