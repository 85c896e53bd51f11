import "server-only";
import { singleton } from "./singleton.ts";

type Waiting<Key, Value> = { key: Key; resolve: (value: Value) => void; reject: (error: unknown) => void };
type Loader<Key, Value> = { waiting: Waiting<Key, Value>[]; isRunning: boolean };

/** Combines concurrent requests into one query, which starts after them. Caches nothing; `name` must be unique. */
export function createBatchLoader<Key, Value>(
  name: string,
  fetchAll: (keys: Key[]) => Promise<(key: Key) => Value>,
): (key: Key) => Promise<Value> {
  const loader = () => singleton(name, (): Loader<Key, Value> => ({ waiting: [], isRunning: false }));

  async function run(all: Loader<Key, Value>): Promise<void> {
    all.isRunning = true;
    // Waits one event loop turn for keys requested together.
    await new Promise(setImmediate);
    while (all.waiting.length > 0) {
      const batch = all.waiting.splice(0);
      try {
        const find = await fetchAll(batch.map(({ key }) => key));
        for (const { key, resolve } of batch) resolve(find(key));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    all.isRunning = false;
  }

  return (key) => {
    const all = loader();
    return new Promise((resolve, reject) => {
      all.waiting.push({ key, resolve, reject });
      if (!all.isRunning) void run(all);
    });
  };
}
