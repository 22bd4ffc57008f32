import { defineConfig, type Plugin } from "vite";

const PUBLIC = ["icon.svg", "icon-maskable.svg", "manifest.webmanifest"];

/** Returns a short digest of a text (FNV-1a): it has to differ, not to protect. */
function digestOf(text: string): string {
  let digest = 0x811c9dc5;
  for (const letter of text) digest = Math.imul(digest ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return digest.toString(16);
}

/** Tells the service worker the files of the shell, and a version that changes with any of them. */
const shellOfWorker = (): Plugin => ({
  name: "sulh-shell",
  generateBundle(_, bundle) {
    const built = Object.keys(bundle).filter((name) => name.startsWith("assets/"));
    const names = [...built, ...PUBLIC].sort().map((name) => `/console/${name}`);
    const worker = bundle["sw.js"];
    if (worker?.type !== "chunk") throw new Error("there is no service worker in the build");
    const version = digestOf(names.join() + worker.code);
    worker.code = worker.code
      .replaceAll("__SHELL__", JSON.stringify(names))
      .replaceAll("__VERSION__", JSON.stringify(version));
  },
});

// The server serves the result under /console/; a name holds a digest, so it may be kept for ever.
export default defineConfig({
  base: "/console/",
  plugins: [shellOfWorker()],
  build: {
    outDir: "../src/sulh/server/console",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200, // MapLibre, which comes only with the map
    rolldownOptions: {
      input: { index: "index.html", sw: "src/offline/worker.ts" },
      output: {
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
