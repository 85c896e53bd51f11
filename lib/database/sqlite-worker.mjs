/**
 * Runs SQLite in its own thread, so that a locked or slow file never blocks the process. Speaks the messages of
 * lib/runtime/worker-rpc-messages.ts. Plain JavaScript, because the build, tests and tools load it by path.
 */
import { DatabaseSync } from "node:sqlite";
import { parentPort } from "node:worker_threads";

/** The operating system releases the lock when the process ends. */
function holdLock(path) {
  try {
    const lock = new DatabaseSync(path);
    lock.exec("PRAGMA busy_timeout = 0");
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (cause) {
    throw Object.assign(new Error("Another process has the lock.", { cause }), { name: "DatabaseLockedError" });
  }
}

/** WAL mode, which the writer sets, keeps readers and the writer from waiting for each other. */
function openReader(path) {
  const database = new DatabaseSync(path, { readOnly: true });
  database.exec("PRAGMA busy_timeout = 1500");
  database.exec("PRAGMA query_only = ON");
  return database;
}

function openWriter(path) {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA busy_timeout = 1500");
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
  database.exec("PRAGMA foreign_keys = ON");
  return database;
}

const statements = new Map();

/** Caches statements, because the same few run repeatedly. */
function prepare(database, sql) {
  let statement = statements.get(sql);
  if (statement === undefined) {
    if (statements.size >= 200) statements.clear();
    statement = database.prepare(sql);
    statements.set(sql, statement);
  }
  return statement;
}

/** Falls back to the SQL text on Node before 22.16, which lacks `statement.columns`. */
function returnsRows(statement, sql) {
  if (statement.columns) return statement.columns().length > 0;
  return /^\s*(select|with|pragma|explain|values)\b|\breturning\b/i.test(sql);
}

function run({ sql, parameters }) {
  const statement = prepare(database, sql);
  if (returnsRows(statement, sql)) return { rows: statement.all(...parameters) };
  const { changes, lastInsertRowid } = statement.run(...parameters);
  return { rows: [], changes: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}

let database;
let lock;
let isReadOnly = false;

const methods = {
  open(file) {
    if (file.lockPath) lock = holdLock(file.lockPath);
    isReadOnly = file.readOnly === true;
    database = isReadOnly ? openReader(file.path) : openWriter(file.path);
    return null;
  },
  execute: run,
  close() {
    // Saves table statistics for the next start; a failure must not keep the file open.
    try {
      if (!isReadOnly) database?.exec("PRAGMA analysis_limit = 400; PRAGMA optimize");
    } catch {}
    database?.close();
    lock?.close();
    parentPort.close();
    return null;
  },
};

// Statements cannot be cancelled, so that only calls matter.
parentPort.on("message", ({ type, id, method, params }) => {
  if (type !== "call") return;
  try {
    parentPort.postMessage({ type: "result", id, result: methods[method](params) });
  } catch (error) {
    const { name = "Error", message = String(error), errcode = null } = error ?? {};
    parentPort.postMessage({ type: "error", id, name, message, code: errcode });
  }
});
