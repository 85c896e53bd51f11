import { createListeners, useExternalStore } from "#lib/runtime/external-store";

/** A cookie, because every sign-out clears browser storage. It has names of sections alone. */
const cookieName = "folds";
const ttlSeconds = 31_536_000;
const { subscribe, notify } = createListeners();

const readCookie = (): string =>
  document.cookie
    .split("; ")
    .find((one) => one.startsWith(`${cookieName}=`))
    ?.slice(cookieName.length + 1) ?? "";

const openFolds = { get: readCookie, subscribe };

/** Whether a folded section of the overview is open, for all cases of this browser. Closed at first. */
export function useFold(name: string): { isOpen: boolean; toggle: () => void } {
  const open = useExternalStore(openFolds, "").split(".").filter(Boolean);
  const isOpen = open.includes(name);
  const toggle = () => {
    const next = isOpen ? open.filter((one) => one !== name) : [...open, name];
    // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is missing in Firefox and Safari before 2025.
    document.cookie = `${cookieName}=${next.join(".")}; path=/; max-age=${ttlSeconds}; samesite=lax`;
    notify();
  };
  return { isOpen, toggle };
}
