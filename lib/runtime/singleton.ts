import "server-only";

const registry = Symbol.for("evidence-desk.once");
type Registry = Map<string, unknown>;

function singletons(): Registry {
  const global = globalThis as { [registry]?: Registry };
  global[registry] ??= new Map();
  return global[registry];
}

/** One value per process, also where the bundler keeps several copies of a module (routes, pages, instrumentation). */
export function singleton<T>(name: string, make: () => T): T {
  const all = singletons();
  if (!all.has(name)) all.set(name, make());
  return all.get(name) as T;
}

/** Forgets a value, so that the next `once` makes it anew. */
export function resetSingleton(name: string): void {
  singletons().delete(name);
}
