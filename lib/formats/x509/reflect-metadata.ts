/** Implements the Reflect metadata that @peculiar/x509 requires, because a polyfill is another package. Import it first. */

type Store = WeakMap<object, Map<unknown, unknown>>;
type WithMetadata = {
  defineMetadata?: (key: unknown, value: unknown, target: object) => void;
  getOwnMetadata?: (key: unknown, target: object) => unknown;
  getMetadata?: (key: unknown, target: object) => unknown;
};

const store: Store = new WeakMap();
const reflect = Reflect as WithMetadata;

if (!reflect.getMetadata) {
  reflect.defineMetadata = (key, value, target) => {
    const entries = store.get(target) ?? new Map<unknown, unknown>();
    store.set(target, entries.set(key, value));
  };
  reflect.getOwnMetadata = (key, target) => store.get(target)?.get(key);
  reflect.getMetadata = (key, target) => {
    for (let offset: object | null = target; offset !== null; offset = Object.getPrototypeOf(offset))
      if (store.get(offset)?.has(key)) return store.get(offset)?.get(key);
    return undefined;
  };
}
