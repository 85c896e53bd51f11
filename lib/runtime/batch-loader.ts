import "server-only";
import { singleton } from "./singleton.ts";

type Waiting<Key, Value> = { key: Key; resolve: (value: Value) => void; reject: (error: unknown) => void };
type Loader<Key, Value> = { waiting: Waiting<Key, Value>[]; isRunning: boolean };

/**
 * Asks for many keys with one query: keys that arrive together share it, and it always begins after they arrived. Nothing is kept, so
 * every answer is what the database holds now.
 * @param name of this query in the process
 * @param fetchAll asks for all keys at once, and resolves with how to find each one's value
 */
export function createBatchLoader<Key, Value>(
  name: string,
  fetchAll: (keys: Key[]) => Promise<(key: Key) => Value>,
): (key: Key) => Promise<Value> {
  const loader = () => singleton(name, (): Loader<Key, Value> => ({ waiting: [], isRunning: false }));

  async function run(all: Loader<Key, Value>): Promise<void> {
    all.isRunning = true;
    // One turn of the loop gathers what arrived together.
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
