import { createListeners, useExternalStore } from "#lib/runtime/external-store";

/** Masks personal data for screen sharing. Stored in a cookie, because sign-out clears browser storage. */
const cookieName = (owner: string) => `masked_${owner}`;
const ttlSeconds = 31_536_000;
const channelName = "evidence-desk.masked";

let owner = "";
const listeners = createListeners();

/** Sets the owner: a short digest of the person, never the person. Called once by the signed-in layout. */
export function setMaskingOwner(next: string): void {
  owner = next;
}

function readMasked(): boolean {
  return document.cookie.split("; ").includes(`${cookieName(owner)}=1`);
}

function setMasked(masked: boolean): void {
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is missing in Firefox and Safari before 2025.
  document.cookie = `${cookieName(owner)}=${masked ? 1 : 0}; path=/; max-age=${ttlSeconds}; samesite=lax`;
  listeners.notify();
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(masked);
  channel.close();
}

function subscribe(listener: () => void): () => void {
  const unsubscribe = listeners.subscribe(listener);
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = () => listener();
  return () => {
    unsubscribe();
    channel.close();
  };
}

const maskedCookie = { get: readMasked, subscribe };

/** Returns the page's switch. The server renders nothing personal, so it returns "masked". */
export function useMasking(): { masked: boolean; setMasked: (masked: boolean) => void } {
  const masked = useExternalStore(maskedCookie, true);
  return { masked, setMasked };
}
