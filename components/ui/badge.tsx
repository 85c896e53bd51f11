import { Check, CircleHelp, type LucideIcon, Minus, X } from "lucide-react";
import type { ReactNode } from "react";

/** `proven` (green) is only for what was checked and passed. */
export type Tone = "proven" | "contradicted" | "unsure" | "silent";

export const toneClass: Record<Tone, string> = {
  proven: "bg-proven-soft text-proven",
  contradicted: "bg-contradicted-soft text-contradicted",
  unsure: "bg-unsure-soft text-unsure",
  silent: "bg-silent-soft text-silent",
};

export const toneText: Record<Tone, string> = {
  proven: "text-proven",
  contradicted: "text-contradicted",
  unsure: "text-unsure",
  silent: "text-silent",
};

export const toneIcon: Record<Tone, LucideIcon> = { proven: Check, contradicted: X, unsure: CircleHelp, silent: Minus };

/** Short text in the colour of its tone, with an icon, because colour alone is not accessible. */
export function Badge({ tone, icon, children }: { tone: Tone; icon?: LucideIcon; children: ReactNode }) {
  const Icon = icon ?? toneIcon[tone];
  return (
    <span
      className={`inline-flex max-w-full items-center gap-1.5 rounded-md px-2 py-0.5 text-xs font-medium forced-colors:border ${toneClass[tone]}`}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="min-w-0">{children}</span>
    </span>
  );
}
