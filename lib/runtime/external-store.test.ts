import { expect, it, vi } from "vitest";
import { createExternalStore, createListeners } from "./external-store.ts";

it("notifies subscribed listeners of a new state, and none after they unsubscribed", () => {
  const store = createExternalStore({ count: 0, name: "a" });
  const first = store.get();
  const [heard, left] = [vi.fn(), vi.fn()];
  store.subscribe(heard);
  store.subscribe(left)();
  store.update({ count: 1 });
  expect(store.get()).toEqual({ count: 1, name: "a" });
  expect(store.get()).not.toBe(first);
  expect(first).toEqual({ count: 0, name: "a" });
  store.set({ count: 2, name: "b" });
  expect(heard).toHaveBeenCalledTimes(2);
  expect(left).not.toHaveBeenCalled();
});

it("returns the same object until a change, as React requires", () => {
  const store = createExternalStore({ count: 0 });
  expect(store.get()).toBe(store.get());
});

it("notifies the other listeners if one unsubscribes during a notification", () => {
  const { subscribe, notify } = createListeners();
  const heard = vi.fn();
  const leave = subscribe(() => leave());
  subscribe(heard);
  notify();
  notify();
  expect(heard).toHaveBeenCalledTimes(2);
});
