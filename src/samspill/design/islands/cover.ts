import { each } from "./each.ts";

const LONGEST = 2000; // points along the longer side: as the server keeps it, and small enough for poor wifi
const SPOT = 0.16; // of the shorter side: a face at arm's length
const BLOCKS = 6; // coarse squares across a covered spot: nothing can be made out of them
const STEP = 0.03;

type Spot = readonly [x: number, y: number]; // as shares of width and height

/**
 * <div data-cover data-for="id of a file field" hidden> with a canvas: a chosen photo is shown, and each tap covers a spot.
 * The covered picture takes the place of the chosen file before anything is sent; it is drawn anew, so that what the
 * camera wrote into it stays behind. Without script the file goes as it is and the server draws it anew.
 */
export function coverFaces(root: ParentNode): void {
  each<HTMLElement>(root, "[data-cover]", function cover(place) {
    const input = document.getElementById(place.dataset.for ?? "");
    const canvas = place.querySelector("canvas");
    if (input instanceof HTMLInputElement && canvas) new Cover(place, input, canvas);
  });
}

class Cover {
  private picture?: ImageBitmap;
  private name = "photo.jpg";
  private spots: Spot[] = [];
  private aim: [number, number] = [0.5, 0.5];
  private aiming = false;

  constructor(private readonly place: HTMLElement, private readonly input: HTMLInputElement, private readonly canvas: HTMLCanvasElement) {
    input.addEventListener("change", () => void this.take(input.files?.[0]));
    input.form?.addEventListener("reset", () => void this.take(undefined));
    canvas.addEventListener("click", (event) => this.tap(event));
    canvas.addEventListener("keydown", (event) => this.key(event));
    canvas.addEventListener("blur", () => this.look(false));
    place.querySelector("[name=undo]")?.addEventListener("click", () => this.undo());
    place.querySelector("[name=leave]")?.addEventListener("click", () => this.leave());
  }

  private async take(file: File | undefined): Promise<void> {
    this.spots = [];
    this.picture = undefined;
    this.place.hidden = true;
    if (!file) return;
    try {
      this.picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    } catch {
      return; // no picture this browser can draw: the server says what is wrong with it
    }
    const shrink = Math.min(1, LONGEST / Math.max(this.picture.width, this.picture.height));
    this.canvas.width = Math.round(this.picture.width * shrink);
    this.canvas.height = Math.round(this.picture.height * shrink);
    this.name = `${file.name.replace(/\.[^.]*$/, "")}.jpg`;
    this.place.hidden = false;
    await this.draw();
  }

  private tap(event: MouseEvent): void {
    if (event.detail === 0) return; // a keyboard's click has no place
    const box = this.canvas.getBoundingClientRect();
    void this.cover([(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]);
  }

  private key(event: KeyboardEvent): void {
    const moves: Record<string, Spot> = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    const move = moves[event.key];
    if (!move && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (!move) return void this.cover([...this.aim]);
    this.aim = [within(this.aim[0] + move[0]), within(this.aim[1] + move[1])];
    this.look(true);
  }

  private look(aiming: boolean): void {
    this.aiming = aiming;
    this.paint();
    if (aiming) this.ring();
  }

  private async cover(spot: Spot): Promise<void> {
    this.spots.push(spot);
    await this.draw();
  }

  private undo(): void {
    this.spots.pop();
    void this.draw();
  }

  private leave(): void {
    this.input.value = "";
    void this.take(undefined);
    this.input.focus();
  }

  private async draw(): Promise<void> {
    this.paint();
    const words = this.place.querySelector<HTMLElement>("[data-covered]");
    if (words) words.textContent = this.spots.length ? (words.dataset.some ?? "").replace("{n}", String(this.spots.length)) : (words.dataset.none ?? "");
    await this.hand();
    if (this.aiming) this.ring();
  }

  private paint(): void {
    const pen = this.canvas.getContext("2d");
    if (!pen || !this.picture) return;
    pen.drawImage(this.picture, 0, 0, this.canvas.width, this.canvas.height);
    for (const spot of this.spots) this.blur(pen, spot);
  }

  /** The mean of each coarse square, painted over it: what was there cannot be worked out from it. */
  private blur(pen: CanvasRenderingContext2D, [x, y]: Spot): void {
    const { width, height } = this.canvas;
    const side = Math.round(Math.min(width, height) * SPOT);
    const [left, top] = [Math.round(x * width - side / 2), Math.round(y * height - side / 2)];
    const coarse = document.createElement("canvas");
    coarse.width = coarse.height = BLOCKS;
    const rough = coarse.getContext("2d");
    if (!rough) return;
    rough.imageSmoothingQuality = "high";
    rough.drawImage(this.canvas, left, top, side, side, 0, 0, BLOCKS, BLOCKS);
    pen.imageSmoothingEnabled = false;
    pen.fillStyle = "#777";
    pen.fillRect(left, top, side, side);
    pen.globalAlpha = 0.7;
    pen.drawImage(coarse, 0, 0, BLOCKS, BLOCKS, left, top, side, side);
    pen.globalAlpha = 1;
    pen.imageSmoothingEnabled = true;
  }

  private ring(): void {
    const pen = this.canvas.getContext("2d");
    if (!pen) return;
    const { width, height } = this.canvas;
    const side = Math.min(width, height) * SPOT;
    pen.lineWidth = Math.max(3, width / 200);
    for (const [colour, grow] of [["#000", 0], ["#fff", pen.lineWidth]] as const) {
      pen.strokeStyle = colour;
      pen.strokeRect(this.aim[0] * width - side / 2 - grow, this.aim[1] * height - side / 2 - grow, side + 2 * grow, side + 2 * grow);
    }
  }

  /** Put what is painted in the place of the chosen file. */
  private async hand(): Promise<void> {
    const data = await new Promise<Blob | null>((done) => this.canvas.toBlob(done, "image/jpeg", 0.85));
    if (!data) return;
    const files = new DataTransfer();
    files.items.add(new File([data], this.name, { type: "image/jpeg" }));
    this.input.files = files.files;
  }
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}
