// Vitest stands on the server side of the `server-only` guard, so the guard is empty here.
export {};
