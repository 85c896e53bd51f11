import "server-only";

const registry = Symbol.for("evidence-desk.once");
type Registry = Map<string, unknown>;

function singletons(): Registry {
  const global = globalThis as { [registry]?: Registry };
  global[registry] ??= new Map();
  return global[registry];
}

/** Creates one value per process, even if the bundler duplicates the module (routes, pages, instrumentation). */
export function singleton<T>(name: string, make: () => T): T {
  const all = singletons();
  if (!all.has(name)) all.set(name, make());
  return all.get(name) as T;
}

/** Removes a value, so that the next `singleton` call creates it again. */
export function resetSingleton(name: string): void {
  singletons().delete(name);
}
