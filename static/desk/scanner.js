// Reads a QR code from the camera: with the browser's own reader where it has one, else with the vendored one.
// No picture leaves the browser.

const READER = new URL("../vendor/zxing-wasm-3.1.4/reader/index.js", import.meta.url);
const WASM = new URL("../vendor/zxing-wasm-3.1.4/zxing_reader.wasm", import.meta.url);
const PAUSE = 120; // ms between looks: kind to old phones

async function ownReader() {
  if (!("BarcodeDetector" in window)) return null;
  const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
  if (!formats.includes("qr_code")) return null;
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? "";
}

async function vendoredReader() {
  const { prepareZXingModule, readBarcodes } = await import(READER);
  await prepareZXingModule({ overrides: { locateFile: () => WASM.href }, fireImmediately: true });
  const canvas = document.createElement("canvas");
  const paper = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    if (!canvas.width) return "";
    paper.drawImage(video, 0, 0);
    const found = await readBarcodes(paper.getImageData(0, 0, canvas.width, canvas.height), {
      formats: ["QRCode"],
      tryHarder: true,
      maxNumberOfSymbols: 1,
    });
    return found[0]?.text ?? "";
  };
}

/** Open the camera behind `video` and return the first code that it sees. Throws where there is no camera or no permission. */
export async function read(video) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false });
  try {
    video.srcObject = stream;
    await video.play();
    const look = (await ownReader()) ?? (await vendoredReader());
    for (;;) {
      const text = await look(video).catch(() => "");
      if (text) return text;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}
