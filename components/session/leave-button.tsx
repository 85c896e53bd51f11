import type { LucideIcon } from "lucide-react";
import { useState } from "react";
import { Button, type ButtonLook } from "#components/ui/button";

type LeaveButtonProps = {
  label: string;
  /** Shown if `leave` fails. */
  failure: string;
  icon: LucideIcon;
  look?: ButtonLook;
  leave: () => Promise<unknown>;
};

/** Button whose action leaves the page. It stays disabled until the browser has left, or until the action fails. */
export function LeaveButton({ label, failure, icon, look, leave }: LeaveButtonProps) {
  const [state, setState] = useState<"ready" | "leaving" | "failed">("ready");
  const start = () => {
    setState("leaving");
    leave().catch(() => setState("failed"));
  };
  return (
    <div>
      <Button {...(look && { look })} icon={icon} onClick={start} disabled={state === "leaving"}>
        {label}
      </Button>
      {state === "failed" ? (
        <p role="alert" className="mt-2 text-contradicted">
          {failure}
        </p>
      ) : null}
    </div>
  );
}
