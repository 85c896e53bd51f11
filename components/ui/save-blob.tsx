/** Saves bytes unchanged. The neutral media type keeps browsers from opening them as a document. */
export function saveBlob(blob: Blob, fileName: string): void {
  const address = URL.createObjectURL(new Blob([blob], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser reads the URL after the click's task has ended; a minute covers slow dialogs.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
