/**
 * Runs SQLite in its own thread, so that a locked or slow file never blocks the process. Each message is one statement;
 * responses carry its ID. Plain JavaScript, because the build, tests and tools load it by path.
 */
import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

const describe = (error) => ({
  message: String(error?.message ?? error),
  code: error?.errcode ?? null,
});

/** The operating system releases the lock when the process ends. */
function holdLock(path) {
  const lock = new DatabaseSync(path);
  lock.exec("PRAGMA busy_timeout = 0");
  lock.exec("BEGIN EXCLUSIVE");
  return lock;
}

/** WAL mode, which the writer sets, keeps readers and the writer from waiting for each other. */
function openReader() {
  const database = new DatabaseSync(workerData.path, { readOnly: true });
  database.exec("PRAGMA busy_timeout = 1500");
  database.exec("PRAGMA query_only = ON");
  return database;
}

function openWriter() {
  const database = new DatabaseSync(workerData.path);
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

function run(database, { sql, parameters }) {
  const statement = prepare(database, sql);
  if (returnsRows(statement, sql)) return { rows: statement.all(...parameters) };
  const { changes, lastInsertRowid } = statement.run(...parameters);
  return { rows: [], changes: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}

let database;
let lock;
try {
  if (workerData.lockPath) lock = holdLock(workerData.lockPath);
  database = workerData.readOnly ? openReader() : openWriter();
  parentPort.postMessage({ ready: true });
} catch (error) {
  parentPort.postMessage({
    ready: false,
    locked: lock === undefined && Boolean(workerData.lockPath),
    error: describe(error),
  });
}

parentPort.on("message", (message) => {
  if (message.close) {
    // Saves table statistics for the next start; a failure must not keep the file open.
    try {
      if (!workerData.readOnly) database?.exec("PRAGMA analysis_limit = 400; PRAGMA optimize");
    } catch {}
    database?.close();
    lock?.close();
    parentPort.close();
    return;
  }
  try {
    parentPort.postMessage({ id: message.id, ...run(database, message) });
  } catch (error) {
    parentPort.postMessage({ id: message.id, error: describe(error) });
  }
});
