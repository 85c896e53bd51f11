import { CircleSlash, Clock, PackageCheck, Unplug, UserX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge, type Tone } from "#components/ui/badge";
import type { ReleaseConclusion } from "#lib/audit/schema";

const looks = {
  whole: { tone: "silent", icon: PackageCheck },
  broken_off_by_provider: { tone: "unsure", icon: Unplug },
  broken_off_by_client: { tone: "unsure", icon: Unplug },
  broken_off_by_session_end: { tone: "unsure", icon: UserX },
  refused: { tone: "silent", icon: CircleSlash },
  open: { tone: "silent", icon: Clock },
  assume_released: { tone: "unsure", icon: PackageCheck },
} as const satisfies Record<ReleaseConclusion, { tone: Tone; icon: typeof Clock }>;

const isConclusion = (text: string): text is ReleaseConclusion => Object.hasOwn(looks, text);

/** Outcome of a release; never green, because a release proves nothing. */
export function ConclusionBadge({ outcome }: { outcome: string }) {
  const t = useTranslations("audit");
  if (!isConclusion(outcome)) return <Badge tone="silent">{outcome.replaceAll("_", " ")}</Badge>;
  const { tone, icon } = looks[outcome];
  return (
    <Badge tone={tone} icon={icon}>
      {t(`conclusions.${outcome}`)}
    </Badge>
  );
}
