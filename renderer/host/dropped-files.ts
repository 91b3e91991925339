import { sizeProblem, type OpenedText } from './host';

/** Files dropped on the window. Anything else that is dragged is left to whoever it is meant for. */
export function watchDrops(
  target: Pick<Window, 'addEventListener' | 'removeEventListener'>,
  onOpened: (file: OpenedText) => void,
  onFailed: (message: string) => void,
): () => void {
  const allow = (event: DragEvent): void => {
    // Without this the browser would show the file instead of the app.
    if (carriesFiles(event)) event.preventDefault();
  };
  const drop = (event: DragEvent): void => {
    const [file, ...others] = event.dataTransfer?.files ?? [];
    if (!carriesFiles(event) || file === undefined) return;
    event.preventDefault();
    if (others.length > 0) return onFailed(`One file can be opened at a time, and ${others.length + 1} were dropped.`);
    readFile(file, null).then(onOpened, (error: unknown) => onFailed(messageOf(error)));
  };
  target.addEventListener('dragover', allow);
  target.addEventListener('drop', drop);
  return () => {
    target.removeEventListener('dragover', allow);
    target.removeEventListener('drop', drop);
  };
}

export async function readFile(file: Pick<File, 'name' | 'size' | 'text'>, handle: string | null): Promise<OpenedText> {
  const problem = sizeProblem(file.name, file.size);
  if (problem !== null) throw new Error(problem);
  try {
    return { name: file.name, handle, text: await file.text() };
  } catch {
    throw new Error(`${file.name} could not be read.`);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
