import type { ReactNode } from "react";
import { type Tone, toneIcon, toneText } from "./badge.tsx";

const edges: Record<Tone, string> = {
  proven: "border-l-proven",
  contradicted: "border-l-contradicted",
  unsure: "border-l-unsure",
  silent: "border-l-edge",
};

type NoticeProps = {
  tone: Tone;
  title: ReactNode;
  /** `alert` for new failures, `status` for results; omitted for static text. */
  role?: "alert" | "status";
  label?: string;
  actions?: ReactNode;
  children?: ReactNode;
};

export function Notice({ tone, title, role, label, actions, children }: NoticeProps) {
  const Icon = toneIcon[tone];
  return (
    <div
      {...(role && label ? { role, "aria-label": label } : { role })}
      className={`rounded-xl border border-l-4 border-line bg-sheet px-4 py-3.5 ${edges[tone]}`}
    >
      <div className="flex items-start gap-2.5">
        <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${toneText[tone]}`} />
        <div className="min-w-0 flex-1">
          <div className="text-base font-semibold">{title}</div>
          {children ? <div className="mt-1 max-w-prose space-y-1.5 text-soft">{children}</div> : null}
          {actions ? <div className="mt-3 flex flex-wrap gap-2">{actions}</div> : null}
        </div>
      </div>
    </div>
  );
}
