/** Time before the text: a region that is emptied and filled at once says nothing. Milliseconds. */
const settleMs = 60;

const liveRegion = "data-live-region";

/** What `announce` fills. The page has one for everything that is said once, and each modal dialog has its own. */
export function LiveRegion() {
  return <div {...{ [liveRegion]: "" }} aria-live="polite" className="sr-only" />;
}

/** Reads `text` out politely: in the last open modal dialog, because the page behind it is inert, or else on the page. */
export function announce(text: string): void {
  const inDialogs = document.querySelectorAll(`dialog:modal [${liveRegion}], [role=dialog] [${liveRegion}]`);
  const region = [...inDialogs].at(-1) ?? document.querySelector(`[${liveRegion}]`);
  if (!region) return;
  region.textContent = "";
  setTimeout(() => {
    region.textContent = text;
  }, settleMs);
}
