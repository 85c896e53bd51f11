import { createListeners, type Subscribe, useExternalStore } from "#lib/runtime/external-store";
import { createQueue, formatQueue, parseQueue, type Queue, type QueuedCase, queueKey } from "./model.ts";

let owner = "";

/** Sets the owner: a short digest of the person, never the person. Called once by the signed-in layout. */
export function setQueueOwner(next: string): void {
  owner = next;
}

/** A list of cases in session storage: it belongs to one tab, and a sign-out clears it (Clear-Site-Data). */
type TabList = {
  get: () => Queue | null;
  subscribe: Subscribe;
  /** Replaces the list. @returns false without cases */
  start: (cases: readonly QueuedCase[], ticket: string | null) => boolean;
  /** Moves to a case, and returns it; null for a position outside the list. */
  move: (position: number) => QueuedCase | null;
  end: () => void;
  /** True once after `start`: the page that opens next was asked for by the person. */
  takeStarted: () => boolean;
};

function createTabList(key: string): TabList {
  const { subscribe, notify } = createListeners();
  /** The stored text and its list: React needs the same object for the same state. */
  let read: { text: string | null; owner: string; list: Queue | null } = { text: null, owner: "", list: null };

  let isStarted = false;

  function get(): Queue | null {
    const text = sessionStorage.getItem(key);
    if (text !== read.text || owner !== read.owner) read = { text, owner, list: parseQueue(text, owner) };
    return read.list;
  }
  function store(list: Queue): void {
    sessionStorage.setItem(key, formatQueue(list));
    notify();
  }
  return {
    get,
    subscribe,
    start: (cases, ticket) => {
      const list = createQueue(owner, cases, ticket);
      if (list !== null) store(list);
      isStarted = list !== null;
      return isStarted;
    },
    move: (position) => {
      const list = get();
      const target = list?.cases[position] ?? null;
      if (list !== null && target !== null) store({ ...list, position });
      return target;
    },
    end: () => {
      sessionStorage.removeItem(key);
      notify();
    },
    takeStarted: () => {
      const was = isStarted;
      isStarted = false;
      return was;
    },
  };
}

export const queueOfTab = createTabList(queueKey);
export const batchOfTab = createTabList("evidence-desk.batch");

/** Cases of which dossiers are asked for together. */
export const dossiersOfTab = createTabList("evidence-desk.dossiers");

/** Null on the server and without a list. */
export const useQueue = (): Queue | null => useExternalStore<Queue | null>(queueOfTab, null);
export const useBatch = (): Queue | null => useExternalStore<Queue | null>(batchOfTab, null);
export const useDossierCases = (): Queue | null => useExternalStore<Queue | null>(dossiersOfTab, null);
