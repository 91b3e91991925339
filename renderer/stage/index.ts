export { openAhead } from './picture/moving-picture';
export { Stage, type StageProps } from './stage';
