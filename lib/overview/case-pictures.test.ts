import { describe, expect, it } from "vitest";
import type { DigestClaim } from "#lib/agreement/model";
import type { EntryCheck } from "#lib/files/model";
import type { ContentKind } from "#lib/formats/media/model";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import {
  choosePictures,
  findFileDifference,
  isRoleUncertain,
  isSignedForCase,
  listCompanions,
  listPictures,
} from "./case-pictures.ts";
import { verdict } from "./case-state.fixture.ts";

type Sample = { name: string; kind?: ContentKind; state?: EntryCheck["state"] };

function archive(...samples: Sample[]) {
  const entries = samples.map(({ name }, index) => ({ number: index + 1, name, kind: "file" }) as ArchiveEntry);
  const checks = new Map(
    samples.map(({ kind = "image", state = "whole" }, index) => [
      index + 1,
      { number: index + 1, state, content: { kind } } as EntryCheck,
    ]),
  );
  return { entries, checks };
}

const claim = (more: Partial<DigestClaim>): DigestClaim =>
  ({
    source: "record",
    path: "$.a",
    outcome: "consistent",
    match: { kind: "file", number: 1, name: "" },
    ...more,
  }) as never;

const chosenOf = (...samples: Sample[]) => {
  const { document, face } = choosePictures(listPictures(archive(...samples), null));
  return [document?.entry.name ?? null, face?.entry.name ?? null];
};

describe("the pictures of a case", () => {
  it("are files whose content is a picture, whatever their names end with", () => {
    const listed = listPictures(
      archive(
        { name: "front.bin" },
        { name: "selfie.jpg", kind: "text" },
        { name: "cut.jpg", state: "damaged" },
        { name: "locked.jpg", state: "unreadable" },
      ),
      null,
    );
    expect(listed.map(({ entry }) => entry.name)).toEqual(["front.bin", "cut.jpg"]);
  });

  it("have the role of a chip portrait by their content", () => {
    const [picture] = listPictures(archive({ name: "chip/dg2.bin", kind: "portrait" }), null);
    expect(picture?.role?.role).toBe("chip_portrait");
  });

  it("take their role from the path of their digest", () => {
    const listed = listPictures(archive({ name: "a1.jpg" }), [claim({ path: "$.pictures.selfie.sha256" })]);
    expect(listed[0]?.role?.role).toBe("face");
  });

  it("leave videos and documents to their companions", () => {
    const sample = archive({ name: "a.mp4", kind: "video" }, { name: "front.jpg" }, { name: "b.pdf", kind: "pdf" });
    expect(listCompanions(sample).map(({ name }) => name)).toEqual(["a.mp4", "b.pdf"]);
  });
});

describe("the two pictures to compare", () => {
  it("are the document's front and the face, in any order of the archive", () => {
    const names = ["document/back.jpg", "face/selfie.jpg", "document/front.jpg", "chip/portrait.jpg"];
    for (const order of [names, names.toReversed()])
      expect(chosenOf(...order.map((name) => ({ name })))).toEqual(["document/front.jpg", "face/selfie.jpg"]);
  });

  it("are whole pictures, not parts of them", () => {
    expect(
      chosenOf({ name: "front_crop.jpg" }, { name: "selfie_thumb.jpg" }, { name: "front.jpg" }, { name: "selfie.jpg" }),
    ).toEqual(["front.jpg", "selfie.jpg"]);
  });

  it("are the first ones without a role if paths do not say it", () => {
    expect(chosenOf({ name: "a.jpg" }, { name: "b.jpg" }, { name: "c.jpg" })).toEqual(["a.jpg", "b.jpg"]);
    expect(chosenOf({ name: "a.jpg" }, { name: "selfie.jpg" })).toEqual(["a.jpg", "selfie.jpg"]);
    expect(chosenOf({ name: "back.jpg" }, { name: "a.jpg" }, { name: "front.jpg" })).toEqual(["front.jpg", "a.jpg"]);
  });

  it("never show one picture twice, and none that is not there", () => {
    expect(chosenOf()).toEqual([null, null]);
    expect(chosenOf({ name: "selfie.jpg" })).toEqual([null, "selfie.jpg"]);
    expect(chosenOf({ name: "front.jpg" })).toEqual(["front.jpg", null]);
  });

  it("are uncertain if their paths state another role, or none", () => {
    const [front, back, other] = listPictures(
      archive({ name: "front.jpg" }, { name: "back.jpg" }, { name: "a.jpg" }),
      null,
    );
    expect([front, back, other].map((picture) => isRoleUncertain(picture!, "document"))).toEqual([false, true, true]);
    expect(isRoleUncertain(front!, "face")).toBe(true);
  });
});

describe("a file that differs", () => {
  const differs = (source: DigestClaim["source"]) => claim({ source, outcome: "differs" });

  it("is not the signed one only if a trusted key signed the digest", () => {
    expect(findFileDifference([differs("record"), differs("token")], 1, true)).toBe("signed");
    expect(findFileDifference([differs("token")], 1, false)).toBe("stated");
    expect(findFileDifference([differs("record")], 1, true)).toBe("stated");
  });

  it("is not called the signed one by a token of other evidence, or by one without a trusted signature", () => {
    expect(isSignedForCase(verdict())).toBe(true);
    expect(isSignedForCase(verdict({ verdict: "expired" }))).toBe(true);
    expect(isSignedForCase(verdict({ verdict: "unbound" }))).toBe(false);
    expect(isSignedForCase(verdict({ verdict: "invalid", checks: [] }))).toBe(false);
    expect(isSignedForCase(null)).toBe(false);
  });

  it("is not one that matches, or another file", () => {
    expect(findFileDifference([claim({ outcome: "proven", source: "token" })], 1, true)).toBeNull();
    expect(findFileDifference([differs("token")], 2, true)).toBeNull();
    expect(findFileDifference(null, 1, true)).toBeNull();
  });
});
