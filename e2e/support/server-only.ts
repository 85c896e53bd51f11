// Replaces the `server-only` guard, because Vitest runs as the server side.
export {};
