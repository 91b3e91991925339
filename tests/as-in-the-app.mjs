/**
 * How a browser is started so that it does what the app's window does on a machine without a graphics processor, and no more, wherever the tests run.
 *
 * The page is drawn in software, and WebGL alone through SwiftShader (electron/main/index.ts). With --use-angle=swiftshader the whole page would be
 * drawn as if by a graphics processor that is itself imitated, which no user's machine does: a sixth of the pictures.
 */
export const WITHOUT_GPU = ['--disable-gpu', '--enable-unsafe-swiftshader'];

/**
 * With each new window Chromium loads two pages of its own for what its address bar may show one day, a third of a second of processor time beside
 * the page that is looked at; the app has no address bar. The last list of this kind counts, so what Playwright turns off is here again.
 */
export const WITHOUT_ADDRESS_BAR = [`--disable-features=${[
  'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter',
  'PaintHolding', 'ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch',
].join(',')}`];
