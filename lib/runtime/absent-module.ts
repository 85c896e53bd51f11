/** Stands in the browser for a module of Node; `next.config.mjs` names it. */
export {};
