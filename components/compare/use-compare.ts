import { useState } from "react";
import {
  alignEyes,
  fitPose,
  middleOf,
  type Point,
  type Pose,
  panBy,
  rotateBy,
  type Size,
  toPicture,
  zoomAt,
} from "#lib/compare/pose";

export type SideIndex = 0 | 1;
export const sideIndexes: readonly SideIndex[] = [0, 1];

/** `pose` null fits the picture. `eyes` are points of the picture that a person marked. */
type Side = {
  /** A picture, or a case whose preferred picture is shown. */
  id: string;
  turns: number;
  pose: Pose | null;
  stage: Size | null;
  picture: Size | null;
  eyes: Point[];
};

const startSide = (id: string): Side => ({ id, turns: 0, pose: null, stage: null, picture: null, eyes: [] });

function poseOf({ pose, picture, stage, turns }: Side): Pose | null {
  if (pose !== null) return pose;
  return picture === null || stage === null || stage.width === 0 ? null : fitPose(picture, stage, turns);
}

type Change = (pose: Pose, stage: Size) => Pose;

function changeSide(side: Side, change: Change): Side {
  const pose = poseOf(side);
  return pose === null || side.stage === null ? side : { ...side, pose: change(pose, side.stage) };
}

const zoomStep = 1.25;

/** State of a comparison: where both pictures lie, what moves together, and which side the keys act on. */
export function useCompare(ids: readonly [string, string]) {
  const [sides, setSides] = useState<readonly [Side, Side]>([startSide(ids[0]), startSide(ids[1])]);
  const [active, setActive] = useState<SideIndex>(0);
  const [isLinked, setLinked] = useState(true);
  const [mode, setMode] = useState<"beside" | "overlay">("beside");
  const [opacity, setOpacity] = useState(0.5);
  const [guide, setGuide] = useState(0.42);
  const [isAligning, setAligning] = useState(false);

  const update = (index: SideIndex, change: (side: Side) => Side) =>
    setSides(([first, second]) => (index === 0 ? [change(first), second] : [first, change(second)]));

  /** Changes one pose, and the other one if both are linked. */
  function move(index: SideIndex, change: Change): void {
    for (const each of sideIndexes) if (isLinked || each === index) update(each, (side) => changeSide(side, change));
  }

  function rotate(quarters: 1 | -1): void {
    update(active, (side) => ({
      ...side,
      turns: side.turns + quarters,
      pose: side.pose && rotateBy(side.pose, quarters * 90),
    }));
  }

  function fit(): void {
    for (const each of sideIndexes) if (isLinked || each === active) update(each, (side) => ({ ...side, pose: null }));
  }

  function choose(index: SideIndex, id: string): void {
    update(index, ({ stage }) => ({ ...startSide(id), stage }));
  }

  function startAligning(): void {
    setMode("beside");
    for (const each of sideIndexes) update(each, (side) => ({ ...side, eyes: [] }));
    setAligning(!isAligning);
  }

  /** Marks an eye under a point of the stage; with both eyes of both pictures the faces are aligned. */
  function mark(index: SideIndex, at: Point): void {
    const side = sides[index];
    const pose = poseOf(side);
    if (pose === null || side.stage === null || side.eyes.length >= 2) return;
    const marked = { ...side, eyes: [...side.eyes, toPicture(pose, side.stage, at)] };
    const next = index === 0 ? ([marked, sides[1]] as const) : ([sides[0], marked] as const);
    const isWhole = next.every(({ eyes }) => eyes.length === 2);
    setSides(isWhole ? [alignSide(next[0], guide), alignSide(next[1], guide)] : next);
    if (isWhole) setAligning(false);
  }

  const moves = {
    zoom: (direction: 1 | -1) =>
      move(active, (pose, stage) => zoomAt(pose, stage, zoomStep ** direction, middleOf(stage))),
    zoomAt: (index: SideIndex, factor: number, at: Point) =>
      move(index, (pose, stage) => zoomAt(pose, stage, factor, at)),
    pan: (index: SideIndex, by: Point) => move(index, (pose) => panBy(pose, by)),
  };
  const measure = (index: SideIndex, change: Partial<Pick<Side, "stage" | "picture">>) =>
    update(index, (side) => ({ ...side, ...change }));
  return {
    ...moves,
    sides: [
      { ...sides[0], shown: poseOf(sides[0]) },
      { ...sides[1], shown: poseOf(sides[1]) },
    ] as const,
    active,
    setActive,
    isLinked,
    setLinked,
    mode,
    setMode,
    opacity,
    setOpacity,
    guide,
    setGuide: (level: number) => setGuide(Math.max(0.02, Math.min(0.98, level))),
    isAligning,
    startAligning,
    marked: sides[0].eyes.length + sides[1].eyes.length,
    mark,
    rotate,
    fit,
    choose,
    measure,
  };
}

export type Compare = ReturnType<typeof useCompare>;

/** The left eye is the one further left as the person sees it. */
function alignSide(side: Side, level: number): Side {
  const [first, second] = side.eyes;
  const pose = poseOf(side);
  if (!first || !second || pose === null || side.stage === null) return { ...side, eyes: [] };
  const radians = (pose.angle * Math.PI) / 180;
  const isOrdered = (second.x - first.x) * Math.cos(radians) - (second.y - first.y) * Math.sin(radians) >= 0;
  const aligned = alignEyes(isOrdered ? [first, second] : [second, first], side.stage, level);
  return { ...side, eyes: [], pose: aligned ?? pose };
}
