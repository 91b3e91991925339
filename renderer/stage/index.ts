export { openAhead } from './picture/moving-picture';
export { OtherStage } from './other-stage';
export { Stage, type StageProps } from './stage';
