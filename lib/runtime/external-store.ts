import { useSyncExternalStore } from "react";

export type Subscribe = (listener: () => void) => () => void;

/** A state outside React, replaced as a whole with every change. */
export type ExternalStore<State extends object> = {
  get: () => State;
  set: (state: State) => void;
  /** Replaces some fields. */
  update: (change: Partial<State>) => void;
  subscribe: Subscribe;
};

/** Those who want to hear of changes; for a state that lives elsewhere, such as a cookie. */
export function createListeners(): { subscribe: Subscribe; notify: () => void } {
  const listeners = new Set<() => void>();
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    notify: () => {
      for (const listener of listeners) listener();
    },
  };
}

export function createExternalStore<State extends object>(initial: State): ExternalStore<State> {
  let state = initial;
  const { subscribe, notify } = createListeners();
  const set = (next: State) => {
    state = next;
    notify();
  };
  return { get: () => state, set, update: (change) => set({ ...state, ...change }), subscribe };
}

const subscribeToNothing = () => () => undefined;

/** The store's state, drawn again with every change; `initial` on the server and while there is no store. */
export function useExternalStore<State>(
  store: { get: () => State; subscribe: Subscribe } | null,
  initial: State,
): State {
  const getInitial = () => initial;
  return useSyncExternalStore(store?.subscribe ?? subscribeToNothing, store?.get ?? getInitial, getInitial);
}
