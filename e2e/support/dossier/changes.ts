import { formatJsonFile } from "#lib/dossier/json-text";
import { isPayloadPath } from "#lib/dossier/tree";
import type { CheckName, Outcome } from "#lib/dossier/verifier/model";
import { forge } from "./forge.ts";
import { type MadeDossier, manifestOf, withTags } from "./make-dossier.ts";
import type { Payload } from "./test-case.ts";
import type { World } from "./world.ts";

/** One row of DOSSIER.md section 10. `shell` says what verify.sh reports: the same by default, null if it does not check this. */
export type Change = {
  row: string;
  change: (dossier: MadeDossier, world: World) => MadeDossier | Promise<MadeDossier>;
  check: CheckName;
  code: string;
  outcome: Outcome;
  shell?: { check: string; code: string; exit: number } | null;
};

const exits: Record<Outcome, number> = {
  intact: 0,
  intact_keys_not_compared: 0,
  intact_with_remarks: 0,
  incomplete: 1,
  other_key: 1,
  changed: 1,
  unreadable: 2,
};
export const shellOf = ({ shell, check, code, outcome }: Change) =>
  shell === undefined ? { check, code, exit: exits[outcome] } : shell;

type Edit = (files: Payload) => void;
const edit =
  (change: Edit) =>
  ({ files, ...rest }: MadeDossier): MadeDossier => {
    const own: Payload = new Map(files);
    change(own);
    return { ...rest, files: own };
  };

const get = (files: Payload, path: string): Buffer => {
  const bytes = files.get(path);
  if (!bytes) throw new Error(`The dossier has no ${path}.`);
  return bytes;
};
const replace =
  (path: string, change: (text: string) => string): Edit =>
  (files) => {
    const [old, changed] = [String(get(files, path)), change(String(get(files, path)))];
    if (old === changed) throw new Error(`The change of ${path} changes nothing.`);
    files.set(path, Buffer.from(changed));
  };
const flip =
  (path: string, at = 0): Edit =>
  (files) => {
    const bytes = Buffer.from(get(files, path));
    const offset = at < 0 ? bytes.length + at : at;
    bytes[offset] = (bytes[offset] ?? 0) ^ 1;
    files.set(path, bytes);
  };
const remove =
  (path: string): Edit =>
  (files) =>
    void files.delete(path);
/** Swaps one character for another of base64. */
const other = (sign: string) => (sign === "A" ? "B" : "A");
const fitTags: Edit = (files) => {
  const fitted = withTags(files);
  files.clear();
  for (const [path, bytes] of fitted) files.set(path, bytes);
};
const fitManifest: Edit = (files) => void files.set("manifest-sha256.txt", manifestOf(files, isPayloadPath));

/** Changes one line of the custody. */
const changeLine = (at: number, change: (line: Record<string, unknown>) => object | null): Edit =>
  replace("log/entries.jsonl", (text) =>
    text
      .trimEnd()
      .split("\n")
      .flatMap((line, index) => {
        const changed = index === at ? change(JSON.parse(line)) : JSON.parse(line);
        return changed === null ? [] : [`${JSON.stringify(changed)}\n`];
      })
      .join(""),
  );

/** Changes hashes of the proof in both notes' order: the head, the hashes, the note. */
const changeProof = (change: (hashes: string[]) => string[]): Edit =>
  replace("log/entry.tlog-proof", (text) => {
    const at = text.indexOf("\n\n");
    const [type, index, ...hashes] = text.slice(0, at).split("\n");
    return `${[type, index, ...change(hashes)].join("\n")}${text.slice(at)}`;
  });
/** Changes the note in both files that have it. */
const changeNote =
  (change: (note: string) => string): Edit =>
  (files) => {
    replace("log/checkpoint", change)(files);
    replace("log/entry.tlog-proof", (text) => {
      const at = text.indexOf("\n\n") + 2;
      return text.slice(0, at) + change(text.slice(at));
    })(files);
  };

const row = (
  name: string,
  change: Change["change"],
  check: CheckName,
  code: string,
  outcome: Outcome,
  shell?: Change["shell"],
): Change => ({
  row: name,
  change,
  check,
  code,
  outcome,
  ...(shell === undefined ? {} : { shell }),
});
const payload = (name: string, path: string) => row(name, edit(flip(path, 5)), "pieces", "piece_changed", "changed");
const proof = (name: string, change: Edit) => row(name, edit(change), "inclusion", "proof_wrong", "changed");
const unsigned = (name: string, change: Edit, code = "signature_wrong") =>
  row(name, edit(change), "checkpoint", code, "changed");
const malformed = (name: string, path: string) =>
  row(
    name,
    edit(replace("manifest-sha256.txt", (text) => `${"ab".repeat(32)}  ${path}\n${text}`)),
    "manifest",
    "manifest_malformed",
    "changed",
  );

/** Rows about the files of a dossier; rows of the container are made where ZIPs are. */
export const changes: readonly Change[] = [
  payload("1", "data/evidence/record.json"),
  payload("2", "data/evidence/files.zip"),
  payload("3", "data/evidence/token.jwt"),
  payload("4", "data/report.html"),
  row("5", edit(remove("data/evidence/status.json")), "pieces", "piece_missing", "incomplete"),
  row(
    "6",
    edit((files) => {
      for (const path of [...files.keys()]) if (path.startsWith("data/evidence/")) files.delete(path);
    }),
    "pieces",
    "piece_missing",
    "incomplete",
  ),
  row(
    "7",
    edit((files) => {
      const [status, record] = [get(files, "data/evidence/status.json"), get(files, "data/evidence/record.json")];
      files.set("data/evidence/status.json", record).set("data/evidence/record.json", status);
    }),
    "pieces",
    "piece_changed",
    "changed",
  ),
  row(
    "8",
    edit((files) => void files.set("data/evidence/record.json", Buffer.alloc(0))),
    "pieces",
    "piece_changed",
    "changed",
  ),
  row("9", (dossier) => forge(dossier, "manifest"), "manifest", "manifest_not_recorded", "changed"),
  row("10", (dossier) => forge(dossier, "tags"), "manifest", "manifest_not_recorded", "changed"),
  row("11", (dossier) => forge(dossier, "entry"), "entry", "commitment_wrong", "changed"),
  row("12", (dossier) => forge(dossier, "leaf"), "inclusion", "proof_wrong", "changed"),
  row("13", (dossier) => forge(dossier, "tree"), "checkpoint", "signature_wrong", "changed"),
  row("14", (_, { bare }) => forge(bare, "keys"), "log_key", "key_differs", "other_key"),
  row(
    "15",
    edit(replace("manifest-sha256.txt", (text) => text.replace(/^.*record\.json\n/m, ""))),
    "manifest",
    "manifest_not_recorded",
    "changed",
  ),
  row(
    "16",
    edit(replace("manifest-sha256.txt", (text) => text.replace(/^(.*record\.json\n)/m, "$1$1"))),
    "manifest",
    "manifest_malformed",
    "changed",
  ),
  malformed("17 parent", "data/../../x"),
  malformed("17 absolute", "/etc/passwd"),
  malformed("17 backslash", "data\\x"),
  malformed("17 control", "data/\u0007x"),
  row(
    "18",
    edit(replace("manifest-sha256.txt", (text) => text.replaceAll("\n", "\r\n"))),
    "manifest",
    "line_endings_changed",
    "intact_with_remarks",
  ),
  row("19", edit(flip("log/entry.salt", 7)), "entry", "commitment_wrong", "changed"),
  row(
    "20",
    edit((files) => void files.set("log/entry.salt", get(files, "log/entry.salt").subarray(1))),
    "entry",
    "entry_malformed",
    "changed",
  ),
  row(
    "21",
    edit(replace("log/entry.leaf.json", (text) => text.replace('"at":"2026', '"at":"2025'))),
    "inclusion",
    "proof_wrong",
    "changed",
  ),
  row(
    "22",
    edit(replace("log/entry.leaf.json", (text) => text.replace('"dossier"', '"release"'))),
    "entry",
    "not_a_dossier_entry",
    "changed",
  ),
  row(
    "23",
    (dossier, { second }) =>
      edit((files) => {
        for (const path of second.files.keys()) if (path.startsWith("log/")) files.set(path, get(second.files, path));
        fitTags(files);
      })(dossier),
    "manifest",
    "manifest_not_recorded",
    "changed",
  ),
  row(
    "24",
    edit(replace("data/dossier.json", (text) => text.replace('"ev-42"', '"ev-43"'))),
    "pieces",
    "piece_changed",
    "changed",
  ),
  proof(
    "25",
    changeProof(([first = "", ...rest]) => [other(first[0] ?? "") + first.slice(1), ...rest]),
  ),
  proof(
    "26",
    changeProof((hashes) => hashes.slice(1)),
  ),
  proof(
    "27",
    changeProof((hashes) => [...hashes, hashes[0] ?? ""]),
  ),
  proof(
    "28",
    replace("log/entry.tlog-proof", (text) => text.replace(/index (\d+)/, (_, index) => `index ${Number(index) - 1}`)),
  ),
  unsigned(
    "29",
    changeNote((note) => note.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) + 1}\n`)),
  ),
  unsigned(
    "30",
    changeNote((note) =>
      note.replace(/\n([A-Za-z0-9+/])([A-Za-z0-9+/]{42}=)\n/, (_, first, rest) => `\n${other(first)}${rest}\n`),
    ),
  ),
  unsigned(
    "31",
    changeNote((note) => note.replace(/^desk\.test/, "desk.text")),
    "origin_differs",
  ),
  unsigned(
    "32",
    changeNote((note) => note.replace(/(.)(.{10}=*\n)$/, (_, sign, rest) => other(sign) + rest)),
  ),
  unsigned(
    "33 removed",
    changeNote((note) => note.replace(/\u2014.*\n$/, "")),
    "key_unknown",
  ),
  unsigned(
    "33 unknown key",
    changeNote((note) =>
      note.replace(/(\u2014 \S+ )\S+\n$/, (_, start) => `${start}${Buffer.alloc(68, 7).toString("base64")}\n`),
    ),
    "key_unknown",
  ),
  row("34", (_, { retired }) => retired, "checkpoint", "key_retired", "changed"),
  row(
    "35",
    edit((files) => {
      replace("log/keys.json", (text) => {
        const file = JSON.parse(text);
        const proofText: string = file.keys[1].proof;
        // The old key's line comes first.
        file.keys[1].proof = proofText.replace(/\n\n(.*\n.*\n.*\n)\n\u2014.*\n/, "\n\n$1\n");
        return formatJsonFile(file);
      })(files);
      fitTags(files);
    }),
    "rotations",
    "rotation_unproven",
    "changed",
    null,
  ),
  row(
    "36",
    (_, { full }) =>
      edit((files) => {
        changeLine(1, (line) => ({ ...line, content: String(line.content).replace("Ada", "Eve") }))(files);
        fitTags(files);
      })(full),
    "custody",
    "entry_changed",
    "changed",
    null,
  ),
  row(
    "37",
    edit((files) => {
      changeLine(1, (line) => ({ ...line, at: "2025-01-01T00:00:00.000Z" }))(files);
      fitTags(files);
    }),
    "custody",
    "proof_wrong",
    "changed",
    null,
  ),
  row(
    "38",
    (dossier, { foreignLine }) =>
      edit((files) => {
        changeLine(1, () => JSON.parse(foreignLine))(files);
        fitTags(files);
      })(dossier),
    "custody",
    "proof_wrong",
    "changed",
    null,
  ),
  row("39", edit(changeLine(1, () => null)), "custody", "custody_cut", "changed", null),
  row(
    "39 tags fitted",
    edit((files) => {
      changeLine(1, () => null)(files);
      fitTags(files);
    }),
    "custody",
    "custody_cut",
    "changed",
    null,
  ),
  row(
    "40",
    (dossier, { otherKey }) =>
      edit((files) => {
        files.set("data/keys/token-key.pem", Buffer.from(otherKey.pem));
        files.set("data/keys.json", Buffer.from(formatJsonFile({ format: "evidence-dossier-keys/1", keys: [] })));
        fitManifest(files);
        fitTags(files);
      })(dossier),
    "manifest",
    "manifest_not_recorded",
    "changed",
  ),
  row("41", (_, { lying }) => lying, "token", "verdict_contradicted", "changed"),
  row("42", (_, { othersToken }) => othersToken, "token_key", "key_differs", "other_key"),
  row(
    "43",
    (dossier, { second }) =>
      edit((files) => void files.set("timestamp/manifest.tsr", get(second.files, "timestamp/manifest.tsr")))(dossier),
    "timestamp",
    "imprint_differs",
    "changed",
  ),
  row("44", edit(flip("timestamp/manifest.tsr", -5)), "timestamp", "timestamp_invalid", "changed"),
  row(
    "45",
    (dossier, { authority }) =>
      edit((files) => void files.set("timestamp/manifest.tsr", authority.stamp(get(files, "manifest-sha256.txt"))))(
        dossier,
      ),
    "timestamp",
    "timestamp_not_recorded",
    "changed",
  ),
  row("46", edit(remove("timestamp/manifest.tsr")), "timestamp", "timestamp_missing", "incomplete"),
  row(
    "47 page",
    edit((files) => void files.set("verify.html", Buffer.from("<p>Unchanged</p>"))),
    "tags",
    "tag_changed",
    "intact_with_remarks",
  ),
  row(
    "47 script",
    edit((files) => void files.set("verify.sh", Buffer.from("echo Unchanged\n"))),
    "tags",
    "tag_changed",
    "intact_with_remarks",
  ),
  row(
    "48 payload",
    edit((files) => void files.set("data/note.txt", Buffer.from("x"))),
    "extras",
    "extra_file",
    "intact_with_remarks",
  ),
  row(
    "48 beside",
    edit((files) => void files.set("note.txt", Buffer.from("x"))),
    "extras",
    "extra_file",
    "intact_with_remarks",
  ),
  row(
    "54",
    edit(replace("data/dossier.json", (text) => text.replace("evidence-dossier/1", "evidence-dossier/2"))),
    "container",
    "format_unknown",
    "unreadable",
  ),
  row(
    "55",
    edit((files) => {
      files.set("data/evidence/Record.json", get(files, "data/evidence/record.json"));
      files.delete("data/evidence/record.json");
    }),
    "pieces",
    "piece_missing",
    "incomplete",
  ),
  row("decision forged", (_, { forgedDecision }) => forgedDecision, "decisions", "decision_not_recorded", "changed"),
  row("other request", (_, { otherRequest }) => otherRequest, "pieces", "request_of_other_evidence", "changed"),
  row("other signer", (_, { otherSigner }) => otherSigner, "pieces", "request_of_other_evidence", "changed"),
  row("token hidden", (_, { hiddenToken }) => hiddenToken, "token", "token_was_received", "incomplete"),
  row("decision line removed", edit(changeLine(4, () => null)), "decisions", "decision_not_recorded", "changed"),
];
