import { useTranslations } from "next-intl";
import { Verbatim } from "#components/ui/verbatim";
import { type AuditEventName, auditEvents } from "#lib/audit/model";

const isKnown = (event: string): event is AuditEventName => (auditEvents as readonly string[]).includes(event);
const artefacts = ["status", "record", "files", "token", "verdict", "report"] as const;
type Known = (typeof artefacts)[number];

/** Name of an event; an event unknown to this version is quoted. */
export function EventLabel({ event, artefact }: { event: string; artefact: string | null }) {
  const t = useTranslations("audit");
  const known = artefacts.find((name): name is Known => name === artefact);
  return (
    <>
      {isKnown(event) ? t(`events.${event}`) : <Verbatim text={event} cap={64} />}
      {known ? <span className="text-soft"> · {t(`artefacts.${known}`)}</span> : null}
    </>
  );
}
