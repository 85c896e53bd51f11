/** Level of an anomaly: `note` is a fact, `warning` is unusual or ambiguous, `error` means two readers may see different things. */
export type Severity = "note" | "warning" | "error";

/** Every anomaly code with its level. Messages are in lib/i18n under `files.anomaly`. */
export const anomalyLevels = {
  archive_empty_bytes: "error",
  archive_not_zip: "error",
  archive_truncated: "error",
  archive_no_entries: "warning",
  archive_split: "error",
  archive_comment: "note",
  archive_comment_holds_record: "warning",
  end_record_missing: "error",
  end_record_several: "error",
  end_record_comment_short: "warning",
  zip64_missing: "error",
  zip64_broken: "error",
  zip64_differs: "error",
  zip64_holds_more: "warning",
  directory_missing: "error",
  directory_damaged: "error",
  directory_moved: "warning",
  values_wrapped: "note",
  directory_two_offsets: "error",
  directory_size_wrong: "error",
  directory_count_wrong: "error",
  directory_too_large: "error",
  directory_encrypted: "warning",
  directory_signed: "note",
  archive_extra_data: "note",
  apk_signing_block: "note",
  entries_over_limit: "error",
  entries_recovered: "error",
  entries_unlisted: "error",
  bytes_before: "warning",
  bytes_between: "warning",
  bytes_after: "warning",
  padding_after: "note",
  name_empty: "error",
  name_long: "warning",
  name_duplicate: "error",
  name_duplicate_case: "warning",
  name_duplicate_form: "warning",
  name_duplicate_path: "warning",
  name_file_and_folder: "error",
  name_absolute: "warning",
  name_climbs: "error",
  name_dot_segment: "note",
  name_backslash: "note",
  name_drive: "error",
  name_control: "warning",
  name_zero: "error",
  name_bidirectional: "error",
  name_invisible: "warning",
  name_mixed_script: "warning",
  name_reserved: "note",
  name_not_utf8: "warning",
  name_encoding_guessed: "note",
  name_unicode_differs: "error",
  name_unicode_stale: "warning",
  name_differs: "error",
  name_encoding_differs: "note",
  entry_link: "note",
  entry_special: "warning",
  entry_link_unclear: "warning",
  entry_encrypted: "note",
  encryption_unsupported: "note",
  entry_patch: "warning",
  entry_folder_with_data: "warning",
  entry_folder_unclear: "warning",
  entry_comment: "note",
  entry_time_invalid: "note",
  entry_recovered: "error",
  entry_other_disk: "error",
  method_unknown: "warning",
  method_unsupported: "note",
  method_differs: "error",
  flags_differ: "error",
  crc_differs: "error",
  size_differs: "error",
  compressed_size_differs: "error",
  stored_sizes_differ: "error",
  time_differs: "warning",
  version_differs: "note",
  version_unknown: "warning",
  descriptor_missing: "error",
  descriptor_after_stored: "note",
  extra_broken: "warning",
  extra_repeated: "warning",
  extra_zip64_broken: "error",
  extra_zip64_differs: "error",
  local_missing: "error",
  local_two_offsets: "error",
  beyond_end: "error",
  overlaps: "error",
  overlaps_directory: "error",
  data_shared: "error",
  crc_wrong: "error",
  size_wrong: "error",
  data_broken: "error",
  data_cut: "error",
  data_trailing: "warning",
  decoder_too_large: "warning",
  dictionary_missing: "warning",
  over_file_budget: "warning",
  over_total_budget: "warning",
  over_ratio: "warning",
  over_time: "warning",
  type_differs: "warning",
  private_key: "warning",
} as const satisfies Record<string, Severity>;

export type AnomalyCode = keyof typeof anomalyLevels;

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
    severity: anomalyLevels[code],
    ...(values === undefined ? {} : { values }),
    ...(quote === undefined ? {} : { quote }),
  };
}

const rank: Record<Severity, number> = { note: 0, warning: 1, error: 2 };

export function highestSeverity(anomalies: readonly Anomaly[]): Severity | null {
  let highest: Severity | null = null;
  for (const anomaly of anomalies)
    if (highest === null || rank[anomaly.severity] > rank[highest]) highest = anomaly.severity;
  return highest;
}
