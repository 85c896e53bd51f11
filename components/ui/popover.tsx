"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

/**
 * Content that a button with `popoverTarget` opens (HTML, "The popover attribute"): the browser closes it on Escape and on a
 * press outside, and gives the focus back to the button. It opens without JavaScript; with it, it also closes on a new page.
 */
export function Popover({ id, className, children }: { id: string; className: string; children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  const pathname = usePathname();
  const shownOn = useRef(pathname);
  useEffect(() => {
    // It may have been opened before this code ran, and then stays open.
    if (shownOn.current === pathname) return;
    shownOn.current = pathname;
    element.current?.hidePopover();
  }, [pathname]);
  return (
    <div ref={element} id={id} popover="auto" className={className}>
      {children}
    </div>
  );
}
