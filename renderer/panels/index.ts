export { ControlPanel } from './control-panel';
export { OtherCaption, PictureCaption } from './compare/picture-caption';
export { InstrumentStrip } from './instrument-strip';
export { Library } from './library/library';
export { Palette } from './palette/palette';
export type { PanelProps } from './panel-props';
export { ProblemBanner } from './problem-banner';
export { ScenarioCard } from './scenario-card';
export { TransportBar } from './transport-bar';
