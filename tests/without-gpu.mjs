/**
 * How a browser is started so that it draws as the app does on a machine without a graphics processor, wherever the tests run: the page in
 * software, and WebGL alone through SwiftShader (electron/main/index.ts). With --use-angle=swiftshader the whole page would be drawn as if by a
 * graphics processor that is itself imitated, which no user's machine does: a sixth of the pictures.
 */
export const WITHOUT_GPU = ['--disable-gpu', '--enable-unsafe-swiftshader'];
