/** Level of an anomaly: `note` is a fact, `odd` is unusual or ambiguous, `bad` means two readers may see different things. */
export type Severity = "note" | "odd" | "bad";

/** Every anomaly code with its level. Messages are in lib/i18n under `files.oddity`. */
export const oddityGravity = {
  archive_empty_bytes: "bad",
  archive_not_zip: "bad",
  archive_truncated: "bad",
  archive_no_entries: "note",
  archive_split: "bad",
  archive_comment: "note",
  archive_comment_holds_record: "odd",
  end_record_missing: "bad",
  end_record_several: "bad",
  end_record_comment_short: "odd",
  zip64_missing: "bad",
  zip64_broken: "bad",
  zip64_differs: "bad",
  zip64_holds_more: "odd",
  directory_missing: "bad",
  directory_damaged: "bad",
  directory_moved: "odd",
  directory_two_places: "bad",
  directory_size_wrong: "bad",
  directory_count_wrong: "bad",
  directory_too_large: "bad",
  entries_over_limit: "bad",
  entries_recovered: "bad",
  entries_unlisted: "bad",
  bytes_before: "odd",
  bytes_between: "odd",
  bytes_after: "odd",
  name_empty: "bad",
  name_long: "odd",
  name_duplicate: "bad",
  name_duplicate_case: "odd",
  name_duplicate_form: "odd",
  name_duplicate_path: "odd",
  name_file_and_folder: "bad",
  name_absolute: "bad",
  name_climbs: "bad",
  name_dot_segment: "odd",
  name_backslash: "odd",
  name_drive: "bad",
  name_control: "bad",
  name_bidirectional: "bad",
  name_invisible: "odd",
  name_mixed_script: "odd",
  name_reserved: "odd",
  name_not_utf8: "odd",
  name_encoding_guessed: "note",
  name_unicode_differs: "bad",
  name_unicode_stale: "odd",
  name_differs: "bad",
  name_encoding_differs: "odd",
  entry_link: "bad",
  entry_special: "bad",
  entry_link_unclear: "odd",
  entry_encrypted: "bad",
  entry_patch: "bad",
  entry_folder_with_data: "odd",
  entry_folder_unclear: "odd",
  entry_comment: "note",
  entry_time_invalid: "note",
  entry_recovered: "bad",
  entry_other_disk: "bad",
  method_unknown: "bad",
  method_differs: "bad",
  flags_differ: "bad",
  crc_differs: "bad",
  size_differs: "bad",
  packed_differs: "bad",
  stored_sizes_differ: "bad",
  time_differs: "odd",
  version_differs: "note",
  version_unknown: "odd",
  descriptor_missing: "bad",
  descriptor_after_stored: "note",
  extra_broken: "odd",
  extra_repeated: "odd",
  extra_zip64_broken: "bad",
  extra_zip64_differs: "bad",
  local_missing: "bad",
  beyond_end: "bad",
  overlaps: "bad",
  overlaps_directory: "bad",
  data_shared: "bad",
  crc_wrong: "bad",
  size_wrong: "bad",
  data_broken: "bad",
  data_cut: "bad",
  data_trailing: "bad",
  over_file_budget: "odd",
  over_total_budget: "odd",
  over_ratio: "odd",
  type_differs: "odd",
} as const satisfies Record<string, Severity>;

export type AnomalyCode = keyof typeof oddityGravity;

/** One anomaly. `code` is stable and has a message in lib/i18n; `values` are numbers for it; `quote` is archive text, shown apart from it. */
export type Anomaly = {
  code: AnomalyCode;
  severity: Severity;
  values?: Record<string, number>;
  quote?: string;
};

export function createAnomaly(code: AnomalyCode, values?: Record<string, number>, quote?: string): Anomaly {
  return {
    code,
    severity: oddityGravity[code],
    ...(values === undefined ? {} : { values }),
    ...(quote === undefined ? {} : { quote }),
  };
}

const rank: Record<Severity, number> = { note: 0, odd: 1, bad: 2 };

export function highestSeverity(oddities: readonly Anomaly[]): Severity | null {
  let gravest: Severity | null = null;
  for (const oddity of oddities)
    if (gravest === null || rank[oddity.severity] > rank[gravest]) gravest = oddity.severity;
  return gravest;
}
