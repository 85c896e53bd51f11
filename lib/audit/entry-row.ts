import type { AuditEntryRow } from "#lib/database/tables";
import type { AuditEntry } from "./model.ts";

export function toRow(entry: AuditEntry): AuditEntryRow {
  const { requestId, srId, evidenceId, keyId, ...same } = entry;
  return { ...same, request_id: requestId, sr_id: srId, evidence_id: evidenceId, key_id: keyId };
}

export function fromRow(row: AuditEntryRow): AuditEntry {
  const { request_id, sr_id, evidence_id, key_id, ...same } = row;
  return { ...same, requestId: request_id, srId: sr_id, evidenceId: evidence_id, keyId: key_id };
}
