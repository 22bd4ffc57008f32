import { defineConfig } from "vite";

// The server serves the result under /console/; a name holds a digest, so it may be kept for ever.
export default defineConfig({
  base: "/console/",
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
