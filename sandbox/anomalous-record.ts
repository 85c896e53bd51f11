/** Adds traps for JSON readers: duplicate and empty names, large numbers, invisible and bidirectional characters, deep nesting. */
export function makeAnomalousRecord(record: string): string {
  const anomalies = [
    `"result": "REVIEW"`,
    `"__proto__": { "isAdmin": true }`,
    `"": "a member without a name"`,
    `"a.b[0]": "a name that looks like a path"`,
    `"line\\nbreak": "a name with a line break"`,
    `"invisible": "zero\u200Bwidth, soft\u00ADhyphen, \u202Eturned round\u202C"`,
    `"decomposed": "Zoe\u0308 Mu\u0308ller"`,
    `"escaped": "\\u005a\\u006f\\u00eb \\ud83d\\ude00 \\u0000"`,
    `"loneSurrogate": "\\ud800"`,
    `"numbers": [0.1, 1e400, -0, 1.0, 1E+2, 123456789012345678901234567890.123456789, 5e-324]`,
    `"markup": "<img src=x onerror=alert(1)> & </script>"`,
    `"formula": "=HYPERLINK(\\"https://example.test\\")"`,
    `"nested": ${"[".repeat(120)}"120 levels down"${"]".repeat(120)}`,
  ];
  return record.replace(/\n\}\n$/, `,\n  ${anomalies.join(",\n  ")}\n}\n`);
}
