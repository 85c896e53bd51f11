/** Where a picture lies in its stage. Pure geometry; y grows downwards, angles are degrees clockwise, as in CSS. */

export type Point = { x: number; y: number };
export type Size = { width: number; height: number };

/** `x`, `y`: the point of the picture (its pixels) in the middle of the stage. `scale`: CSS pixels for one of its pixels. */
export type Pose = { scale: number; angle: number; x: number; y: number };

const limits = { least: 0.02, most: 32 };

const clamp = (scale: number) => Math.max(limits.least, Math.min(limits.most, scale));

function turn({ x, y }: Point, degrees: number): Point {
  const radians = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  return { x: x * cos - y * sin, y: x * sin + y * cos };
}

export const middleOf = ({ width, height }: Size): Point => ({ x: width / 2, y: height / 2 });

/** The whole picture as large as the stage allows. @param turns quarter turns clockwise */
export function fitPose(picture: Size, stage: Size, turns: number): Pose {
  const isSideways = Math.abs(turns % 2) === 1;
  const [width, height] = isSideways ? [picture.height, picture.width] : [picture.width, picture.height];
  return {
    scale: clamp(Math.min(stage.width / width, stage.height / height)),
    angle: turns * 90,
    ...middleOf(picture),
  };
}

/** The point of the picture under a point of the stage. */
export function toPicture(pose: Pose, stage: Size, at: Point): Point {
  const middle = middleOf(stage);
  const moved = turn({ x: at.x - middle.x, y: at.y - middle.y }, -pose.angle);
  return { x: pose.x + moved.x / pose.scale, y: pose.y + moved.y / pose.scale };
}

/** The point of the stage that shows a point of the picture. */
export function toStage(pose: Pose, stage: Size, at: Point): Point {
  const middle = middleOf(stage);
  const moved = turn({ x: (at.x - pose.x) * pose.scale, y: (at.y - pose.y) * pose.scale }, pose.angle);
  return { x: middle.x + moved.x, y: middle.y + moved.y };
}

/** Zooms so that the point of the picture under `at` stays there. */
export function zoomAt(pose: Pose, stage: Size, factor: number, at: Point): Pose {
  const fixed = toPicture(pose, stage, at);
  const next = { ...pose, scale: clamp(pose.scale * factor) };
  const moved = toPicture(next, stage, at);
  return { ...next, x: next.x + fixed.x - moved.x, y: next.y + fixed.y - moved.y };
}

/** Moves the picture by CSS pixels of the stage. */
export function panBy(pose: Pose, by: Point): Pose {
  const moved = turn(by, -pose.angle);
  return { ...pose, x: pose.x - moved.x / pose.scale, y: pose.y - moved.y / pose.scale };
}

/** Turns the picture around the middle of the stage. */
export const rotateBy = (pose: Pose, degrees: number): Pose => ({ ...pose, angle: pose.angle + degrees });

/**
 * Lays both eyes level, at one distance and height in every stage of this size.
 * @param eyes points of the picture, the left one (as seen) first
 * @param level height of the eyes, 0 (top) to 1
 * @returns null if both points are the same
 */
export function alignEyes([left, right]: readonly [Point, Point], stage: Size, level: number): Pose | null {
  const distance = Math.hypot(right.x - left.x, right.y - left.y);
  if (distance === 0) return null;
  const scale = clamp(Math.min(stage.width * 0.22, stage.height * 0.22) / distance);
  const angle = (-Math.atan2(right.y - left.y, right.x - left.x) * 180) / Math.PI;
  const above = turn({ x: 0, y: (level - 0.5) * stage.height }, -angle);
  return {
    scale,
    angle,
    x: (left.x + right.x) / 2 - above.x / scale,
    y: (left.y + right.y) / 2 - above.y / scale,
  };
}

/** The corners of the visible part, in pixels of the picture, clockwise. */
export const visibleCorners = (pose: Pose, stage: Size): Point[] =>
  [
    { x: 0, y: 0 },
    { x: stage.width, y: 0 },
    { x: stage.width, y: stage.height },
    { x: 0, y: stage.height },
  ].map((corner) => toPicture(pose, stage, corner));
