import { describe, expect, it } from "vitest";
import { findPictureRole, type PictureRole } from "./picture-roles.ts";

describe("the role of a picture", () => {
  it.each<[string, PictureRole | null]>([
    ["document/front.jpg", "document_front"],
    ["document/back.jpg", "document_back"],
    ["face/selfie.jpg", "face"],
    ["images/IDENTITY_DOCUMENT_FRONT.PNG", "document_front"],
    ["idCardBack.jpeg", "document_back"],
    ["Ausweis Vorderseite.jpg", "document_front"],
    ["ausweis_rückseite.jpg", "document_back"],
    ["ausweis-rueckseite.jpg", "document_back"],
    ["carte d'identité - recto.png", "document_front"],
    ["carta-identita-retro.jpg", "document_back"],
    ["Gesichtsbild.jpg", "face"],
    ["face/front.jpg", "face"],
    ["id-verification/selfie.jpg", "face"],
    ["passport.jpg", "document"],
    ["documents/1.jpg", "document"],
    ["nfc/portrait.jp2", "chip_portrait"],
    ["chip/dg2-face.jpg", "chip_portrait"],
    ["document/face.jpg", null],
    ["document/portrait.jpg", null],
    ["portrait.jpg", null],
    ["photo.jpg", null],
    ["3f2a9c.jpg", null],
    ["IMG_0001.JPG", null],
    ["background.png", null],
    ["feedback.png", null],
    ["", null],
  ])("of %s is %s", (path, role) => {
    expect(findPictureRole(path)?.role ?? null).toBe(role);
  });

  it("is unknown for a path that names both sides", () => {
    expect(findPictureRole("front-and-back.jpg")).toBeNull();
    expect(findPictureRole("document/front-back.jpg")?.role).toBe("document");
  });

  it("is read from the path of the digest if the file name says nothing", () => {
    expect(findPictureRole("3f2a9c.jpg", ["$.images.documentFront.sha256"])).toEqual({
      role: "document_front",
      rank: 1,
    });
    expect(findPictureRole("front.jpg", ["$.images.documentBack.sha256"])?.role).toBe("document_front");
  });

  it("of a part or variant ranks behind the whole picture", () => {
    const rankOf = (path: string) => findPictureRole(path)?.rank ?? -1;
    for (const variant of ["document/front_cropped.jpg", "document/front-thumb.jpg", "document/frontUV.png"])
      expect(rankOf(variant)).toBeGreaterThan(rankOf("document/front.jpg"));
  });
});
