import { defineConfig } from "vite";

// The server serves the result under /console/; a name holds a digest, so it may be kept for ever.
export default defineConfig({
  base: "/console/",
  plugins: [
    {
      name: "milsymbol-quiet", // it greets in the browser's log, where only what went wrong shall stand
      transform: (code, id) =>
        id.includes("/milsymbol/src/") ? code.replace(/console\.info\([^;]*\);/g, "") : null,
    },
  ],
  build: {
    outDir: "../src/sulh/server/console",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200, // MapLibre, which comes only with the map
  },
});
