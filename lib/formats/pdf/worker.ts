/** The worker of pdf.js that reads and decodes; its reports go to the page. */
import "./guard-worker.ts";
import "pdfjs-dist/build/pdf.worker.min.mjs";
