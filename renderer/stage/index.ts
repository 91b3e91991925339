export { Stage } from './stage';
