import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  alignEyes,
  fitPose,
  middleOf,
  type Point,
  type Pose,
  panBy,
  rotateBy,
  toPicture,
  toStage,
  visibleCorners,
  zoomAt,
} from "./pose.ts";

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const size = fc.record({ width: within(10, 4000), height: within(10, 4000) });
const point: fc.Arbitrary<Point> = fc.record({ x: within(-2000, 2000), y: within(-2000, 2000) });
const pose: fc.Arbitrary<Pose> = fc.record({
  scale: within(0.1, 10),
  angle: within(-720, 720),
  x: within(-2000, 2000),
  y: within(-2000, 2000),
});

function expectNear(one: Point, other: Point): void {
  expect(one.x).toBeCloseTo(other.x, 3);
  expect(one.y).toBeCloseTo(other.y, 3);
}

describe("the pose of a picture", () => {
  it("maps between picture and stage without loss", () => {
    fc.assert(
      fc.property(pose, size, point, (own, stage, at) =>
        expectNear(toStage(own, stage, toPicture(own, stage, at)), at),
      ),
    );
  });

  it("fits the whole picture into the stage, and reaches two of its edges", () => {
    fc.assert(
      fc.property(size, size, fc.integer({ min: -4, max: 4 }), (picture, stage, turns) => {
        const own = fitPose(picture, stage, turns);
        const corners = [
          { x: 0, y: 0 },
          { x: picture.width, y: picture.height },
        ].map((corner) => toStage(own, stage, corner));
        const spans = [
          Math.abs(corners[0]!.x - corners[1]!.x) / stage.width,
          Math.abs(corners[0]!.y - corners[1]!.y) / stage.height,
        ];
        fc.pre(own.scale > 0.02 && own.scale < 32);
        expect(Math.max(...spans)).toBeCloseTo(1, 3);
        expectNear(toStage(own, stage, middleOf(picture)), middleOf(stage));
      }),
    );
  });

  it("zooms around the pointer: what is under it stays", () => {
    fc.assert(
      fc.property(pose, size, point, within(0.5, 2), (own, stage, at, factor) =>
        expectNear(toPicture(zoomAt(own, stage, factor, at), stage, at), toPicture(own, stage, at)),
      ),
    );
  });

  it("moves the picture with the pointer, at every angle and scale", () => {
    fc.assert(
      fc.property(pose, size, point, point, (own, stage, at, by) => {
        const before = toStage(own, stage, at);
        expectNear(toStage(panBy(own, by), stage, at), { x: before.x + by.x, y: before.y + by.y });
      }),
    );
  });

  it("returns after four quarter turns", () => {
    fc.assert(
      fc.property(pose, size, point, (own, stage, at) => {
        const turned = [1, 2, 3, 4].reduce((current) => rotateBy(current, 90), own);
        expectNear(toStage(turned, stage, at), toStage(own, stage, at));
      }),
    );
  });

  it("shows the corners of the visible part at the corners of the stage", () => {
    fc.assert(
      fc.property(pose, size, (own, stage) => {
        const corners = visibleCorners(own, stage).map((corner) => toStage(own, stage, corner));
        expectNear(corners[0]!, { x: 0, y: 0 });
        expectNear(corners[2]!, { x: stage.width, y: stage.height });
      }),
    );
  });
});

describe("aligned faces", () => {
  it("have level eyes, at one height and distance, the left eye on the left, whatever the pictures' size and turn", () => {
    fc.assert(
      fc.property(point, point, size, within(0.1, 0.9), (left, right, stage, level) => {
        fc.pre(Math.hypot(left.x - right.x, left.y - right.y) > 20);
        const own = alignEyes([left, right], stage, level)!;
        const [a, b] = [toStage(own, stage, left), toStage(own, stage, right)];
        expect(a.y).toBeCloseTo(level * stage.height, 2);
        expect(b.y).toBeCloseTo(level * stage.height, 2);
        expect((a.x + b.x) / 2).toBeCloseTo(stage.width / 2, 2);
        expect(b.x).toBeGreaterThan(a.x);
      }),
    );
  });

  it("need two different points", () => {
    expect(
      alignEyes(
        [
          { x: 1, y: 1 },
          { x: 1, y: 1 },
        ],
        { width: 10, height: 10 },
        0.5,
      ),
    ).toBeNull();
  });
});
