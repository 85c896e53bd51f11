/** Hands bytes to the browser as a download, under a name that we made. Nothing is opened: the type is always neutral. */
export function saveFile(blob: Blob, name: string): void {
  const address = URL.createObjectURL(new Blob([blob], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun when the task that clicked has ended; a minute covers slow dialogs.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
