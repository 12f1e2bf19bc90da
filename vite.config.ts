import { defineConfig } from "vite";

// Everything is served from our own host: fonts are files, never data: addresses, so that the policy can stay strict.
export default defineConfig({
  root: ".",
  base: "./",
  publicDir: false,
  build: {
    outDir: "src/samspill/design/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: false,
    assetsInlineLimit: 0,
    assetsDir: "",
    target: "es2022",
    rolldownOptions: {
      input: {
        app: "src/samspill/design/islands/app.ts",
        style: "src/samspill/design/styles/app.css",
        mark: "src/samspill/design/styles/mark.svg",
      },
    },
  },
});
