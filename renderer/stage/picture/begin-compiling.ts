import type { GlProgram } from 'pixi.js';

/**
 * Has the graphics processor compile programs and does not wait until it has. Whoever compiles the same text later, and waits, finds it done: the
 * browser keeps what it has compiled.
 */
export function beginCompiling(gl: WebGL2RenderingContext, programs: readonly GlProgram[]): void {
  for (const { vertex, fragment } of programs) {
    const program = gl.createProgram();
    for (const [kind, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
      const shader = gl.createShader(kind);
      if (shader === null || text === undefined) return; // The context is lost.
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
  }
  gl.flush();
}
