import { Kysely, sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningPostgres, startPostgres } from "../../e2e/support/postgres.ts";
import { parsePostgresUrl } from "../env.ts";
import { migratePostgres, openDatabase } from "./connection.ts";
import { postgresDialect } from "./postgres-dialect.ts";
import { refuseExcessRights } from "./runtime-rights.ts";
import type { Tables } from "./tables.ts";

const database = "desk_of_the_guide";
const owner = "evidence_desk_owner";
const runtime = "evidence_desk";

let postgres: RunningPostgres;
let main: Kysely<Tables>;
let superuser: pg.Client;
let version: number;

const url = (role: string) => postgres.url(role).replace(/evidence$/, database);
const target = () => ({ kind: "postgres" as const, url: url(runtime), migrationUrl: url(owner) });
const run = async (statements: string[]) => {
  for (const statement of statements) await superuser.query(statement);
};

/** @returns the findings, one line each */
async function findings(): Promise<string[]> {
  const error = await refuseExcessRights(main, owner).then(
    () => null,
    (failure: Error) => failure,
  );
  return error === null ? [] : error.message.split("\n").slice(1);
}

/** The statements behind the last colon and space of each finding; one query may hold several. */
const statementsOf = (lines: string[]) =>
  lines.map((line) => line.slice(line.search(/: (?=[A-Z]+ )(?!.*: [A-Z]+ )/) + 2));

beforeAll(async () => {
  postgres = await startPostgres();
  for (const role of [owner, runtime]) await postgres.createRole(role);
  // Exactly as docs/operators-guide.md says.
  await postgres.sql(`create database ${database} owner ${owner}`, [], "postgres");
  await migratePostgres(target());
  main = new Kysely<Tables>({ dialect: postgresDialect(parsePostgresUrl(url(runtime), undefined), { max: 4 }) });
  superuser = new pg.Client({ connectionString: postgres.url().replace(/evidence$/, database) });
  await superuser.connect();
  const { rows } = await superuser.query("select current_setting('server_version_num')::int as version");
  version = rows[0].version;
});
afterAll(async () => {
  await Promise.all([main?.destroy(), superuser?.end()]);
  await postgres?.end();
});

describe("a database as the operators' guide says", () => {
  it("starts", async () => {
    const opened = await openDatabase(target());
    expect(opened.ownsLog).toBe(false);
    await Promise.all([opened.main.destroy(), opened.log.destroy()]);
  });

  it("starts without DATABASE_MIGRATION_URL, and checks the rights all the same", async () => {
    const alone = { ...target(), migrationUrl: url(runtime) };
    const opened = await openDatabase(alone);
    expect(opened.ownsLog).toBe(false);
    await Promise.all([opened.main.destroy(), opened.log.destroy()]);
    await run([`grant delete on log_entries to ${runtime}`]);
    await expect(openDatabase(alone)).rejects.toThrow(`${runtime} may DELETE on log_entries`);
    await run([`revoke delete on log_entries from ${runtime}`]);
  });

  it("loses rights that were granted earlier when it is migrated again", async () => {
    await run([
      `grant all on all tables in schema public to ${runtime}`,
      `grant update (commitment) on log_entries to ${runtime}`,
    ]);
    expect(await findings()).not.toEqual([]);
    await migratePostgres(target());
    expect(await findings()).toEqual([]);
  });

  it("starts while the role itself has temporary tables and large objects", async () => {
    await main.connection().execute(async (connection) => {
      await sql`create temporary table scratch as select 1 as one`.execute(connection);
      await sql`select lo_create(0)`.execute(connection);
      expect(await findings()).toEqual([]);
    });
  });

  it.each<[string, string[]]>([
    [
      "rights through a group",
      ["create role writers", "grant select, insert on log_entries to writers", `grant writers to ${runtime}`],
    ],
    [
      "an administrator who may become the runtime role",
      ["create role cloud_admin createrole createdb login", `grant ${runtime} to cloud_admin with admin option`],
    ],
    [
      "another role with all rights",
      [
        "create role backup",
        "grant all on all tables in schema public to backup",
        "alter default privileges grant all on tables to backup",
      ],
    ],
    [
      "extensions in the schema",
      [
        "create extension pg_stat_statements",
        "create extension dblink",
        "create extension postgres_fdw",
        "create extension hstore",
        "create extension pageinspect",
      ],
    ],
    ["functions with the caller's rights", ["create function plain() returns int language sql as 'select 1'"]],
    [
      "a function with the owner's rights that the role cannot call",
      [
        "create function sealed() returns int language sql security definer as 'select 1'",
        "revoke execute on function sealed() from public",
      ],
    ],
    [
      "a schema that the role cannot use",
      [
        "create schema hidden",
        "create table hidden.notes (id int)",
        "grant all on hidden.notes to public",
        "create function hidden.purge() returns int language sql security definer as 'select 1'",
      ],
    ],
    [
      "a function for event triggers",
      ["create function watch() returns event_trigger language plpgsql security definer as 'begin end'"],
    ],
    ["large objects and temporary tables", ["select lo_create(0)"]],
    [
      "fewer rights of PUBLIC",
      [`revoke all on database ${database} from public`, `grant connect on database ${database} to ${runtime}`],
    ],
    [
      "a trigger with the caller's rights",
      [
        "create function notice() returns trigger language plpgsql as 'begin return new; end'",
        "create trigger notice after insert on log_entries execute function notice()",
      ],
    ],
    ["columns of the log that may be read", [`grant select (at) on log_entries to ${runtime}`]],
  ])("starts with %s", async (_, statements) => {
    await run(statements);
    expect(await findings()).toEqual([]);
  });
});

describe("a right beyond the list", () => {
  beforeEach(async () => expect(await findings()).toEqual([]));

  /** Each case: what is widened, what the message says, and what to undo beyond the statements of the message. */
  it.each<[string, string[], RegExp[], string[]?]>([
    ["SUPERUSER", [`alter role ${runtime} superuser`], [/evidence_desk is a superuser: ALTER ROLE/]],
    ["CREATEROLE, CREATEDB", [`alter role ${runtime} createrole createdb`], [/may create roles, may create databases/]],
    ["REPLICATION", [`alter role ${runtime} replication`], [/replication/]],
    ["BYPASSRLS", [`alter role ${runtime} bypassrls`], [/row security/]],
    ["a superuser by SET ROLE", [`grant postgres to ${runtime}`], [/may act as postgres, which is a superuser/]],
    [
      "the owner by SET ROLE",
      [`alter role ${runtime} noinherit`, `grant ${owner} to ${runtime}`],
      [/may act as evidence_desk_owner, which owns audit_entries, audit_checkpoints/],
      [`alter role ${runtime} inherit`],
    ],
    [
      "the owner over three roles",
      [
        "create role a1 noinherit",
        "create role a2 noinherit",
        `grant ${owner} to a2`,
        "grant a2 to a1",
        `grant a1 to ${runtime}`,
      ],
      [/which owns .*log_entries/],
    ],
    [
      "an attribute over two roles",
      ["create role b1", "create role b2 createrole", "grant b2 to b1", `grant b1 to ${runtime}`],
      [/may act as b2, which may create roles/],
    ],
    [
      "the owner as setting of the role",
      [`grant ${owner} to ${runtime}`, `alter role ${runtime} set role = ${owner}`],
      [/which owns .*log_entries/],
      [`alter role ${runtime} reset role`],
    ],
    ["ADMIN OPTION", ["create role b3 bypassrls", `grant b3 to ${runtime} with admin option`], [/may act as b3/]],
    ...[
      "pg_write_all_data",
      "pg_read_all_data",
      "pg_execute_server_program",
      "pg_read_server_files",
      "pg_write_server_files",
      "pg_signal_backend",
      "pg_checkpoint",
    ].map((role): [string, string[], RegExp[]] => [
      role,
      [`grant ${role} to ${runtime}`],
      [new RegExp(`may act as ${role}, which is a predefined role`)],
    ]),
    [
      "a predefined role through a group",
      ["create role c1", "grant pg_write_all_data to c1", `grant c1 to ${runtime}`],
      [/may act as pg_write_all_data.*REVOKE pg_write_all_data FROM c1/],
    ],
    ...["update", "delete", "truncate", "references", "trigger"].map((right): [string, string[], RegExp[]] => [
      `${right} on the log`,
      [`grant ${right} on log_entries to ${runtime}`],
      [new RegExp(`${runtime} may ${right.toUpperCase()} on log_entries`)],
    ]),
    [
      "several rights of PUBLIC",
      ["grant update, delete on log_checkpoints to public"],
      [/PUBLIC, so every role, may .*UPDATE.* on log_checkpoints/],
    ],
    [
      "a right of a group",
      ["create role d1", "grant update on log_entries to d1", `grant d1 to ${runtime}`],
      [/may act as d1, which may UPDATE on log_entries/],
    ],
    [
      "columns of the log",
      [`grant update (commitment, salt), references (at) on log_entries to ${runtime}`],
      [/may .*UPDATE \(.*(commitment|salt), (commitment|salt)\)/],
    ],
    [
      "columns for PUBLIC",
      ["grant update (root) on log_checkpoints to public"],
      [/UPDATE \(root\) on log_checkpoints/],
    ],
    [
      "granting on",
      [`grant select on log_entries to ${runtime} with grant option`],
      [/may grant SELECT on log_entries to others/],
    ],
    [
      "a right that another role granted",
      [
        "create role d2",
        "grant update on log_entries to d2 with grant option",
        "set role d2; grant update on log_entries to evidence_desk; reset role",
      ],
      [/evidence_desk may UPDATE.*SET ROLE d2/],
    ],
    ["the migrations", [`grant insert on kysely_migration to ${runtime}`], [/may INSERT on kysely_migration/]],
    ["TRUNCATE of sessions", [`grant truncate on sessions to ${runtime}`], [/may TRUNCATE on sessions/]],
    [
      "a table of someone else",
      ["create table notes (id int)", "grant select on notes to public"],
      [/may SELECT on table public.notes/],
    ],
    [
      "a view that changes the log",
      ["create view log_view as select * from log_entries", `grant update on log_view to ${runtime}`],
      [/may UPDATE on table public.log_view/],
    ],
    [
      "a child table of the log",
      ["create table child () inherits (log_entries)", `grant delete on child to ${runtime}`],
      [/may DELETE on table public.child/],
    ],
    [
      "a sequence",
      ["create sequence numbers", `grant usage on sequence numbers to ${runtime}`],
      [/may USAGE on sequence public.numbers/],
    ],
    [
      "names that need quotes",
      [
        'create role "od""d role"',
        'create table "Quoted ""table" (id int)',
        'grant insert on "Quoted ""table" to "od""d role"',
        `grant "od""d role" to ${runtime}`,
      ],
      [/may act as od"d role, which may INSERT/],
    ],
    [
      "a function with the owner's rights",
      ["create function purge(days int, out n int) language sql security definer as 'select 1'"],
      [/PUBLIC.* may EXECUTE on routine public.purge\(/],
    ],
    [
      "a procedure with the owner's rights",
      [
        "create procedure wipe() language sql security definer as 'delete from log_entries'",
        "revoke execute on procedure wipe() from public",
        `grant execute on procedure wipe() to ${runtime}`,
      ],
      [/evidence_desk may EXECUTE on routine public.wipe/],
    ],
    [
      "a trigger function with the owner's rights",
      ["create function on_row() returns trigger language plpgsql security definer as 'begin return null; end'"],
      [/on_row/],
    ],
    [
      "such a function in another schema",
      [
        "create schema tools",
        "grant usage on schema tools to public",
        "create function tools.fix() returns int language sql security definer as 'select 1'",
      ],
      [/tools.fix/],
    ],
    [
      "a function of PostgreSQL",
      [`grant execute on function pg_read_file(text) to ${runtime}`],
      [/may EXECUTE on routine pg_catalog.pg_read_file/],
    ],
    [
      "writing files of the server",
      [`grant execute on function lo_export(oid, text) to public`],
      [/PUBLIC.*lo_export/],
    ],
    ["passwords of roles", [`grant select on pg_authid to ${runtime}`], [/may SELECT on table pg_catalog.pg_authid/]],
    [
      "CREATE on the schema",
      ["grant create on schema public to public"],
      [/PUBLIC, so every role, may CREATE on schema public/],
    ],
    [
      "CREATE on the database",
      [`grant create on database ${database} to ${runtime}`],
      [/may CREATE on database desk_of_the_guide/],
    ],
    [
      "CREATE on a tablespace",
      [`grant create on tablespace pg_default to ${runtime}`],
      [/may CREATE on tablespace pg_default/],
    ],
    [
      "ownership of a table of the log",
      [`alter table log_entries owner to ${runtime}`],
      [/evidence_desk owns log_entries: REASSIGN OWNED/],
    ],
    [
      "ownership of a function",
      ["create function mine() returns int language sql as 'select 1'", `alter function mine() owner to ${runtime}`],
      [/evidence_desk owns function public.mine\(\)/],
    ],
    ["ownership of a schema", [`create schema own authorization ${runtime}`], [/evidence_desk owns schema own/]],
    [
      "ownership of the database",
      [`alter database ${database} owner to ${runtime}`],
      [/evidence_desk owns database desk_of_the_guide/],
    ],
    [
      "ownership of another database",
      [`alter database evidence owner to ${runtime}`],
      [/evidence_desk owns database evidence/],
    ],
    [
      "rights on future tables",
      [`alter default privileges for role ${owner} in schema public grant select, delete on tables to ${runtime}`],
      [/gets .*DELETE on new tables of evidence_desk_owner/],
    ],
    [
      "rights of PUBLIC on future tables",
      [`alter default privileges for role ${owner} grant insert on tables to public`],
      [/PUBLIC.*gets INSERT on new tables/],
    ],
    [
      "a foreign server",
      ["create server loop foreign data wrapper postgres_fdw", `grant usage on foreign server loop to ${runtime}`],
      [/may USAGE on foreign server loop/],
    ],
    [
      "a foreign-data wrapper",
      [`grant usage on foreign data wrapper postgres_fdw to ${runtime}`],
      [/may USAGE on foreign-data wrapper postgres_fdw/],
    ],
    [
      "a setting of the server",
      [`grant set, alter system on parameter session_replication_role to ${runtime}`],
      [/on parameter session_replication_role/],
    ],
    [
      "a trigger with the owner's rights",
      [
        "create function on_session() returns trigger language plpgsql security definer as 'begin delete from log_entries; return new; end'",
        "revoke execute on function on_session() from public",
        "create trigger clean after update on sessions execute function on_session()",
      ],
      [/sessions has the trigger clean/],
    ],
    [
      "a rule",
      ["create rule clean as on insert to purposes do also delete from log_entries"],
      [/purposes has the rule clean/],
    ],
    [
      "a foreign key that deletes entries",
      [
        "alter table log_entries add constraint person foreign key (subject) references sessions (id) on delete cascade",
      ],
      [/log_entries has the foreign key person/],
    ],
  ])("is named, and its statement takes it away: %s", async (_, widen, expected, undo = []) => {
    await run(widen);
    const lines = await findings();
    for (const pattern of expected) expect(lines.join("\n")).toMatch(pattern);
    await run(statementsOf(lines));
    // The membership behind a right is named once the right itself is gone.
    await run(statementsOf(await findings()));
    expect(await findings()).toEqual([]);
    await run(undo);
  });

  it("is found with the options of PostgreSQL 16", async ({ skip }) => {
    if (version < 160_000) skip("this server is older");
    await run(["create role e1 bypassrls", `grant e1 to ${runtime} with inherit false, set false`]);
    expect(await findings()).toEqual([]);
    await run([`grant e1 to ${runtime} with set true`]);
    expect((await findings()).join()).toContain("may act as e1, which bypasses row security");
    await run(statementsOf(await findings()));
    expect(await findings()).toEqual([]);
  });
});
