/** Worker of the peers: JSZip, zip.js and fflate as their packages ship them. */
/* global JSZip, zip, fflate, importScripts */
const loaded = new Set();
const load = (script) => {
  if (loaded.has(script)) return;
  loaded.add(script);
  importScripts(script);
};

const digest = async (bytes) => void (await crypto.subtle.digest("SHA-256", bytes));

const jobs = {
  async "jszip list"(blob) {
    load("/jszip.js");
    return Object.keys((await JSZip.loadAsync(blob)).files).length;
  },
  async "jszip digests"(blob) {
    load("/jszip.js");
    const archive = await JSZip.loadAsync(blob, { checkCRC32: true });
    for (const file of Object.values(archive.files)) await digest(await file.async("uint8array"));
  },
  async "zip.js list"(blob) {
    load("/zip.js");
    zip.configure({ useWebWorkers: false });
    return (await new zip.ZipReader(new zip.BlobReader(blob)).getEntries()).length;
  },
  async "zip.js digests"(blob) {
    load("/zip.js");
    zip.configure({ useWebWorkers: false });
    const entries = await new zip.ZipReader(new zip.BlobReader(blob), { checkSignature: true }).getEntries();
    for (const entry of entries) await digest(await entry.getData(new zip.Uint8ArrayWriter()));
  },
  async "fflate digests"(blob) {
    load("/fflate.js");
    const files = fflate.unzipSync(new Uint8Array(await blob.arrayBuffer()));
    for (const bytes of Object.values(files)) await digest(bytes);
  },
};

self.onmessage = async ({ data: { job, blob } }) => {
  try {
    const startedAt = performance.now();
    await jobs[job](blob);
    self.postMessage({ ms: performance.now() - startedAt });
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};
