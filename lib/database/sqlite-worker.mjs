/**
 * The embedded database, in a thread of its own: a locked or slow file stalls this thread and never the process.
 * One message is one statement; answers carry the message's id. The thread is plain JavaScript because it is loaded
 * by path, next to the built product as well as in tests and command line tools.
 */
import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

const describe = (error) => ({
  message: String(error?.message ?? error),
  code: error?.errcode ?? null,
});

/** Held until the process ends, however it ends: the operating system drops it. */
function holdLock(path) {
  const lock = new DatabaseSync(path);
  lock.exec("PRAGMA busy_timeout = 0");
  lock.exec("BEGIN EXCLUSIVE");
  return lock;
}

function open() {
  const database = new DatabaseSync(workerData.path);
  database.exec("PRAGMA busy_timeout = 1500");
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
  database.exec("PRAGMA foreign_keys = ON");
  return database;
}

const statements = new Map();

/** Prepared statements are kept: the same few run all day. */
function prepare(database, sql) {
  let statement = statements.get(sql);
  if (statement === undefined) {
    if (statements.size >= 200) statements.clear();
    statement = database.prepare(sql);
    statements.set(sql, statement);
  }
  return statement;
}

/** Nodes before 22.16 cannot tell the columns of a statement: there its words have to. */
function answersRows(statement, sql) {
  if (statement.columns) return statement.columns().length > 0;
  return /^\s*(select|with|pragma|explain|values)\b|\breturning\b/i.test(sql);
}

function run(database, { sql, parameters }) {
  const statement = prepare(database, sql);
  if (answersRows(statement, sql)) return { rows: statement.all(...parameters) };
  const { changes, lastInsertRowid } = statement.run(...parameters);
  return { rows: [], changes: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}

let database;
let lock;
try {
  if (workerData.lockPath) lock = holdLock(workerData.lockPath);
  database = open();
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
    // What was learnt about the tables helps the next start; a failure here must not keep the file open.
    try {
      database?.exec("PRAGMA analysis_limit = 400; PRAGMA optimize");
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
