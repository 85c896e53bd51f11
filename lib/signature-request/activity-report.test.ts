import { describe, expect, it } from "vitest";
import * as z from "#lib/runtime/zod";
import { listReportSignatures, readDnAttribute } from "./activity-report.ts";
import { reportSchema } from "./schema.ts";

const parseReport = (body: unknown) => listReportSignatures(z.parse(reportSchema, body));

const report = {
  userList: [
    {
      firstname: "Zoë",
      lastname: "Müller",
      email: "zoe@example.test",
      userActions: [
        { name: "CREATED", time: "2026-01-22 07:40:00 GMT" },
        {
          name: "SIGNED",
          time: "2026-01-22 07:46:39 GMT",
          quality: "QES",
          legislation: "ZERTES",
          signatureId: "s1",
          certificateSubject: "CN=Zoë Müller,GIVENNAME=Zoë,SURNAME=Müller\\, von,C=CH",
          certificateSerial: "42",
          certificateIssuer: "CN=Test CA",
        },
      ],
    },
  ],
};

describe("the activity report", () => {
  it("returns one signature per certificate", () => {
    expect(parseReport(report)).toEqual([
      {
        signatureId: "s1",
        signer: "Zoë Müller",
        email: "zoe@example.test",
        signedAt: "2026-01-22T07:46:39.000Z",
        quality: "QES",
        legislation: "ZERTES",
        certificateSubject: "CN=Zoë Müller,GIVENNAME=Zoë,SURNAME=Müller\\, von,C=CH",
        certificateSerial: "42",
        certificateIssuer: "CN=Test CA",
      },
    ]);
  });
  it.each([null, [], {}, { userList: "x" }, { userList: [{ userActions: [null, 1] }] }])(
    "returns no signature for %j",
    (body) => {
      expect(parseReport(body)).toEqual([]);
    },
  );
});

it("reads attributes of a distinguished name, including escaped commas", () => {
  const subject = "CN=Zoë Müller, GIVENNAME=Zoë,SURNAME=Müller\\, von,C=CH";
  expect(readDnAttribute(subject, "SURNAME")).toBe("Müller, von");
  expect(readDnAttribute(subject, "GIVENNAME")).toBe("Zoë");
  expect(readDnAttribute(subject, "OU")).toBeNull();
});
