import fc from "fast-check";

/** `npm test` draws the same cases on each machine; `npm run test:full` draws new ones, and a failure prints its seed. */
if (process.env.FULL !== "1") fc.configureGlobal({ seed: Number(process.env.SEED ?? 20261127) });
