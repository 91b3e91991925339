/** Hands a file to the browser, or to Electron, which asks where to put it. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then; without this the content would be kept for as long as the page is.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Twice as fine as the screen, so that it is sharp on a slide. */
const PNG_SCALE = 2;

export async function pngOf(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * PNG_SCALE;
    canvas.height = image.naturalHeight * PNG_SCALE;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) => {
      canvas.toBlob((blob) => { if (blob === null) fail(new Error('the picture could not be made')); else done(blob); }, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
