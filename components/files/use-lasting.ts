import { useEffect, useState } from "react";

/** True once something has been going on for that long: what is over in a blink needs no button. */
export function useDelayedFlag(isOn: boolean, forMs: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    setLasts(false);
    if (!isOn) return;
    const timer = setTimeout(() => setLasts(true), forMs);
    return () => clearTimeout(timer);
  }, [isOn, forMs]);
  return lasts;
}
