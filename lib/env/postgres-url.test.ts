import { describe, expect, it } from "vitest";
import type { DatabaseTls } from "./postgres-tls.ts";
import { parsePostgresUrl } from "./postgres-url.ts";

const hidden = "hidden-part";

function refusal(url: string, setting?: DatabaseTls): string {
  try {
    parsePostgresUrl(url, setting);
    return "accepted";
  } catch (error) {
    expect(String(error)).not.toContain(hidden);
    return (error as Error).message;
  }
}

describe("host", () => {
  it.each([
    ["postgres://desk@db.example.com/desk", "db.example.com", 5432],
    ["postgresql://desk:a%40b@DB.example.com:6000/desk", "db.example.com", 6000],
    ["postgres://desk@[2001:db8::1]:6000/desk", "2001:db8::1", 6000],
    ["postgres://desk@[0:0:0:0:0:0:0:1]/desk", "::1", 5432],
    ["postgres://desk@%6c%6f%63alhost/desk", "localhost", 5432],
    ["postgres:///desk?host=/run/postgresql", "", 0],
    ["postgres://desk@/desk?host=/run/postgresql&port=6000", "/run/postgresql", 6000],
    ["postgres://desk@%2Frun%2Fpostgresql/desk", "/run/postgresql", 5432],
    ["postgres://desk:a@b@db.example.com/desk", "db.example.com", 5432],
  ])("of %s", (url, host, port) => {
    if (host === "") expect(refusal(url)).toContain("must name the role");
    else expect(parsePostgresUrl(url, undefined)).toMatchObject({ host, port, user: "desk", database: "desk" });
  });

  it.each([
    "postgres://desk@127.0.0.1,db.example.com/desk",
    "postgres://desk@127.0.0.1:5432,db.example.com:5432/desk",
    "postgres://desk@127.0.0.1%2Cdb.example.com/desk",
    "postgres://desk@/desk?host=127.0.0.1,db.example.com",
    "postgres://desk@127.0.0.1/desk?host=db.example.com",
    "postgres://desk@127.0.0.1/desk?host=127.0.0.1&host=db.example.com",
    "postgres://desk@127.0.0.1/desk?hostaddr=192.0.2.1",
    "postgres://desk@127.0.0.1/desk?service=other",
    "postgres://desk@127.0.0.1/desk?passfile=/tmp/other",
    "postgres://desk@127.0.0.1%00.example.com/desk",
    "postgres://desk@[127.0.0.1]/desk",
    "postgres://desk@[fe80::1%25eth0]/desk",
    "postgres://desk@127.0.0.1:80:90/desk",
    "postgres://desk@127.0.0.1:0/desk",
    "postgres://desk@127.0.0.1:65536/desk",
    "postgres://desk@127.0.0.1:5432/desk?port=6000",
    "postgres://desk@/desk",
    "postgres://127.0.0.1/desk",
    "postgres://desk@127.0.0.1/desk#fragment",
    "postgres://desk%00@127.0.0.1/desk",
    "postgres://desk:100%@127.0.0.1/desk",
    "postgres://desk:1?hidden-part@127.0.0.1/desk",
    "postgres://desk:hidden-part/@127.0.0.1/desk",
    "host=127.0.0.1 user=desk",
    "mysql://desk@127.0.0.1/desk",
    " postgres://desk@127.0.0.1/desk",
  ])("is refused if it is not one host in one place: %s", (url) => {
    expect(refusal(url)).not.toBe("accepted");
  });
});

describe("TLS", () => {
  const remote = "postgres://desk@db.example.com/desk";
  it.each([
    remote,
    `${remote}?sslmode=verify-full`,
    `${remote}?sslmode=require`,
    `${remote}?sslmode=verify-ca&channel_binding=require`,
    `${remote}?ssl=true`,
    "postgres://desk@192.0.2.1/desk",
    "postgres://desk@127.1/desk",
    "postgres://desk@0.0.0.0/desk",
    "postgres://desk@2130706433/desk",
    "postgres://desk@localhost.example.com/desk",
    "postgres://desk@db.localhost/desk",
    "postgres://desk@localhost./desk",
    "postgres://desk@127.0.0.1.example.com/desk",
    "postgres://desk@[::ffff:127.0.0.1]/desk",
    "postgres://desk@/desk?host=db.example.com",
  ])("is verified by default: %s", (url) => {
    expect(parsePostgresUrl(url, undefined).tls).not.toBeNull();
    expect(parsePostgresUrl(url, "verify-full").tls).not.toBeNull();
    expect(refusal(url, "off")).toContain("only for loopback");
  });

  it.each(["disable", "allow", "prefer", "no-verify", "VERIFY-FULL", "none"])(
    "is not weakened by sslmode=%s",
    (mode) => {
      expect(refusal(`${remote}?sslmode=${mode}`)).not.toBe("accepted");
      expect(refusal(`${remote}?sslmode=${mode}`, "verify-full")).not.toBe("accepted");
      expect(refusal(`${remote}?sslmode=verify-full&ssl=no-verify`)).not.toBe("accepted");
    },
  );

  it.each(["ssl=0", "ssl=false", "ssl=no-verify", "rejectUnauthorized=false", "uselibpqcompat=true&sslmode=require"])(
    "is not weakened by %s",
    (parameter) => expect(refusal(`${remote}?${parameter}`)).not.toBe("accepted"),
  );

  it.each(["postgres://desk@127.0.0.1/desk", "postgres://desk@localhost/desk", "postgres://desk@[::1]/desk"])(
    "is off by default on loopback, and used when asked for: %s",
    (url) => {
      expect(parsePostgresUrl(url, undefined).tls).toBeNull();
      expect(parsePostgresUrl(`${url}?sslmode=disable`, "off").tls).toBeNull();
      expect(parsePostgresUrl(url, "verify-full").tls).not.toBeNull();
      expect(parsePostgresUrl(`${url}?sslmode=require`, undefined).tls).not.toBeNull();
      expect(parsePostgresUrl(`${url}?sslrootcert=/root.pem`, undefined).tls).toMatchObject({ rootFile: "/root.pem" });
      expect(refusal(`${url}?sslmode=disable`, "verify-full")).toContain("less than verified TLS");
      expect(refusal(`${url}?sslmode=verify-full`, "off")).toContain("DATABASE_TLS is off");
    },
  );

  it("does not exist on unix sockets", () => {
    const socket = "postgres://desk@%2Frun%2Fpostgresql/desk";
    expect(parsePostgresUrl(socket, undefined).tls).toBeNull();
    expect(parsePostgresUrl(socket, "off").tls).toBeNull();
    expect(refusal(socket, "verify-full")).toContain("unix socket");
    expect(refusal(`${socket}?sslmode=require`)).toContain("unix socket");
  });

  it("takes roots and client certificates from the URL", () => {
    expect(parsePostgresUrl(`${remote}?sslrootcert=/root.pem&sslcert=/own.pem&sslkey=/own.key`, undefined).tls).toEqual(
      {
        rootFile: "/root.pem",
        certificateFile: "/own.pem",
        keyFile: "/own.key",
        channelBinding: false,
        direct: false,
      },
    );
    expect(parsePostgresUrl(`${remote}?sslrootcert=system`, undefined).tls).toMatchObject({ rootFile: null });
    expect(refusal(`${remote}?sslcert=/own.pem`)).toContain("sslkey together");
  });
});
