import type { Message } from "#lib/i18n/message";
import { type BodyArtefact, type BodyKind, groupOf } from "./body/nature.ts";
import type { ReadBody } from "./read-body.ts";

type EncryptedKind = "jwe" | "cms_enveloped" | "pgp_message" | "wrapped_key_ciphertext" | "encrypted_file";

/** Short name of a body; null for an expected one. */
export function bodyTitle(artefact: BodyArtefact, { nature }: ReadBody): Message | null {
  if (!("detail" in nature)) return null;
  const { kind } = nature;
  if (groupOf(nature) !== "encrypted")
    return { key: `evidence.body.titles.${kind as Exclude<BodyKind, EncryptedKind>}`, values: { artefact } };
  const form: Message = { key: `evidence.body.forms.${kind as EncryptedKind | "xml"}` };
  return { key: "evidence.body.titles.encrypted", values: { form } };
}
