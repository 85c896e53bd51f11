import type { Browser } from "playwright";

export async function makePicture(browser: Browser): Promise<Uint8Array> {
  const page = await browser.newPage();
  const text = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(3000, 2000);
    const context = canvas.getContext("2d");
    if (!context) return "";
    const image = context.createImageData(canvas.width, canvas.height);
    for (let at = 0; at < image.data.length; at += 4) {
      const value = 128 + 60 * Math.sin(at / 9000) + ((at * 7919) % 41);
      image.data.set([value, value * 0.9, value * 0.8 + ((at * 31) % 23), 255], at);
    }
    context.putImageData(image, 0, 0);
    for (let quality = 0.95; ; quality -= 0.05) {
      const blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
      if (blob.size > 3_200_000 && quality > 0.2) continue;
      return new Promise<string>((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
        reader.readAsDataURL(blob);
      });
    }
  });
  await page.close();
  return Buffer.from(text, "base64");
}
