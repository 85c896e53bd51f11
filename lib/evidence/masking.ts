import { useSyncExternalStore } from "react";

/**
 * Whether names, birth dates, document numbers and pictures are masked on this screen (for screen sharing). Only this
 * yes or no is remembered in the browser, never a value; another tab follows at once.
 */
const key = "evidence-desk.masked";

const listeners = new Set<() => void>();

function readMasked(): boolean {
  try {
    return localStorage.getItem(key) === "1";
  } catch {
    // Storage can be forbidden; then the choice lasts as long as the page.
    return fallback;
  }
}

let fallback = false;

function setMasked(masked: boolean): void {
  fallback = masked;
  try {
    localStorage.setItem(key, masked ? "1" : "0");
  } catch {
    // See readMasked.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** The one switch for all parts of the page. The server draws nothing personal, so it always says "masked". */
export function useMasking(): { masked: boolean; setMasked: (masked: boolean) => void } {
  const masked = useSyncExternalStore(subscribe, readMasked, () => true);
  return { masked, setMasked };
}
