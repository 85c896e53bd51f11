import "../../app/globals.css";
import { NextIntlClientProvider } from "next-intl";
import { createRoot, type Root } from "react-dom/client";
import { JsonViewer } from "#components/json-viewer/json-viewer";
import { useJsonSession } from "#lib/json-viewer/use-session";
import messages from "../../lib/i18n/messages/en.json";
import { frame, nextTask, painted, untilShown, untilTrue, watchBlocking } from "./clock.ts";
import { makeDeepText, makeFlatText, makeRecordText } from "./texts.ts";

const texts: Record<string, () => string> = {
  "1 MB": () => makeRecordText(1e6),
  "10 MB": () => makeRecordText(1e7),
  "100 MB": () => makeRecordText(1e8),
  "10,000 levels": () => makeDeepText(10_000),
  "flat array of 100,000": () => makeFlatText(100_000),
};

declare global {
  interface Window {
    peers: Record<string, (host: HTMLElement, text: string) => void>;
  }
}

let text = "";
let blob = new Blob();
let root: Root | null = null;
let host = document.createElement("div");
const firstProgress = { elapsedMs: 0, at: 0 };
const lastProgress = { elapsedMs: 0, done: false };

function Viewer() {
  const opened = useJsonSession(blob, { openDepth: 3, masked: false });
  if (!opened) return null;
  const { session, view } = opened;
  const { progress } = view;
  if (progress && firstProgress.at === 0)
    Object.assign(firstProgress, { elapsedMs: progress.elapsedMs, at: performance.now() });
  if (progress?.done) Object.assign(lastProgress, { elapsedMs: progress.elapsedMs, done: true });
  return (
    <JsonViewer
      session={session}
      view={view}
      blob={blob}
      fileName="record.json"
      masked={false}
      labels={{ tree: "Evidence record", find: "Find in record", raw: "Raw" }}
    />
  );
}

function clear(): void {
  root?.unmount();
  root = null;
  host.remove();
  host = document.createElement("div");
  host.style.height = "700px";
  document.body.append(host);
}

const bench = {
  prepare(name: string): number {
    text = texts[name]?.() ?? "";
    blob = new Blob([text]);
    return blob.size;
  },

  parse(): number {
    const startedAt = performance.now();
    const value = JSON.parse(text);
    const took = performance.now() - startedAt;
    return value === null ? 0 : took;
  },

  async open() {
    clear();
    Object.assign(firstProgress, { elapsedMs: 0, at: 0 });
    Object.assign(lastProgress, { elapsedMs: 0, done: false });
    await nextTask();
    const blocked = watchBlocking();
    root = createRoot(host);
    root.render(
      <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
        <Viewer />
      </NextIntlClientProvider>,
    );
    await untilShown(() => host.querySelector("[role=treeitem]") !== null);
    const firstRowsMs = firstProgress.elapsedMs + (await painted()) - firstProgress.at;
    await untilTrue(() => lastProgress.done);
    return { firstRowsMs, readMs: lastProgress.elapsedMs, blockedMs: await blocked() };
  },

  async search() {
    const box = host.querySelector<HTMLInputElement>("input[type=search]");
    if (!box) throw new Error("The search box was not found");
    const blocked = watchBlocking();
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    set?.call(box, "needle-at-90");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await nextTask();
    const startedAt = performance.now();
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    await untilShown(() => host.querySelector("[role=treeitem] mark") !== null);
    const hitMs = (await painted()) - startedAt;
    return { hitMs, blockedMs: await blocked() };
  },

  /** Scrolls twenty screens, a tenth per frame; measures the longest frame and the number of elements. */
  async scroll() {
    const tree = host.querySelector("[role=tree]");
    if (!tree) throw new Error("The tree was not found");
    tree.scrollTop = 0;
    await painted();
    const blocked = watchBlocking();
    let longest = 0;
    let last = await frame();
    let elements = 0;
    for (let step = 0; step < 200; step++) {
      tree.scrollTop += tree.clientHeight / 10;
      const now = await frame();
      longest = Math.max(longest, now - last);
      last = now;
      elements = Math.max(elements, tree.querySelectorAll("*").length);
    }
    return { longestFrameMs: longest, elements, blockedMs: await blocked() };
  },

  countElements: () => host.querySelectorAll("[role=tree] *").length,

  /** Gives the text to another viewer (`window.peers` of peers.js), which counts as drawn at this number of elements. */
  async openPeer(peer: string) {
    clear();
    await nextTask();
    const blocked = watchBlocking();
    await nextTask();
    const startedAt = performance.now();
    window.peers[peer]?.(host, text);
    const shown = await untilShown(() => host.querySelectorAll("li, .jse-key, .jse-value, .jse-bracket").length > 2);
    const shownMs = (await painted()) - startedAt;
    return { shownMs: shown ? shownMs : Number.POSITIVE_INFINITY, blockedMs: await blocked() };
  },

  /** Missing in the headless shell; other browsers need a cross-origin isolated page. */
  measuresMemory: () =>
    bench
      .memory()
      .then(() => true)
      .catch(() => false),

  async memory(): Promise<number> {
    const measured = await (
      performance as unknown as { measureUserAgentSpecificMemory(): Promise<{ bytes: number }> }
    ).measureUserAgentSpecificMemory();
    return measured.bytes;
  },

  clear,
  dropText() {
    text = "";
  },
};
export type Bench = typeof bench;
Object.assign(window, { bench });
