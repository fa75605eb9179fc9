import { useRef } from "react";
import { EpisodePlayer } from "episode-player/react";
import type { EpisodePlayer as Element } from "episode-player";

export function Page() {
  const player = useRef<Element>(null);
  return (
    <>
      <EpisodePlayer
        ref={player}
        src="042.json"
        theme="dark"
        episode={{ title: "Tides" }}
        onChapterChange={(event) => console.log(event.detail.title?.length)}
      />
      <episode-player src="042.json" class="wide" start="3:30" />
      <button onClick={() => player.current?.play()}>Play</button>
      {/* @ts-expect-error: there is no such theme. */}
      <EpisodePlayer theme="pink" />
      {/* @ts-expect-error: there is no such theme. */}
      <episode-player theme="pink" />
    </>
  );
}
