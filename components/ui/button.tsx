import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";

export type ButtonLook = "primary" | "plain" | "quiet";

const looks: Record<ButtonLook, string> = {
  primary: "border-accent bg-accent text-on-accent hover:opacity-90",
  plain: "border-line bg-sheet text-ink hover:border-edge",
  quiet: "border-transparent text-soft hover:bg-raised hover:text-ink",
};

export function buttonClass(look: ButtonLook = "plain", iconOnly = false): string {
  const shape = iconOnly ? "size-9 justify-center" : "min-h-9 px-3 py-1.5";
  return `inline-flex items-center gap-2 rounded-lg border text-sm font-medium no-underline transition-colors duration-100 disabled:opacity-50 aria-disabled:opacity-50 print:hidden ${shape} ${looks[look]}`;
}

type ButtonProps = Omit<ComponentProps<"button">, "className"> & {
  look?: ButtonLook;
  icon?: LucideIcon;
  /** With `iconOnly` the children are the accessible name and the tooltip; pass plain text. */
  iconOnly?: boolean;
};

export function Button({ look = "plain", icon: Icon, iconOnly = false, children, ...rest }: ButtonProps) {
  const tooltip = iconOnly && typeof children === "string" ? { title: children } : {};
  return (
    <button type="button" {...tooltip} {...rest} className={buttonClass(look, iconOnly)}>
      {Icon ? <Icon aria-hidden className="size-4 shrink-0" /> : null}
      {iconOnly ? <span className="sr-only">{children}</span> : children}
    </button>
  );
}
