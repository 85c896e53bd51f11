import { useSyncExternalStore } from "react";

export type Subscribe = (listener: () => void) => () => void;

/** State outside React; every change replaces the whole object. */
export type ExternalStore<State extends object> = {
  get: () => State;
  set: (state: State) => void;
  update: (change: Partial<State>) => void;
  subscribe: Subscribe;
};

/** Manages listeners of a state that is stored elsewhere, such as in a cookie. */
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

/** Returns `initial` on the server and while `store` is null. */
export function useExternalStore<State>(
  store: { get: () => State; subscribe: Subscribe } | null,
  initial: State,
): State {
  const getInitial = () => initial;
  return useSyncExternalStore(store?.subscribe ?? subscribeToNothing, store?.get ?? getInitial, getInitial);
}
