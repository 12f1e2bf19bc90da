import { defineConfig, type Plugin } from "vite";

// Designsystemet writes its icons into the style sheet as data: addresses, which a strict policy (img-src 'self') refuses.
const DRAWING = /url\((?:"data:image\/svg\+xml;charset=utf-8,((?:[^"\\]|\\.)*)"|data:image\/svg\+xml;charset=utf-8,([^)]*))\)/g;

function drawingsAsFiles(): Plugin {
  return {
    name: "drawings-as-files",
    generateBundle(_options, bundle) {
      const file = (written: string): string => {
        const source = decodeURIComponent(written).replaceAll("\\", "");
        return this.getFileName(this.emitFile({ type: "asset", name: "drawing.svg", source }));
      };
      for (const part of Object.values(bundle)) {
        if (part.type !== "asset" || !part.fileName.endsWith(".css")) continue;
        part.source = String(part.source).replace(DRAWING, (_all, quoted?: string, bare?: string) => `url(./${file(quoted ?? bare ?? "")})`);
        if (part.source.includes("url(data:") || part.source.includes('url("data:')) this.error("A data: address is left in the style sheet.");
      }
    },
  };
}

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [drawingsAsFiles()],
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
