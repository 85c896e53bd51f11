import { type SyntheticEvent, useMemo } from "react";

export type Playing =
  | { phase: "loading" }
  | { phase: "failed" }
  /** `stoppedAt`: seconds after which the data could not be decoded. `plays`: the browser's answer for a MIME type with a codec. */
  | { phase: "ready"; hasPicture: boolean; plays: (type: string) => boolean; stoppedAt: number | null };

/** Events of a player that show what the browser really decodes. */
export function usePlayback(onPlaying: (playing: Playing) => void) {
  return useMemo(
    () => ({
      onLoadedMetadata: ({ currentTarget }: SyntheticEvent<HTMLMediaElement>) =>
        onPlaying(describe(currentTarget, null)),
      onError: ({ currentTarget: player }: SyntheticEvent<HTMLMediaElement>) =>
        onPlaying(
          player.readyState === HTMLMediaElement.HAVE_NOTHING
            ? { phase: "failed" }
            : describe(player, player.currentTime),
        ),
    }),
    [onPlaying],
  );
}

const describe = (player: HTMLMediaElement, stoppedAt: number | null): Playing => ({
  phase: "ready",
  hasPicture: "videoWidth" in player && Number(player.videoWidth) > 0,
  plays: (type) => player.canPlayType(type) !== "",
  stoppedAt,
});
