import { useTranslations } from "next-intl";
import { Verbatim } from "#components/ui/verbatim";

const knownNames = [
  "createdAt",
  "startedAt",
  "pendingManualReviewAt",
  "completedAt",
  "reviewedAt",
  "expiresAt",
] as const;
type KnownStep = (typeof knownNames)[number];

const isKnown = (name: string): name is KnownStep => (knownNames as readonly string[]).includes(name);

/** Name of an identification step; an undocumented step is shown as sent. */
export function IdentificationStepName({ name, isPast = false }: { name: string; isPast?: boolean }) {
  const t = useTranslations("status.times");
  if (!isKnown(name)) return <Verbatim text={name} cap={80} />;
  return t(name === "expiresAt" && isPast ? "expired" : name);
}
